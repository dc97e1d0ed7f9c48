// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Spreadsheets
import Testing
import TraceTesting

@Suite("XLSX", .enabled(if: Python.isPresent, Comment(rawValue: Python.absence)))
struct WorkbookReaderTests {
    @Test("that openpyxl wrote is read the same")
    func cells() throws {
        let bytes = try Python.workbook(
            """
            import datetime
            sheet = book.active
            sheet.title = "数据"
            sheet.append(["text", 1, 2.5, True, False, None, "  spaced "])
            sheet.append([datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, 8, 30, 15), datetime.time(23, 59, 59)])
            sheet["C4"] = "gap"
            sheet["AA4"] = "海口\\n荔枝"
            sheet["A5"] = 0.1 + 0.2
            sheet["B5"] = 91460000123456789
            sheet["C5"] = 1e-7
            sheet["D5"] = -3
            sheet["E5"] = 46082
            sheet["E5"].number_format = '[$-804]yyyy"年"m"月"d"日"'
            sheet["F5"] = 46082.5
            sheet["F5"].number_format = '0.00"d"'
            sheet["G5"] = 1.5
            sheet["G5"].number_format = '[h]:mm'
            sheet["A6"] = '=1/0'
            """
        )
        let sheet = try SheetReader.read(bytes, as: .xlsx)
        #expect(sheet.name == "数据")
        #expect(sheet.rows.map(\.number) == [1, 2, 4, 5])
        #expect(
            sheet.rows[0].cells == [
                .text("text"), .number("1"), .number("2.5"), .boolean(true), .boolean(false), nil,
                .text("  spaced "),
            ]
        )
        #expect(
            sheet.rows[1].cells == [.date("2026-03-01"), .date("2026-03-01T08:30:15"), .date("23:59:59")]
        )
        #expect(sheet.rows[2][2] == .text("gap"))
        #expect(sheet.rows[2][26] == .text("海口\n荔枝"))
        #expect(sheet.rows[2].cells.count == 27)
        #expect(
            sheet.rows[3].cells == [
                .number("0.3"), .number("9.14600001234568E+16"),
                .number("1E-07"), .number("-3"), .date("2026-03-01"), .number("46082.5"), .number("1.5"),
            ]
        )
    }

    @Test("counts days since 1904 where the workbook says so")
    func since1904() throws {
        let bytes = try Python.workbook(
            """
            import datetime
            book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
            book.active["A1"] = datetime.datetime(2026, 3, 1, 12, 0, 0)
            book.active["B1"] = datetime.date(2026, 3, 1)
            """
        )
        let sheet = try SheetReader.read(bytes, as: .xlsx)
        #expect(sheet.rows[0].cells == [.date("2026-03-01T12:00:00"), .date("2026-03-01")])
    }

    @Test("gives the named sheet, else the first that is visible")
    func sheets() throws {
        let bytes = try Python.workbook(
            """
            book.active.title = "hidden"
            book.active.sheet_state = "hidden"
            book.active["A1"] = 1
            book.create_sheet("first")["A1"] = 2
            book.create_sheet("named")["A1"] = 3
            """
        )
        #expect(try SheetReader.read(bytes, as: .xlsx).rows[0][0] == .number("2"))
        #expect(try SheetReader.read(bytes, as: .xlsx, sheet: "named").rows[0][0] == .number("3"))
        #expect(try SheetReader.read(bytes, as: .xlsx, sheet: "absent").name == "first")
    }

    /// Parts as other programs write them: prefixes, inline strings, formulas with their values, rich text.
    @Test("of other programs is read")
    func otherPrograms() throws {
        let bytes = try Packed.workbook(
            sheet: """
                <x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
                <x:row><x:c t="inlineStr"><x:is><x:r><x:t>rich </x:t></x:r><x:r><x:t>text</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c>
                <x:c t="s"><x:v>0</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>formula</x:v></x:c>
                <x:c t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c t="d"><x:v>2026-03-01</x:v></x:c><x:c s="1"/>
                <x:c t="inlineStr"><x:is><x:t>a_x000D_b_x0041_</x:t></x:is></x:c></x:row>
                </x:sheetData></x:worksheet>
                """,
            texts: """
                <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>two</t></r><r><t xml:space="preserve"> parts</t></r></si></sst>
                """
        )
        let sheet = try SheetReader.read(bytes, as: .xlsx)
        #expect(
            sheet.rows == [
                Sheet.Row(
                    number: 1,
                    cells: [
                        .text("rich text"), .text("two parts"), .text("formula"), .error("#DIV/0!"),
                        .date("2026-03-01"), nil, .text("a\rbA"),
                    ]
                )
            ]
        )
    }
}
