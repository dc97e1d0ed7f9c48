// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting
import TraceText
import WebTesting

@Suite("Uploads of records")
struct RecordUploadTests {
    private static let rearing = """
        subject,time,place,units,specimen-heads,specimen-kind
        \(RecordServer.farm),2026-03-01 08:00,urn:qiongsu:place:F1,(01)06901234567892(10)H1 60,60,杜洛克
        \(RecordServer.farm),2026-03-01 08:10,urn:qiongsu:place:F1,(01)06901234567892(10)H2 40,40,长白
        \(RecordServer.farm),2026-03-01 08:20,urn:qiongsu:place:F1,(01)06901234567892(10)H3 10,10,大白

        """
    private static let leaving = """
        主体,时间,地点,去向,追溯单元,样品头数,样品毛重,动物检疫证明,动物检疫证明载明数量
        \(RecordServer.farm),2026-06-01 08:00,urn:qiongsu:place:F1,\(RecordServer.slaughterhouse),(01)06901234567892(10)H1 60,60,6600,C1,100
        \(RecordServer.farm),2026-06-01 09:00,urn:qiongsu:place:F1,\(RecordServer.slaughterhouse),(01)06901234567892(10)H2 40,40,4400,C1,
        \(RecordServer.farm),2026-06-01 10:00,urn:qiongsu:place:F1,\(RecordServer.slaughterhouse),(01)06901234567892(10)H3 10,10,1100,C1,

        """

    @Test("Each row is a record; the file sent again doubles nothing")
    func sentAgain() async throws {
        let server = try await RecordServer()
        let first = try await server.csv("specimen/rearing", Self.rearing)
        #expect(first.status == 201, "\(first.text)")
        #expect(try first.rows == ["2 stored", "3 stored", "4 stored"])
        #expect(
            try first.json["results"]?.elements.allSatisfy {
                $0["eventID"]?.string?.hasPrefix("ni:///") ?? false
            } == true
        )
        let again = try await server.csv("specimen/rearing", Self.rearing)
        #expect(again.status == 200)
        #expect(try again.rows == ["2 repeated", "3 repeated", "4 repeated"])
        let twice =
            Self.rearing
            + Self.rearing.split(separator: "\n").dropFirst().joined(separator: "\n")
            .replacing("H3 10,10,大白", with: "H4 10,10,大白")
        let grown = try await server.csv("specimen/rearing", twice)
        #expect(grown.status == 201)
        #expect(try grown.rows.filter { $0.hasSuffix("stored") } == ["7 stored"])
        #expect(try await server.count() == 4)
    }

    @Test("A row sees those before it: the third overdraws the certificate of all three")
    func rowsSeeEachOther() async throws {
        let server = try await RecordServer()
        _ = try await server.csv("specimen/rearing", Self.rearing)
        let answer = try await server.csv("specimen/leaving", Self.leaving)
        #expect(answer.status == 200)
        #expect(
            try answer.rows == ["2 stored", "3 stored", "4 refused H4 animal-quarantine-certificate"],
            "\(answer.text)"
        )
        #expect(try await server.count() == 5)
        let finding = try #require(
            try answer.json["results"]?.elements.map { $0 }.last?["findings"]?.elements.first { _ in true }
        )
        #expect(finding["alarm"]?.string == "AG-03")
        #expect(finding["effect"]?.string == "refuse")
        #expect(finding["message"]?["zh"]?.string?.contains("110") == true)
        #expect(finding["message"]?["en"]?.string?.contains("≤ 100") == true)
        // Sent again, what is there counts once, and the third is refused as before.
        let again = try await server.csv("specimen/leaving", Self.leaving)
        #expect(try again.rows == ["2 repeated", "3 repeated", "4 refused H4 animal-quarantine-certificate"])
        // Another order of rows, another row refused.
        #expect(try await server.count() == 5)
    }

    @Test("With whole, one refused row keeps out all")
    func whole() async throws {
        let server = try await RecordServer()
        _ = try await server.csv("specimen/rearing", Self.rearing)
        let answer = try await server.csv("specimen/leaving?whole=true", Self.leaving)
        #expect(answer.status == 422)
        #expect(
            try answer.rows == ["2 held", "3 held", "4 refused H4 animal-quarantine-certificate"]
        )
        #expect(try await server.count() == 3)
        let right = Self.leaving.split(separator: "\n").dropLast().joined(separator: "\n")
        #expect(try await server.csv("specimen/leaving?whole=true", right).status == 201)
        #expect(try await server.count() == 5)
    }

    @Test("What is wrong is told row by row with cell, value and what would be right, in both languages")
    func faults() async throws {
        let server = try await RecordServer()
        let answer = try await server.csv(
            "specimen/rearing",
            """
            subject,time,place,units,specimen-heads,specimen-kind,specimen-tags
            \(RecordServer.farm),2026-03-01 08:00,urn:qiongsu:place:F1,(01)06901234567892(10)H1 60,60,杜洛克,146010500000001;146010500000002
            9.146E+17,2026-03-01 08:00,urn:qiongsu:place:F1,(01)06901234567892(10)H2 60,60,杜洛克,
            \(RecordServer.farm),gestern,urn:qiongsu:place:F1,(01)06901234567892(10)H2 60 KGM,0,,x
            \(RecordServer.farm),2036-03-01 08:00,urn:qiongsu:place:F1,(01)06901234567891(10)H2 60,1.5,a,
            """
        )
        #expect(answer.status == 200)
        #expect(
            try answer.rows == [
                "2 stored", "3 refused A3 subject",
                "4 refused B4 time D4 units E4 specimen-heads F4 specimen-kind G4 specimen-tags",
                "5 refused B5 time D5 units E5 specimen-heads",
            ],
            "\(answer.text)"
        )
        let rows = try #require(try answer.json["results"]).elements.map { $0 }
        let fault = try #require(rows[2]["faults"]?.elements.map { $0 }[2])
        #expect(fault["value"]?.string == "0")
        #expect(fault["expected"]?.string == "≥ 1")
        #expect(fault["column"]?.string == "E")
        #expect(fault["message"]?["zh"]?.string == "样品头数：0，应为 ≥ 1")
        #expect(fault["message"]?["en"]?.string == "Specimen heads: 0, should be ≥ 1")
        #expect(try await server.count() == 1)
    }

    @Test("Headings that are not right refuse the file before anything is judged")
    func headings() async throws {
        let server = try await RecordServer()
        let answer = try await server.csv("specimen/rearing", "subject,time,place,units,cattle\n1,2,3,4,5\n")
        #expect(answer.status == 400)
        let told = try answer.json["faults"]?.elements.map {
            "\($0["cell"]?.string ?? "-") \($0["field"]?.string ?? "") \($0["reason"]?.string ?? "")"
        }
        #expect(
            told == [
                "E1 cattle field-unknown", "- specimen-heads field-required",
                "- specimen-kind field-required",
            ]
        )
        #expect(try await server.count() == 0)
    }

    @Test(
        "What is no table of records is refused with the reason in both languages",
        arguments: [
            ("text/csv", "a,b\n1,2\n", 400, "表头"), ("text/csv", "", 400, "headings"),
            ("text/csv", "subject,time\n", 400, "no row"), ("text/csv", "subject,\"time\n1,2", 400, "B1"),
            (RecordServer.xlsx, "PK\u{3}\u{4}nothing", 400, "damaged"),
            ("application/json", "{\"subject\":", 400, "JSON"), ("application/json", "3", 400, "JSON 对象"),
            ("application/json", "[]", 400, "no row"), ("image/png", "x", 415, "text/csv"),
        ]
    )
    func noTable(type: String, body: String, status: Int, words: String) async throws {
        let server = try await RecordServer()
        let answer = try await server.post("specimen/rearing", Array(body.utf8), ["Content-Type": type])
        #expect(answer.status == status)
        #expect(answer.text.contains(words), "\(answer.text)")
        #expect(try await server.count() == 0)
    }

    @Test("JSON is one record, or an array of them")
    func json() async throws {
        let server = try await RecordServer()
        func record(_ lot: String, _ heads: String = "60") -> String {
            #"{"subject":"\#(RecordServer.farm)","time":"2026-03-01T08:00:00+08:00","place":"urn:qiongsu:place:F1","units":{"code":"(01)06901234567892(10)\#(lot)","quantity":60},"specimen-heads":\#(heads),"specimen-kind":"杜洛克"}"#
        }
        let one = try await server.json("specimen/rearing", record("H1"))
        #expect(one.status == 201)
        #expect(try one.json["result"]?.string == "stored")
        #expect(try one.json["event"]?["type"]?.string == "ObjectEvent")
        let again = try await server.json("specimen/rearing", record("H1"))
        #expect(try (again.status, again.json["result"]?.string) == (201, "repeated"))
        let wrong = try await server.json("specimen/rearing", record("H2", "\"many\""))
        #expect(wrong.status == 400)
        #expect(try wrong.json["faults"]?.elements.first { _ in true }?["field"]?.string == "specimen-heads")
        let several = try await server.json(
            "specimen/rearing",
            "[\(record("H1")),\(record("H2")),\(record("H3", "0")),7]"
        )
        #expect(several.status == 200)
        #expect(
            try several.rows == [
                "1 repeated", "2 stored", "3 refused - specimen-heads", "4 refused - record",
            ]
        )
        #expect(try await server.count() == 2)
    }

    @Test("Long values do not make the answer longer than the upload")
    func longValues() async throws {
        let server = try await RecordServer()
        let long = String(repeating: "长", count: 9000)
        let rows = String(repeating: "\(long),,,,\(long),\(long)\n", count: 100)
        let answer = try await server.csv(
            "specimen/rearing",
            "subject,time,place,units,specimen-heads,specimen-kind\n" + rows
        )
        #expect(answer.status == 422)
        #expect(answer.body.count < rows.utf8.count / 10)
    }

    @Test("Everybody gets templates; only who may write records")
    func access() async throws {
        let server = try await RecordServer(token: "0123456789abcdef")
        let csv = try await server.get("/api/v1/records/specimen/making/template.csv")
        #expect(csv.status == 200)
        #expect(csv.header("Content-Type") == "text/csv; charset=utf-8")
        #expect(csv.header("Content-Disposition") == "attachment; filename=\"specimen-making.csv\"")
        #expect(csv.text.contains("样品日期 *"))
        let xlsx = try await server.get("/api/v1/records/specimen/making/template.xlsx")
        #expect(xlsx.header("Content-Type") == RecordServer.xlsx)
        #expect(xlsx.body.starts(with: [0x50, 0x4B]))
        #expect(try await server.get("/api/v1/records/specimen/dancing/template.xlsx").status == 404)
        #expect(try await server.csv("specimen/rearing", Self.rearing).status == 401)
        let bearer = ["Authorization": "Bearer 0123456789abcdef"]
        #expect(try await server.csv("specimen/rearing", Self.rearing, bearer).status == 201)
        #expect(try await server.csv("specimen/rearing?whole=perhaps", Self.rearing, bearer).status == 400)
        let picture = bearer.merging(["Accept": "image/png"]) { $1 }
        #expect(try await server.csv("specimen/rearing", Self.rearing, picture).status == 406)
    }

    @Test(
        "A template that openpyxl filled in comes back marked, and is taken when it is mended",
        .enabled(if: Python.isPresent, Comment(rawValue: Python.absence))
    )
    func markedCopy() async throws {
        let server = try await RecordServer()
        let template = try await server.get("/api/v1/records/specimen/rearing/template.xlsx").body
        let filled = try Self.edit(
            template,
            """
            import datetime
            head = {cell.value: cell.column for cell in sheet[1]}
            def fill(row, **values):
                for name, value in values.items(): sheet.cell(row, head[name.replace('_', '-')], value)
            for row, lot in ((5, "H1"), (6, "H2")):
                fill(row, subject="\(RecordServer.farm)", time=datetime.datetime(2026, 3, 1, 8, 0), place="urn:qiongsu:place:F1",
                     units="(01)06901234567892(10)" + lot + " 60", specimen_heads=60, specimen_kind="杜洛克")
            sheet.cell(6, head["specimen-heads"], -5)
            sheet.cell(6, head["specimen-kind"]).value = None
            """
        )
        let headers = ["Content-Type": RecordServer.xlsx, "Accept": RecordServer.xlsx]
        let answer = try await server.post("specimen/rearing", filled, headers)
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == RecordServer.xlsx)
        #expect(
            answer.header("Content-Disposition") == "attachment; filename=\"specimen-rearing-result.xlsx\""
        )
        #expect(try await server.count() == 1)
        let told = try Python.read(
            answer.body,
            """
            sheet = book.active
            for row in sheet.iter_rows(min_row=5):
                for cell in row:
                    if cell.comment: print(sheet.cell(1, cell.column).value, cell.row, cell.fill.fgColor.rgb[-6:], cell.comment.text.replace("\\n", "/"))
                print(row[-1].value.split("\\n")[0])
            """
        ).split(separator: "\n").map(String.init)
        #expect(
            told == [
                "已接收 Stored", "specimen-heads 6 FFC7CE 样品头数：-5，应为 ≥ 1/Specimen heads: -5, should be ≥ 1",
                "specimen-kind 6 FFC7CE 样品品种：必填/Specimen kind: is required", "未接收 Refused",
            ]
        )
        let mended = try Self.edit(
            answer.body,
            """
            head = {cell.value: cell.column for cell in sheet[1]}
            sheet.cell(6, head["specimen-heads"]).value = 60
            sheet.cell(6, head["specimen-kind"]).value = "长白"
            """
        )
        let second = try await server.post("specimen/rearing", mended, ["Content-Type": RecordServer.xlsx])
        #expect(try (second.status, second.rows) == (201, ["5 repeated", "6 stored"]))
    }

    /// A workbook after a program worked on its first sheet, which it finds as `sheet`.
    private static func edit(_ bytes: [UInt8], _ program: String) throws -> [UInt8] {
        try Python.file { path in
            try Data(bytes).write(to: URL(filePath: path))
            try Python.run(
                "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nsheet = book.active\n\(program)\nbook.save(sys.argv[1])",
                path
            )
        }
    }
}
