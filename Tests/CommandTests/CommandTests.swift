// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import Testing
import TraceTesting
import TraceText

@Suite("Command line")
struct CommandTests {
    private static let event =
        #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","epcList":["urn:epc:id:sgtin:6901234.056789.1"],"action":"ADD","bizStep":"commissioning"}"#

    @Test(
        "Every command explains itself",
        arguments: [
            [], ["serve"], ["demo"], ["capture"], ["trace"], ["recall-scope"], ["validate"], ["hash"],
            ["code"], ["rebuild"], ["verify"], ["record"], ["profile", "template"], ["simulate"],
            ["profile", "rehearse"], ["registry"], ["migrate"], ["archive"],
        ]
    )
    func help(command: [String]) throws {
        let outcome = try Program.run(command + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("USAGE"))
        #expect(outcome.errors.isEmpty)
    }

    @Test("A valid file is valid, an invalid one is told with the place")
    func validate() throws {
        let folder = try Program.folder()
        try Self.event.write(to: folder.appending(path: "good.json"), atomically: true, encoding: .utf8)
        try Self.event.replacing("\"ADD\"", with: "\"CREATE\"")
            .write(to: folder.appending(path: "bad.json"), atomically: true, encoding: .utf8)
        let good = try Program.run(["validate", "good.json"], folder: folder)
        #expect((good.status, good.lines.first) == (0, "good.json: valid"))
        let both = try Program.run(["validate", "--format", "json", "good.json", "bad.json"], folder: folder)
        #expect(both.status == 1)
        let reports = try both.lines.map { try JSONDocument(parsing: $0).root }
        #expect(reports.map { $0["file"]?.string } == ["good.json", "bad.json"])
        #expect(reports.map { $0["valid"]?.boolean } == [true, false])
        let fault = try #require(reports[1]["errors"].flatMap { Array($0.elements).first })
        #expect(fault["pointer"]?.string == "/action")
        #expect(fault["message"]?.string?.isEmpty == false)
    }

    @Test("A file that cannot be read exits with 74", arguments: ["validate", "hash", "capture"])
    func unreadable(command: String) throws {
        let outcome = try Program.run([command, "no-such-file.json"])
        #expect(outcome.status == 74)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("no-such-file.json"))
    }

    @Test("A document on standard input is captured, and traced by another form of its code")
    func captureAndTrace() throws {
        let folder = try Program.folder()
        let first = try Program.run(["capture", "-"], input: Self.event, folder: folder)
        #expect((first.status, first.lines) == (0, ["1 events stored, 0 were there already"]))
        let again = try Program.run(["capture", "-"], input: Self.event, folder: folder)
        #expect((again.status, again.lines) == (0, ["0 events stored, 1 were there already"]))
        let trace = try Program.run(["trace", "(01)06901234567892(21)1", "--format", "json"], folder: folder)
        #expect(trace.status == 0)
        let answer = try JSONDocument(parsing: trace.output).root
        for member in ["events", "units", "edges", "gaps"] {
            #expect(answer.member(named: member)?.kind == .array)
        }
        #expect(answer["events"]?.count == 1)
        for format in ["tree", "csv", "dot"] {
            #expect(
                try Program.run(["trace", "(01)06901234567892(21)1", "--format", format], folder: folder)
                    .status == 0
            )
        }
    }

    @Test(
        "The trace of a published case has its number of events",
        .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence))
    )
    func publishedTrace() throws {
        let folder = try Program.folder()
        let path = "ift-opentraceability/CSharp/OpenTraceability.Tests/Data/traceback_tests.jsonld"
        // Five of its events repeat the ID of another event.
        let capture = try Program.run(
            ["capture", SharedData.epcis.appending(path: path).path],
            folder: folder
        )
        #expect((capture.status, capture.lines) == (3, ["16 events stored, 0 were there already"]))
        let code = "urn:gdst:example.org:product:lot:class:processor.2u.v1-0122-2022"
        let trace = try Program.run(
            ["trace", code, "--direction", "back", "--format", "json"],
            folder: folder
        )
        #expect(try JSONDocument(parsing: trace.output).root["events"]?.count == 16)
    }

    @Test("A code that no event names exits with 1")
    func unknownCode() throws {
        let folder = try Program.folder()
        _ = try Program.run(["capture", "-"], input: Self.event, folder: folder)
        for command in ["trace", "recall-scope"] {
            let outcome = try Program.run([command, "(01)06901234567892(21)unknown"], folder: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("No event names"))
        }
    }

    @Test("Asking a database that is not there is a mistake, not an empty answer")
    func missingDatabase() throws {
        let folder = try Program.folder()
        let outcome = try Program.run(["trace", "(01)06901234567892(21)1"], folder: folder)
        #expect(outcome.status == 74)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("A code tells all its forms")
    func code() throws {
        let outcome = try Program.run(["code", "urn:epc:id:sgtin:6901234.056789.1", "--format", "json"])
        let answer = try JSONDocument(parsing: outcome.output).root
        #expect(outcome.status == 0)
        #expect(answer["input"]?.string == "urn:epc:id:sgtin:6901234.056789.1")
        #expect(answer["scheme"]?.string == "sgtin")
        #expect(answer["canonical"]?.string == "https://id.gs1.org/01/06901234567892/21/1")
        #expect(answer["digitalLink"]?.string == "https://id.gs1.org/01/06901234567892/21/1")
        #expect(answer["urn"]?.string == "urn:epc:id:sgtin:6901234.056789.1")
        #expect(answer["valid"]?.boolean == true)
        #expect(answer["errors"]?.count == 0)
    }

    @Test("A wrong check digit is told with what would be right")
    func wrongCheckDigit() throws {
        let outcome = try Program.run(["code", "06901234567893", "--format", "json"])
        let answer = try JSONDocument(parsing: outcome.output).root
        #expect(outcome.status == 1)
        #expect(answer["valid"]?.boolean == false)
        #expect(answer["errors"].flatMap { Array($0.elements).first }?["expected"]?.string == "2")
    }

    @Test("The same event has the same hash in JSON with a URN and with a Digital Link")
    func hash() throws {
        let urn = try Program.run(["hash", "-"], input: Self.event)
        let link = try Program.run(
            ["hash", "-"],
            input: Self.event.replacing(
                "urn:epc:id:sgtin:6901234.056789.1",
                with: "https://id.gs1.org/01/06901234567892/21/1"
            )
        )
        #expect(urn.lines.count == 1)
        #expect(urn.lines.first?.wholeMatch(of: /ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0/) != nil)
        #expect(urn.output == link.output)
    }

    @Test("A part of a document that is wrong is refused, the rest stored")
    func partial() throws {
        let document = """
            {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-03-01T08:00:00Z",\
            "epcisBody":{"eventList":[\(Self.event),\(Self.event.replacing("urn:epc:id:sgtin:6901234.056789.1", with: "https://id.gs1.org/01/06901234567893/21/1"))]}}
            """
        let partial = try Program.run(["capture", "-"], input: document)
        #expect(partial.status == 3)
        #expect(partial.errors.contains("/epcisBody/eventList/1/epcList/0"))
        let whole = try Program.run(["capture", "--rollback", "-"], input: document)
        #expect((whole.status, whole.lines) == (1, ["0 events stored, 0 were there already"]))
    }

    @Test("What is wrong with a bare event is told of the event, not as of a document")
    func wrongBareEvent() throws {
        let wrong = Self.event.replacing("\"ADD\"", with: "\"CREATE\"")
        for command in ["capture", "hash"] {
            let outcome = try Program.run([command, "-"], input: wrong)
            #expect(outcome.status == 1)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.hasPrefix("-: /action "))
        }
    }

    @Test("A damaged database exits with 74", .enabled(if: TestLedger.server == nil, "a file is damaged"))
    func damagedDatabase() throws {
        let folder = try Program.folder()
        _ = try Program.run(["capture", "-"], input: Self.event, folder: folder)
        let file = folder.appending(path: "qiongsu.db")
        var bytes = try Data(contentsOf: file)
        for page in stride(from: 4096, to: bytes.count, by: 4096) {
            bytes.replaceSubrange(page..<page + 8, with: [UInt8](repeating: 0xFF, count: 8))
        }
        try bytes.write(to: file)
        let outcome = try Program.run(["trace", "(01)06901234567892(21)1"], folder: folder)
        #expect(outcome.status == 74)
        #expect(outcome.errors.contains("database"))
    }

    @Test(
        "A command leaves one file, which can be copied",
        .enabled(if: TestLedger.server == nil, "a server has its own files")
    )
    func oneFile() throws {
        let folder = try Program.folder()
        _ = try Program.run(["capture", "-"], input: Self.event, folder: folder)
        _ = try Program.run(["trace", "(01)06901234567892(21)1"], folder: folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["qiongsu.db"])
    }

    @Test("Rebuilding counts the events")
    func rebuild() throws {
        let folder = try Program.folder()
        _ = try Program.run(["capture", "-"], input: Self.event, folder: folder)
        #expect(
            try Program.run(["rebuild"], folder: folder).lines == ["1 events indexed", "0 alarms stand"]
        )
    }

    @Test(
        "A file that is not there makes no database",
        arguments: [
            ["capture", "none.json"], ["registry", "import", "none.jsonl"],
            ["record", "pork", "slaughter", "none.json"],
        ]
    )
    func noFile(arguments: [String]) throws {
        let folder = try Program.folder()
        let outcome = try Program.run(arguments, folder: folder)
        #expect(outcome.status == 74 && outcome.errors.contains("none.json"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(
        "What is named and is not there is told with what is meant, or is there, and nothing is made",
        arguments: [
            (["record", "prok", "slaughter", "-"], "“pork”"),
            (["record", "pork", "slaugter", "-"], "“slaughter”"),
            (["profile", "template", "prok", "slaughter"], "“pork”"),
            (["profile", "template", "pork", "x"], "rearing, feeding"),
            (["profile", "doc", "prok"], "“pork”"),
            (["profile", "rehearse", "prok"], "“pork”"),
            (["simulate", "--only", "prok", "--output", "played"], "“pork”"),
        ]
    )
    func unknown(arguments: [String], hint: String) throws {
        let folder = try Program.folder()
        let outcome = try Program.run(arguments, folder: folder)
        #expect(outcome.status == 1 && outcome.errors.contains(hint), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(
        "A folder or file of profiles that cannot be read is told by its name",
        arguments: [
            ["profile", "check", "none.yaml"], ["profile", "list", "--profiles", "none"],
            ["profile", "rehearse", "--scenarios", "none"], ["simulate", "--output", "o", "--data", "none"],
            ["demo", "--profiles", "none"],
        ]
    )
    func unreadable(arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 74 && outcome.errors.contains("none"), "\(outcome.errors)")
    }

    @Test("A body of a gigabyte is refused, and memory does not grow with it")
    func hugeBody() throws {
        let server = try Server(in: Program.folder())
        let connection = try #require(Connection(port: server.port))
        #expect(connection.postSpaces("/epcis/capture", megabytes: 1024) == 413)
        // The limit of a body is 64 MiB, and growing to that doubles it for a moment.
        #expect(try #require(server.peakMemory) < 350)
        #expect(server.stop() == 0)
    }

    @Test("Serving to other machines without a token is refused")
    func openServer() throws {
        let outcome = try Program.run(["serve", "--host", "0.0.0.0", "--port", "0"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("QIONGSU_TOKEN"))
    }

    @Test(
        "Wrong usage exits with 64",
        arguments: [
            ["trace"], ["trace", "x", "--format", "pdf"], ["demo", "--scale", "0"], ["fly"],
            ["capture", "x.json", "--database", "mysql://localhost/x"], ["serve", "--port", "70000"],
        ]
    )
    func usage(arguments: [String]) throws {
        #expect(try Program.run(arguments).status == 64)
    }
}
