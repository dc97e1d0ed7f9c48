// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import Spreadsheets
import Testing
import TraceTesting

@Suite("Marked copies")
struct MarkedCopyTests {
    private static let book = RecordTemplateTests.book

    private static func records(_ bytes: [UInt8], _ format: SheetFormat) throws -> RecordSheet {
        let stage = try #require(RecordTemplateTests.stages.first { $0.reference == "specimen/making" })
        return try RecordSheet(SheetReader.read(bytes, as: format), stage: stage, book: book)
    }

    private static let table = """
        subject,time,place,inputs,outputs,specimen-weight,specimen-day,specimen-verdict,operator
        a,2026-03-01 08:30,c,d,e,1,2026-03-01,合格,张
        a,2026-03-01 08:30,c,d,e,x,2026-03-01,,李
        """

    private static func copy() throws -> MarkedCopy {
        var copy = MarkedCopy(of: try records(Array(table.utf8), .csv), book: book)
        let late = LocalName(zh: "晚了", en: "late")
        copy.add(row: 2, result: "result-stored", [.init(field: "time", text: late, isRefused: false)])
        copy.add(
            row: 3,
            result: "result-refused",
            [
                .init(field: "specimen-weight", text: LocalName(zh: "不对", en: "wrong"), isRefused: true),
                .init(field: "specimen-verdict", text: LocalName(zh: "缺", en: "missing"), isRefused: true),
                .init(field: nil, text: LocalName(zh: "全不对", en: "all wrong"), isRefused: true),
            ]
        )
        return copy
    }

    @Test("have a colour and a comment where something is wrong", .enabled(if: Python.isPresent))
    func workbook() throws {
        let answer = try Python.read(
            try Self.copy().file(.xlsx),
            """
            sheet = book.active
            print([cell.value for cell in sheet[1]])
            print([cell.value for cell in sheet[2]])
            print([cell.value for cell in sheet[3]][:-1])
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.comment or cell.fill.fgColor.rgb not in ("00000000", None):
                        print(cell.coordinate, cell.fill.fgColor.rgb[-6:], (cell.comment.text if cell.comment else "-").replace("\\n", "/"))
            print(sheet["J3"].value.replace("\\n", "|"))
            """
        ).split(separator: "\n").map(String.init)
        #expect(answer[0].hasSuffix("'operator', '#result']"))
        #expect(answer[1].hasPrefix("['a', '2026-03-01 08:30', 'c'"))
        #expect(answer[1].hasSuffix("'已接收 Stored\\n晚了 / late']"))
        #expect(answer[2] == "['a', '2026-03-01 08:30', 'c', 'd', 'e', 'x', '2026-03-01', None, '李']")
        #expect(
            Array(answer[3..<(answer.count - 1)]) == [
                "B2 FFEB9C 晚了/late", "F3 FFC7CE 不对/wrong", "H3 FFC7CE 缺/missing", "J3 FFC7CE -",
            ]
        )
        #expect(answer.last == "未接收 Refused|不对 / wrong|缺 / missing|全不对 / all wrong")
    }

    @Test("hold what was sent, and are read again as it was", arguments: SheetFormat.allCases)
    func again(format: SheetFormat) throws {
        let sent = try Self.records(Array(Self.table.utf8), .csv)
        let bytes = try Self.copy().file(format)
        let back = try Self.records(bytes, format)
        #expect(back.records.map(\.row) == sent.records.map(\.row))
        #expect(back.records.map(\.fields) == sent.records.map(\.fields))
        #expect(back.faults.isEmpty)
        // A copy of a copy has one column of results.
        var second = MarkedCopy(of: back, book: Self.book)
        second.add(row: 2, result: "result-repeated", [])
        let third = try SheetReader.read(try second.file(format), as: format)
        #expect(third.rows[0].cells.count == 10)
        #expect(third.rows[1][9] == .text("已有相同记录 Already there"))
        #expect(third.rows[2][9] == nil)
    }
}
