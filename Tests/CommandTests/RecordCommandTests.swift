// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting

@Suite("qiongsu record")
struct RecordCommandTests {
    private static let row =
        "91460000MA5T00002J,2026-03-01 08:00,urn:qiongsu:place:F1,(01)06901234567892(10)H1 60,60,杜洛克"

    /// A folder with a profile of its own.
    private static func folder() throws -> URL {
        let folder = try Program.folder()
        let profiles = folder.appending(path: "profiles")
        try FileManager.default.createDirectory(at: profiles, withIntermediateDirectories: true)
        try Specimen.profile.write(
            to: profiles.appending(path: "specimen.yaml"),
            atomically: true,
            encoding: .utf8
        )
        return folder
    }

    private static func run(_ arguments: [String], _ folder: URL) throws -> Program.Outcome {
        try Program.run(arguments + ["--profiles", "profiles"], folder: folder)
    }

    @Test("Writes a template, takes the table, tells what is wrong with its cell, and doubles nothing")
    func table() throws {
        let folder = try Self.folder()
        let template = try Self.run(
            ["profile", "template", "specimen", "rearing", "--format", "csv"],
            folder
        )
        #expect((template.status, template.lines) == (0, ["specimen-rearing.csv"]))
        let path = folder.appending(path: "specimen-rearing.csv")
        var text = try String(contentsOf: path, encoding: .utf8)
        #expect(text.contains("样品头数 *"))
        text += ",\(Self.row)\r\n,\(Self.row.replacing(",60,", with: ",0,"))\r\n"
        try text.write(to: path, atomically: true, encoding: .utf8)
        let first = try Self.run(
            ["record", "specimen", "rearing", "specimen-rearing.csv", "--marked", "result.csv"],
            folder
        )
        #expect(first.status == 3)
        #expect(first.lines == ["1 records stored, 0 were there already, 1 refused"])
        #expect(first.errors.contains("specimen-rearing.csv: F6: 样品头数：0，应为 ≥ 1 · Specimen heads: 0"))
        let marked = try String(contentsOf: folder.appending(path: "result.csv"), encoding: .utf8)
        #expect(marked.contains("#result") && marked.contains("已接收") && marked.contains("未接收"))
        let mended = marked.replacing(",0,杜洛克", with: ",61,杜洛克")
        try mended.write(to: folder.appending(path: "result.csv"), atomically: true, encoding: .utf8)
        let second = try Self.run(["record", "specimen", "rearing", "result.csv"], folder)
        #expect(
            (second.status, second.lines) == (0, ["1 records stored, 1 were there already, 0 refused"])
        )
    }

    @Test("Takes JSON, and answers programs as the HTTP interface does")
    func json() throws {
        let folder = try Self.folder()
        let record =
            #"[{"subject":"91460000MA5T00002J","time":"2026-03-01T08:00:00+08:00","place":"urn:qiongsu:place:F1","units":"(01)06901234567892(10)H1 60","specimen-heads":60,"specimen-kind":"a"},{}]"#
        try record.write(to: folder.appending(path: "r.json"), atomically: true, encoding: .utf8)
        let arguments = ["record", "specimen", "rearing", "r.json", "--format", "json"]
        let held = try Self.run(arguments + ["--whole"], folder)
        #expect(held.status == 1)
        #expect(held.output.contains(#""stored":0,"repeated":0,"refused":1,"held":1"#), "\(held.output)")
        let partial = try Self.run(arguments, folder)
        #expect(partial.status == 3)
        #expect(
            partial.output.contains(#""stored":1,"repeated":0,"refused":1,"held":0"#),
            "\(partial.output)"
        )
    }

    @Test("Says what there is instead of what there is not")
    func unknown() throws {
        let folder = try Self.folder()
        let stage = try Self.run(["record", "specimen", "dancing", "-"], folder)
        #expect(
            (stage.status, stage.errors) == (
                1,
                "The profile “specimen” has no stage “dancing”. Its stages are: rearing, leaving, making.\n"
            )
        )
        let file = try Program.run(
            ["record", "specimen", "rearing", "-", "--profiles", "profiles"],
            input: "nothing",
            folder: folder
        )
        #expect(file.status == 1)
        #expect(file.errors.contains("找不到表头"))
    }
}
