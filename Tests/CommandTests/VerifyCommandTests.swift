// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import Testing

@Suite("qiongsu verify")
struct VerifyCommandTests {
    private static let event =
        #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","eventID":"urn:example:event:1","epcList":["urn:epc:id:sgtin:6901234.056789.1"],"action":"ADD","bizStep":"commissioning"}"#

    private static let keyName = TestLedger.server == nil ? "/qiongsu.db.log-key" : "/qiongsu.log-key"

    @Test("A database that a server had open has a log that holds, and a key that only its owner reads")
    func sound() throws {
        let folder = try Program.folder()
        #expect(try Program.run(["capture", "-"], input: Self.event, folder: folder).status == 0)
        let early = try Program.run(["verify"], folder: folder)
        #expect((early.status, early.output) == (1, ""))
        #expect(early.errors.contains("no log"))
        let server = try Server(in: folder)
        #expect(server.stop() == 0)
        let outcome = try Program.run(["verify"], folder: folder)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.lines.first == "1 events are as they were logged")
        let key = try FileManager.default.attributesOfItem(atPath: folder.path + Self.keyName)
        #expect(key[.posixPermissions] as? Int == 0o600)
    }

    @Test("A log made with --log-suite sm is verified like any other, offline too, and keeps its suite")
    func chosenSuite() throws {
        let folder = try Program.folder()
        #expect(try Program.run(["capture", "-"], input: Self.event, folder: folder).status == 0)
        let server = try Server(in: folder, arguments: ["--log-suite", "sm"])
        let connection = try #require(Connection(port: server.port))
        let key = try #require(connection.get("/log/key"))
        #expect(key.contains("+/wYIKoEcz1UBg3U"))
        let checkpoint = try #require(connection.get("/log/checkpoint"))
        let proof = try #require(connection.get("/log/proof/inclusion?event=urn:example:event:1"))
        #expect(server.stop() == 0)
        func run(_ arguments: [String], _ input: String = "") throws -> Program.Outcome {
            try Program.run(arguments, input: input, folder: folder)
        }
        let older = try run(["verify", "--against", "-"], checkpoint)
        #expect(older.status == 0, "\(older.output)\(older.errors)")
        let trimmed = key.trimmingCharacters(in: .whitespacesAndNewlines)
        let shown = try run(["verify", "--proof", "-", "--key", trimmed], proof)
        #expect(shown.status == 0, "\(shown.output)\(shown.errors)")
        #expect(
            try run(["verify", "--proof", "-"], proof.replacing("urn:epc:id", with: "urn:epc:ix")).status == 1
        )
        let other = try run(["serve", "--port", "0", "--log-suite", "sha256"])
        #expect(other.status == 64)
        #expect(other.errors.contains("--log-suite") && other.errors.contains("keeps its suite"))
        try FileManager.default.removeItem(atPath: folder.path + Self.keyName)
        let lost = try run(["serve", "--port", "0"])
        #expect(lost.status == 74)
        #expect(lost.errors.contains("of the suite “sm”"), "\(lost.errors)")
    }

    @Test("A checkpoint of a log with another key does not hold, and is named")
    func otherLog() throws {
        let checkpoint = """
            other.example.cn/log
            0
            47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

            — other.example.cn/log AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

            """
        let folder = try Program.folder()
        #expect(try Program.run(["capture", "-"], input: Self.event, folder: folder).status == 0)
        #expect(try Server(in: folder).stop() == 0)
        let outcome = try Program.run(["verify", "--against", "-"], input: checkpoint, folder: folder)
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("other-log: "), "\(outcome.output)\(outcome.errors)")
    }

    @Test(
        "What cannot be checked says why",
        arguments: [
            (["verify", "--proof", "-"], "{}", 1, "no proof"), (["verify", "--key", "x"], "", 64, "--key"),
            (["verify", "--proof", "-", "--against", "-"], "", 64, "do not go together"),
            (["verify"], "", 74, "No database"),
            (["verify", "--against", "missing.txt"], "", 74, "missing.txt"),
        ] as [([String], String, Int32, String)]
    )
    func mistakes(arguments: [String], input: String, status: Int32, words: String) throws {
        let outcome = try Program.run(arguments, input: input)
        #expect(outcome.status == status)
        #expect((outcome.output + outcome.errors).contains(words), "\(outcome.output)\(outcome.errors)")
    }
}
