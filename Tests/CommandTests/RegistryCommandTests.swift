// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceText

@Suite("Registry and codes on the command line")
struct RegistryCommandTests {
    private static let shop = "91460100MA5T00002P"

    private static let entries = [
        #"{"kind":"subject","id":"91460100MA5T00002P","name":{"zh":"某店","en":"A shop"},"types":["retailer"],"region":"460105","filing":"filed","from":"2016-10-01"}"#,
        #"{"kind":"licence","type":"food-business","number":"JY15308250014109","holder":"91460100MA5T00002P","from":"2020-01-01","until":"2025-01-01"}"#,
    ]

    private static func folder(_ lines: [String]) throws -> URL {
        let folder = try Program.folder()
        let text = lines.joined(separator: "\n")
        try text.write(to: folder.appending(path: "entries.jsonl"), atomically: true, encoding: .utf8)
        return folder
    }

    @Test(
        "The commands explain themselves",
        arguments: [
            ["registry"], ["registry", "import"], ["registry", "list"], ["registry", "show"],
            ["code", "read"],
            ["code", "issue"], ["code", "range"],
        ]
    )
    func help(command: [String]) throws {
        let outcome = try Program.run(command + ["--help"])
        #expect(outcome.status == 0 && outcome.output.contains("USAGE"))
    }

    @Test("Entries are recorded, and shown as they were on a day")
    func entries() throws {
        let folder = try Self.folder(Self.entries)
        let first = try Program.run(["registry", "import", "entries.jsonl"], folder: folder)
        #expect((first.status, first.lines) == (0, ["2 entries recorded, 0 were there already"]))
        let again = try Program.run(["registry", "import", "entries.jsonl"], folder: folder)
        #expect((again.status, again.lines) == (0, ["0 entries recorded, 2 were there already"]))
        let list = try Program.run(["registry", "list"], folder: folder)
        #expect(list.status == 0 && list.lines.count == 1)
        let then = try Program.run(["registry", "show", Self.shop, "--at", "2024-12-31"], folder: folder)
        #expect(then.lines.count == 2 && then.output.contains("JY15308250014109"))
        let now = try Program.run(["registry", "show", Self.shop, "--at", "2025-01-01"], folder: folder)
        #expect(now.lines.count == 1)
        #expect(
            try Program.run(["registry", "show", Self.shop, "--at", "2016-09-30"], folder: folder).status == 1
        )
        #expect(
            try Program.run(["registry", "show", Self.shop, "--at", "once"], folder: folder).status == 64
        )
    }

    @Test("Wrong lines are told with file, line and field, and the exit code says what became of the rest")
    func wrong() throws {
        let folder = try Self.folder(["nonsense"] + Self.entries)
        let some = try Program.run(["registry", "import", "entries.jsonl"], folder: folder)
        #expect(some.status == 3 && some.errors.contains("entries.jsonl:1: line: "))
        let none = try Program.run(["registry", "import", "-"], input: "nonsense", folder: folder)
        #expect(none.status == 1 && none.errors.contains("-:1: line: "))
    }

    @Test("Codes are issued out of a range that was allotted")
    func codes() throws {
        let folder = try Self.folder(Self.entries)
        let owner = ["--subject", Self.shop, "--profile", "pork"]
        #expect(try Program.run(["registry", "import", "entries.jsonl"], folder: folder).status == 0)
        #expect(try Program.run(["code", "issue"] + owner, folder: folder).status == 1)
        #expect(try Program.run(["code", "range"] + owner + ["--count", "20"], folder: folder).status == 0)
        let issued = try Program.run(["code", "issue"] + owner + ["--count", "12"], folder: folder)
        #expect(issued.status == 0 && Set(issued.lines).count == 12)
        let range = try Program.run(["code", "range"] + owner, folder: folder)
        #expect(range.lines == ["00001\turn:qiongsu:uscc:\(Self.shop)\tpork\t20\t12"])
        let read = try Program.run(["code", issued.lines[0].lowercased()], folder: folder)
        #expect(read.status == 0 && read.output.contains("urn:qiongsu:hn:" + issued.lines[0]))
    }

    @Test("More codes than are left are not issued at all, and wrong owners are told")
    func tooMany() throws {
        let folder = try Self.folder(Self.entries)
        let owner = ["--subject", Self.shop, "--profile", "pork"]
        #expect(try Program.run(["registry", "import", "entries.jsonl"], folder: folder).status == 0)
        let range = ["code", "range"] + owner
        #expect(try Program.run(range + ["--count", "15000"], folder: folder).status == 0)
        for count in ["0", "-1", "25000"] {
            let outcome = try Program.run(["code", "issue"] + owner + ["--count=" + count], folder: folder)
            #expect(outcome.status == 1 && outcome.output.isEmpty && !outcome.errors.isEmpty)
        }
        #expect(try Program.run(range, folder: folder).output.hasSuffix("\t15000\t0\n"))
        for (subject, profile, told) in [
            ("123", "pork", "18 characters"), (Self.shop, "prok", "“pork”"),
            ("91460100MA5T00002X", "pork", "check digit"), ("93469005MA5T12345Q", "pork", "no subject"),
        ] {
            for command in [["code", "issue"], ["code", "range", "--count", "5"]] {
                let arguments = command + ["--subject", subject, "--profile", profile]
                let outcome = try Program.run(arguments, folder: folder)
                #expect(outcome.status == 1 && outcome.errors.contains(told), "\(outcome.errors)")
            }
        }
    }

    @Test("The list is told apart by type, region, holder and day; what nobody has is refused")
    func filters() throws {
        let folder = try Self.folder(Self.entries)
        #expect(try Program.run(["registry", "import", "entries.jsonl"], folder: folder).status == 0)
        func list(_ arguments: String...) throws -> Program.Outcome {
            try Program.run(["registry", "list"] + arguments, folder: folder)
        }
        #expect(try list("--type", "retailer", "--region", "460100").lines.count == 1)
        #expect(try list("--region", "460200").lines.isEmpty)
        let licence = ["--kind", "licence", "--holder", Self.shop]
        #expect(
            try list(licence[0], licence[1], licence[2], licence[3], "--at", "2024-01-01").lines.count == 1
        )
        #expect(try list(licence[0], licence[1], licence[2], licence[3]).lines.isEmpty)
        for wrong in [["--type", "shop"], ["--region", "999999"], ["--holder", Self.shop]] {
            let outcome = try list(wrong[0], wrong[1])
            #expect(outcome.status == 1 && outcome.errors.hasPrefix(wrong[0] + ": "), "\(outcome.errors)")
        }
    }

    @Test("What is captured without a server is checked when one runs, and again when the registry changes")
    func checking() async throws {
        let folder = try Self.folder(Self.entries)
        let event =
            #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"qs":"urn:qiongsu:chain#"}],"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","quantityList":[{"epcClass":"https://id.gs1.org/01/06901028075831/10/L1","quantity":5,"uom":"KGM"}],"action":"OBSERVE","bizStep":"retail_selling","disposition":"retail_sold","readPoint":{"id":"urn:qiongsu:place:S1"},"qs:stage":"pork/retail","qs:subject":"urn:qiongsu:uscc:91460100MA5T00002P"}"#
        try event.write(to: folder.appending(path: "event.json"), atomically: true, encoding: .utf8)
        #expect(try Program.run(["registry", "import", "entries.jsonl"], folder: folder).status == 0)
        let captured = try Program.run(["capture", "event.json"], folder: folder)
        #expect(captured.lines == ["1 events stored, 0 were there already"])
        // A rebuild judges it too; the licence, where goods come from, and that the licence was not renewed.
        let rebuilt = try Program.run(["rebuild"], folder: folder)
        #expect(rebuilt.lines.first == "1 events indexed" && rebuilt.lines.last != "0 alarms stand")
        #expect(try Program.run(["rebuild"], folder: folder).lines == rebuilt.lines)
        let server = try Server(in: folder)
        func wait(_ condition: (Set<String>) -> Bool) async throws -> Bool {
            for _ in 0..<100 {
                if let text = Connection(port: server.port)?.get("/api/v1/alarms") {
                    let alarms =
                        try JSONDocument(parsing: text).root["alarms"]?.elements.map(\.self) ?? []
                    if condition(Set(alarms.compactMap { $0["alarm"]?.string })) { return true }
                }
                try await Task.sleep(for: .milliseconds(100))
            }
            return false
        }
        // The licence had ended, and nothing tells where the goods come from.
        #expect(try await wait { $0.isSuperset(of: ["PL-02", "PL-05", "IN-01"]) })
        let renewal = Self.entries[1].replacing("JY15308250014109", with: "JY15308250014117")
            .replacing("2025-01-01", with: "2099-01-01").replacing("2020-01-01", with: "2025-01-01")
        #expect(try Program.run(["registry", "import", "-"], input: renewal, folder: folder).status == 0)
        #expect(try await wait { $0.contains("PL-05") && $0.isDisjoint(with: ["PL-02", "IN-01"]) })
        #expect(server.stop() == 0)
    }
}
