// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Spreadsheets
import Testing
import TraceTesting

@Suite("CSV")
struct CSVTests {
    @Test(
        "is read as it is written by others",
        arguments: [
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
            ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
            ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
            ("\u{FEFF}a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", [["a", "b"], ["1,5", "say \"hi\""]]),
            ("a,b\n\"one\ntwo\",\n", [["a", "b"], ["one\ntwo"]]),
            ("a,b\n,\n\n,2\n", [["a", "b"], nil, nil, ["", "2"]]),
            ("品名,数量\n芒果,3\n", [["品名", "数量"], ["芒果", "3"]]),
            ("a;\"b,c,d\"\n1;2\n", [["a", "b,c,d"], ["1", "2"]]),
            ("", []),
        ] as [(String, [[String]?])]
    )
    func reading(text: String, expected: [[String]?]) throws {
        let sheet = try SheetReader.read(Array(text.utf8), as: .csv)
        let rows = expected.enumerated().compactMap { index, cells in
            cells.map { cells in
                Sheet.Row(number: index + 1, cells: cells.map { $0.isEmpty ? nil : .text($0) })
            }
        }
        #expect(sheet == Sheet(rows: rows))
    }

    @Test(
        "is read in the encodings that spreadsheet programs write",
        arguments: ["GB18030", "UTF-16LE", "UTF-16BE"]
    )
    func encodings(name: String) throws {
        let text = "品名,产地\n荔枝𠮷,海口\n"
        let bytes: [UInt8]
        switch name {
        case "GB18030":
            bytes = [
                0xC6, 0xB7, 0xC3, 0xFB, 0x2C, 0xB2, 0xFA, 0xB5, 0xD8, 0x0A, 0xC0, 0xF3, 0xD6, 0xA6, 0x95,
                0x34, 0xB2, 0x35, 0x2C, 0xBA, 0xA3, 0xBF, 0xDA, 0x0A,
            ]
        case "UTF-16LE": bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        default: bytes = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        }
        #expect(try SheetReader.read(bytes, as: .csv) == SheetReader.read(Array(text.utf8), as: .csv))
    }

    @Test(
        "that is none is refused with the place",
        arguments: [
            ("a,b\n\"1,2\n", SheetError(.quote, row: 2, column: 0)),
            ("a,b\n1,\"2\"x\n", SheetError(.quote, row: 2, column: 1)),
            ("a\0b\n", SheetError(.notATable)),
        ]
    )
    func refused(text: String, error: SheetError) {
        #expect(throws: error) { try SheetReader.read(Array(text.utf8), as: .csv) }
    }

    @Test("of bytes that are no text is refused")
    func noText() {
        #expect(throws: SheetError(.encoding)) { try SheetReader.read([0x61, 0xFF, 0xFF, 0xFF], as: .csv) }
        #expect(throws: SheetError(.locked)) {
            try SheetReader.read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], as: .csv)
        }
    }

    @Test("beyond the limits is refused")
    func limits() {
        let limits = SheetLimits(rows: 3, columns: 2, cells: 5, cell: 4)
        func error(_ text: String) -> SheetError? {
            do throws(SheetError) {
                _ = try SheetReader.read(Array(text.utf8), as: .csv, limits: limits)
                return nil
            } catch {
                return error
            }
        }
        #expect(error("a,b\nc,d\ne\n") == nil)
        #expect(error("a\nb\nc\nd\n") == SheetError(.tooManyRows, row: 4, expected: "3"))
        #expect(error("a,b,c\n") == SheetError(.tooManyColumns, row: 1, expected: "2"))
        #expect(error("a,b\nc,d\ne,f\n") == SheetError(.tooLarge, row: 3, expected: "5"))
        #expect(error("a\nabcde\n") == SheetError(.cellTooLong, row: 2, column: 0, expected: "4"))
        #expect(error("a\n\"abcde\"\n") == SheetError(.cellTooLong, row: 2, column: 0, expected: "4"))
    }

    @Test("is read as it was written, whatever stands in the cells", arguments: 1...200)
    func roundTrip(seed: Int) throws {
        var dice = SeededGenerator(seed: UInt64(seed))
        let letters = ["a", "7", " ", ",", ";", "\t", "\"", "\n", "\r\n", "海", "𠮷", "é", "'", "="]
        let rows = (0..<Int.random(in: 1...8, using: &dice)).map { _ in
            (0..<Int.random(in: 1...6, using: &dice)).map { _ in
                (0..<Int.random(in: 0...5, using: &dice)).map { _ in letters.randomElement(using: &dice) ?? ""
                }
                .joined()
            }
        }
        let written = Self.csv(rows, delimiter: [",", ";", "\t"].randomElement(using: &dice) ?? ",")
        let read = try SheetReader.read(Array(written.utf8), as: .csv)
        let expected = rows.enumerated().compactMap { index, cells -> Sheet.Row? in
            var cells: [SheetCell?] = cells.map { $0.isEmpty ? nil : .text($0) }
            while let last = cells.last, last == nil { cells.removeLast() }
            return cells.isEmpty ? nil : Sheet.Row(number: index + 2, cells: cells)
        }
        #expect(Array(read.rows.dropFirst()) == expected, "seed \(seed): \(written)")
    }

    /// An independent writer that quotes every cell, below a line that shows the delimiter.
    private static func csv(_ rows: [[String]], delimiter: String) -> String {
        let head = ["h", "h", "h"].joined(separator: delimiter)
        let lines = rows.map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: delimiter)
        }
        return ([head] + lines).joined(separator: "\r\n") + "\r\n"
    }
}
