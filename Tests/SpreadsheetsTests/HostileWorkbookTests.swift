// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Spreadsheets
import Testing
import TraceTesting

@Suite("Hostile XLSX", .enabled(if: Python.isPresent, Comment(rawValue: Python.absence)))
struct HostileWorkbookTests {
    private static func code(_ bytes: [UInt8], _ limits: SheetLimits = SheetLimits()) -> SheetError? {
        do throws(SheetError) {
            _ = try SheetReader.read(bytes, as: .xlsx, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("A part that unpacks beyond the limit is refused before it is held")
    func bomb() throws {
        let bytes = try Packed.zip(
            """
            z.writestr('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>')
            z.writestr('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></Relationships>')
            with z.open('xl/s.xml', 'w', force_zip64=False) as part:
                part.write(b'<worksheet><sheetData>')
                for _ in range(400): part.write(b' ' * (1 << 20))
            """
        )
        #expect(bytes.count < 1 << 20)
        #expect(Self.code(bytes)?.code == .tooLarge)
    }

    @Test("A length that the directory tells too small does not let more through")
    func lyingDirectory() throws {
        var bytes = try Packed.workbook(
            sheet: Packed.rows(String(repeating: "<row><c><v>1</v></c></row>", count: 40_000))
        )
        // The uncompressed sizes stand 24 bytes into each entry of the central directory.
        var at = 0
        while at + 46 < bytes.count {
            if bytes[at..<(at + 4)].elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
                bytes.replaceSubrange((at + 24)..<(at + 28), with: [10, 0, 0, 0])
            }
            at += 1
        }
        #expect(Self.code(bytes, SheetLimits(unpacked: 4096))?.code != nil)
    }

    @Test("A length that no number holds is refused", arguments: [33, 63, 64])
    func endlessLength(bits: Int) throws {
        let bytes = try Packed.zip(
            """
            z.writestr('xl/workbook.xml', '<workbook/>')
            for part in z.filelist: part.file_size = (1 << \(bits)) - 1
            """
        )
        #expect(Self.code(bytes)?.code == .tooLarge)
    }

    @Test("Entities are refused", arguments: ["&a;", "&lt;", ""])
    func entities(text: String) throws {
        let sheet = """
            <!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>
            """ + Packed.rows("<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>")
        #expect(Self.code(try Packed.workbook(sheet: sheet))?.code == .entity)
    }

    @Test("A file that is cut off anywhere is refused")
    func truncated() throws {
        let bytes = try Packed.workbook(sheet: Packed.rows("<row><c><v>1</v></c></row>"))
        #expect(Self.code(bytes) == nil)
        for length in stride(from: 4, to: bytes.count, by: 7) {
            #expect(Self.code(Array(bytes[..<length])) != nil, "\(length) of \(bytes.count) bytes")
        }
    }

    @Test("Damage anywhere is no crash", arguments: 0..<8)
    func damaged(offset: Int) throws {
        let bytes = try Packed.workbook(
            sheet: Packed.rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>2</v></c></row>"),
            texts: "<sst><si><t>text</t></si></sst>"
        )
        for at in stride(from: offset, to: bytes.count, by: 8) {
            var copy = bytes
            copy[at] ^= 0xFF
            _ = Self.code(copy)
        }
    }

    @Test(
        "What no program writes is refused",
        arguments: [
            ("<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>", SheetError.Code.corrupt),
            ("<row r=\"99999999999\"><c><v>1</v></c></row>", .corrupt),
            ("<row r=\"9999999\"><c><v>1</v></c></row>", .corrupt),
            ("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", .corrupt),
            ("<row><c r=\"ZZZ1\"><v>1</v></c></row>", .tooManyColumns),
            ("<row><c t=\"s\"><v>5</v></c></row>", .corrupt),
            ("<row><c><v>nan</v></c></row>", .corrupt),
            ("<row><c><v>1e999</v></c></row>", .corrupt),
            ("<row><c>", .corrupt),
        ]
    )
    func nonsense(cells: String, code: SheetError.Code) throws {
        #expect(Self.code(try Packed.workbook(sheet: Packed.rows(cells)))?.code == code)
    }

    @Test("Too many rows, columns and cells and too long cells are refused, each with its place")
    func limits() throws {
        let limits = SheetLimits(rows: 2, columns: 2, cells: 4, cell: 5)
        func error(_ cells: String) throws -> SheetError? {
            Self.code(try Packed.workbook(sheet: Packed.rows(cells)), limits)
        }
        #expect(try error("<row/><row><c><v>1</v></c></row><row><c><v>1</v></c></row>") == nil)
        let row = "<row><c><v>1</v></c></row>"
        #expect(try error(row + row + row) == SheetError(.tooManyRows, sheet: "S", row: 3, expected: "2"))
        let wide = "<row><c/><c/><c><v>1</v></c></row>"
        #expect(try error(wide) == SheetError(.tooManyColumns, sheet: "S", row: 1, expected: "2"))
        let long = "<row><c/><c t=\"inlineStr\"><is><t>abcdef</t></is></c></row>"
        #expect(try error(long) == SheetError(.cellTooLong, sheet: "S", row: 1, column: 1, expected: "5"))
    }

    @Test("100,001 rows are refused, 100,000 are read")
    func manyRows() throws {
        let row = "<row><c><v>1</v></c></row>"
        let full = try Packed.workbook(sheet: Packed.rows(String(repeating: row, count: 100_000)))
        #expect(try SheetReader.read(full, as: .xlsx).rows.count == 100_000)
        let over = try Packed.workbook(sheet: Packed.rows(String(repeating: row, count: 100_001)))
        #expect(Self.code(over)?.code == .tooManyRows)
    }

    @Test("A workbook with a password, an old one and other archives are told apart")
    func otherFiles() throws {
        #expect(Self.code([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == SheetError(.locked))
        #expect(Self.code(Array("a,b".utf8)) == SheetError(.notATable))
        #expect(Self.code(try Packed.archive(["word/document.xml": "<x/>"])) == SheetError(.notATable))
        #expect(Self.code(try Packed.archive(["xl/workbook.xml": "<x/>"])) == SheetError(.notATable))
    }
}
