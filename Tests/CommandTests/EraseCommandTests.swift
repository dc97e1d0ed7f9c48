// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import Testing

@Suite("qiongsu erase")
struct EraseCommandTests {
    private static let phone = "13907q-Zk3!vW9~xB5@hT7$mL2^pR8&dF4*cY6(nG1)"
    /// Stands in the list of places as it is.
    private static let farm = "urn:example:farm:9f3a-zhang-san"
    private static let event =
        #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://example.org/"}],"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","eventID":"urn:example:event:1","epcList":["urn:epc:id:sgtin:6901234.056789.1"],"action":"ADD","bizStep":"commissioning","bizLocation":{"id":"\#(farm)"},"ex:phone":"\#(phone)"}"#
    private static let order = ["--ground", "PIPL art. 47", "--ordered-by", "Li"]
    private static let erasing =
        ["erase", "--event", "urn:example:event:1", "--field", "phone", "--field", "bizLocation"] + order

    @Test("What is erased beside a server is in no file; log, older checkpoint and older proof hold")
    func erased() throws {
        let folder = try Program.folder()
        func run(_ arguments: [String], _ input: String = "") throws -> Program.Outcome {
            try Program.run(arguments, input: input, folder: folder)
        }
        func isInFiles() throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { name in
                try Data(contentsOf: folder.appending(path: name)).firstRange(of: Data(Self.farm.utf8)) != nil
            }
        }
        #expect(try run(["capture", "-"], Self.event).status == 0)
        let early = try run(Self.erasing)
        #expect(early.status == 74 && early.errors.contains("no key of the log"), "\(early.errors)")
        let server = try Server(in: folder)
        let connection = try #require(Connection(port: server.port))
        let checkpoint = try #require(connection.get("/log/checkpoint"))
        let proof = try #require(connection.get("/log/proof/inclusion?event=urn:example:event:1"))
        #expect(proof.contains(Self.phone))
        #expect(try isInFiles() == (TestLedger.server == nil))

        let outcome = try run(Self.erasing)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.lines.last == "Erased from 1 events.")
        #expect(outcome.lines.first?.hasSuffix(": without hash, bizLocation/id, ex:phone") == true)
        #expect(!(try isInFiles()))
        let later = try #require(connection.get("/log/proof/inclusion?event=urn:example:event:1"))
        #expect(!later.contains(Self.phone) && later.contains("sgtin:6901234.056789.1"))
        let events = try #require(connection.get("/epcis/events?GE_eventTime=2026-01-01T00:00:00Z"))
        #expect(!events.contains(Self.phone) && events.contains("urn:example:event:1"))
        #expect(server.stop() == 0)
        #expect(!(try isInFiles()))

        for step in [["verify", "--against", "-"], ["rebuild"], ["verify", "--against", "-"]] {
            let verified = try run(step, checkpoint)
            #expect(verified.status == 0, "\(step): \(verified.output)\(verified.errors)")
            guard step.count > 1 else { continue }
            #expect(
                verified.lines.prefix(2) == [
                    "2 events are as they were logged", "of 1 of them fields were erased by law",
                ]
            )
        }
        for text in [proof, later] { #expect(try run(["verify", "--proof", "-"], text).status == 0) }
        let again = try run(Self.erasing)
        #expect((again.status, again.output) == (0, "Erased from 0 events.\n"), "\(again.errors)")
        // What was erased is not brought back by sending it again.
        #expect(try run(["capture", "-"], Self.event).status == 1)
        if TestLedger.server == nil { #expect(!(try isInFiles())) }
    }

    @Test(
        "What is refused changes nothing, and says why",
        arguments: [
            (["--event", "urn:example:event:1", "--field", "bizStep"], 1, "may not be erased"),
            (["--event", "urn:example:event:1", "--field", "none"], 1, "no event has a field"),
            (["--event", "urn:example:event:2", "--field", "phone"], 1, "no event with the ID"),
            (["--subject", "urn:epc:id:sgtin:6901234.056789.1"], 1, "may not be erased"),
            (["--event", "urn:example:event:1"], 64, "--field"),
            (["--field", "phone"], 64, "--event or --subject"),
            ([], 64, "--event or --subject"),
        ] as [([String], Int32, String)]
    )
    func refused(arguments: [String], status: Int32, words: String) throws {
        let folder = try Program.folder()
        #expect(try Program.run(["capture", "-"], input: Self.event, folder: folder).status == 0)
        #expect(try Server(in: folder).stop() == 0)
        let outcome = try Program.run(["erase"] + arguments + Self.order, folder: folder)
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        let verified = try Program.run(["verify"], folder: folder)
        #expect(verified.lines.first == "1 events are as they were logged")
        #expect(!verified.output.contains("erased"))
    }
}
