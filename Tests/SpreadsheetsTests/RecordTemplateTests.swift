// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import Spreadsheets
import Testing
import TraceTesting

@Suite("Templates of records")
struct RecordTemplateTests {
    static let book: ProfileBook = {
        do {
            return try ProfileBook.embedded(adding: [
                .init(name: "specimen.yaml", text: Specimen.profile, isReference: false)
            ])
        } catch { fatalError("\(error)") }
    }()
    /// 2026-07-01T00:00:00Z
    static let now: Int64 = 1_782_864_000_000

    static let stages = book.current.flatMap(\.stages)

    /// The example row as a record: without the mark that keeps it from being read.
    static func example(_ template: Sheet, _ stage: Stage) throws -> [String: FieldValue] {
        let rows = template.rows.map { row in
            var cells = row.cells
            if !cells.isEmpty { cells[0] = row.number == 1 ? cells[0] : nil }
            return Sheet.Row(number: row.number, cells: cells)
        }
        let records = try RecordSheet(Sheet(rows: rows), stage: stage, book: book)
        #expect(records.faults.isEmpty)
        #expect(records.records.map(\.row) == [4])
        return try #require(records.records.first).fields
    }

    @Test("The example of every stage of every profile is right in its form, in both files")
    func examples() throws {
        for stage in Self.stages {
            for format in SheetFormat.allCases {
                let bytes = try RecordTemplate(of: stage, book: Self.book).file(format)
                let sheet = try SheetReader.read(
                    bytes,
                    as: format,
                    sheet: RecordTemplate.sheetName(Self.book)
                )
                do {
                    _ = try RecordReader.event(
                        Self.example(sheet, stage),
                        profile: stage.profile,
                        stage: stage.id,
                        book: Self.book,
                        now: Self.now
                    )
                } catch let error as InvalidRecord {
                    Issue.record("\(stage.reference) \(format): \(error.faults)")
                }
            }
        }
    }

    @Test("A template that was not filled in has no record", arguments: SheetFormat.allCases)
    func unfilled(format: SheetFormat) throws {
        let stage = try #require(Self.stages.first)
        let bytes = try RecordTemplate(of: stage, book: Self.book).file(format)
        let sheet = try SheetReader.read(bytes, as: format)
        #expect(throws: SheetError(.empty, sheet: sheet.name)) {
            try RecordSheet(sheet, stage: stage, book: Self.book)
        }
    }

    @Test(
        "openpyxl finds headings, explanations, lists and formats",
        .enabled(if: Python.isPresent, Comment(rawValue: Python.absence))
    )
    func workbook() throws {
        let stage = try #require(Self.stages.first { $0.reference == "specimen/making" })
        let bytes = try RecordTemplate(of: stage, book: Self.book).file(.xlsx)
        let answer = try Python.read(
            bytes,
            """
            records, fields, lists = book.worksheets
            print([sheet.title for sheet in book.worksheets], records.freeze_panes)
            for column in "BCGI":
                print([records[column + row].value for row in "1234"], records[column + "5"].number_format or "")
            print(records.column_dimensions["B"].width, records["B4"].number_format, records["C4"].number_format, records["H4"].number_format)
            print(records["I1"].comment.text.split("\\n"))
            for rule in records.data_validations.dataValidation: print(rule.sqref, rule.type, rule.formula1)
            print([cell.value for cell in lists["A"]], [cell.value for cell in lists["C"]])
            print([cell.value for cell in fields[12]])
            print(fields.max_row - 5, records.max_column - 1)
            """
        ).split(separator: "\n").map(String.init)
        #expect(answer[0] == "['记录 Records', '说明 Fields', '列表 Lists'] B4")
        #expect(answer[1].hasPrefix("['subject', '主体 *', 'Subject *', '91460000MA5T00002J']"))
        #expect(answer[2].hasPrefix("['time', '时间 *', 'Time *', datetime.datetime(2026, 3, 1, 8, 30)]"))
        #expect(answer[3].hasPrefix("['specimen-weight', '样品毛重 *', 'Specimen weight *', 1]"))
        #expect(answer[4].hasPrefix("['specimen-verdict', '样品结论 *', 'Specimen verdict *', '合格']"))
        #expect(answer[5].hasSuffix("@ yyyy-mm-dd hh:mm:ss yyyy-mm-dd"))
        #expect(answer[6].contains("选择一项") && answer[6].contains("One of a list"))
        #expect(answer.contains("I4:I100004 list '列表 Lists'!$A$2:$A$3"))
        #expect(answer.contains { $0.hasPrefix("G4:G100004 decimal") })
        #expect(answer.contains("['结论 Result', '合格', '不合格'] [None, 'pass', 'fail']"))
        let explained = try #require(answer.first { $0.hasPrefix("['specimen-day'") })
        #expect(
            explained.contains("'2026-03-01'") && explained.contains("日期") && explained.contains("public")
        )
        #expect(answer.last == "21 21".replacing("21", with: "\(Self.book.fields(of: stage).count)"))
    }

    @Test("Every word of tables stands in the reference data")
    func words() {
        let known = Set(Self.book.reference.messages.map(\.id))
        for code in SheetError.Code.allCases { #expect(known.contains(code.rawValue)) }
        for visibility in Visibility.allCases { #expect(known.contains("class-" + visibility.rawValue)) }
    }
}
