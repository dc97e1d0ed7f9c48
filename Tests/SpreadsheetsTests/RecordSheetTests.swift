// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import Spreadsheets
import Testing
import TraceTesting

@Suite("Tables of records")
struct RecordSheetTests {
    private static let book = RecordTemplateTests.book
    private static let stage: Stage = {
        guard let stage = RecordTemplateTests.stages.first(where: { $0.reference == "specimen/making" })
        else {
            fatalError("the stage is gone")
        }
        return stage
    }()

    private static let heads =
        "subject,time,place,inputs,outputs,specimen-weight,specimen-day,specimen-verdict"

    private static func read(_ text: String) throws -> RecordSheet {
        try RecordSheet(SheetReader.read(Array(text.utf8), as: .csv), stage: stage, book: book)
    }

    @Test(
        "Columns are found by id, Chinese or English name, in any order and case",
        arguments: [
            heads, "主体 *,时间*,地点,投入,产出,样品毛重,样品日期,样品结论",
            "SUBJECT,Time *,Place,Inputs,Outputs,Specimen weight,specimen day,Specimen verdict",
        ]
    )
    func headings(heads: String) throws {
        let sheet = try Self.read("\(heads)\na,b,c,d,e,f,g,h\n")
        #expect(sheet.faults.isEmpty)
        #expect((0..<8).map { sheet.fields[$0]?.id } == Self.heads.split(separator: ",").map(String.init))
        #expect(sheet.records.map(\.row) == [2])
        #expect(sheet.records.first?.fields["specimen-weight"] == .text("f"))
    }

    @Test("A title above the headings, names below them, notes and examples are left out")
    func surroundings() throws {
        let sheet = try Self.read(
            """
            某厂屠宰记录

            #,\(Self.heads),#my note
            行注,主体 *,时间 *,地点 *,投入 *,产出 *,样品毛重 *,样品日期 *,样品结论 *,
            Note,Subject *,Time *,Place *,Inputs *,Outputs *,Specimen weight *,Specimen day *,Specimen verdict *,
            示例 Example,1,2,3,4,5,6,7,8,
            17,a,b,c,d,e,f,g,h,remark

            ,,,,,,,,,only a remark
            18,A,B,C,D,E,F,G,H,
            """
        )
        #expect(sheet.headingRow == 3)
        #expect(sheet.records.map(\.row) == [7, 10])
        #expect(sheet.records.map { $0.fields["subject"] } == [.text("a"), .text("A")])
        #expect(sheet.records.allSatisfy { $0.fields.count == 8 && $0.faults.isEmpty })
        #expect(sheet.column(of: "specimen-weight") == 6)
        #expect(sheet.column(of: "inputs.code") == 4)
        #expect(sheet.column(of: "operator") == nil)
    }

    @Test("Columns that are unknown, twice or missing are told")
    func wrongHeadings() throws {
        let sheet = try Self.read(
            "subject,time,place,inputs,outputs,specimen-weight,weight,time\n1,2,3,4,5,6,7,8\n"
        )
        let told = sheet.faults.map { "\($0.column ?? -1) \($0.fault.field) \($0.fault.reason.rawValue)" }
        #expect(
            told == [
                "6 weight field-unknown", "7 time field-twice", "-1 specimen-day field-required",
                "-1 specimen-verdict field-required",
            ]
        )
    }

    @Test("A table without headings or rows is none")
    func noTable() {
        #expect(throws: SheetError(.noHeadings)) { try Self.read("a,b\n1,2\n") }
        #expect(throws: SheetError(.empty)) { try Self.read(Self.heads + "\n,,\n") }
    }

    @Test("Codes that a spreadsheet program took for numbers, failed formulas and stray cells are told")
    func spoiledCells() throws {
        let sheet = try Self.read("\(Self.heads)\n9.146E+17,b,c,d,e,1.5E+3,g,h,stray\n")
        let faults = try #require(sheet.records.first).faults
        #expect(
            faults == [
                RecordFault("subject", .lostDigits, value: "9.146E+17"),
                RecordFault("I", .noHeading, value: "stray"),
            ]
        )
        let cells: [SheetCell?] = [.error("#REF!"), .number("9.14600001234568E+17"), .number("12.5")]
        let rows = [
            Sheet.Row(number: 1, cells: ["subject", "place", "specimen-weight"].map { .text($0) }),
            Sheet.Row(number: 2, cells: cells),
        ]
        let record = try #require(
            try RecordSheet(Sheet(rows: rows), stage: Self.stage, book: Self.book).records.first
        )
        #expect(record.faults.map(\.reason) == [.failedCell, .lostDigits])
        #expect(record.fields == ["specimen-weight": .number(.init("12.5"))])
    }
}
