// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Spreadsheets

extension FuzzTarget {
    /// Small enough that a table of the fuzzer can reach them.
    private static let limits = SheetLimits(
        unpacked: 4 << 20,
        rows: 500,
        columns: 64,
        cells: 5000,
        cell: 2048
    )

    /// A table that is read, written and read again is the same.
    static func feedCSV(_ bytes: [UInt8]) throws(Mismatch) {
        guard let sheet = try read(bytes, as: .csv) else { return }
        var writer = CSVWriter()
        var next = 1
        for row in sheet.rows {
            while next < row.number {
                writer.add([""])
                next += 1
            }
            writer.add(row.cells.map { $0?.text ?? "" })
            next += 1
        }
        let again = try must("a table written is read", sheet) { () throws(SheetError) in
            try SheetReader.read(writer.bytes, as: .csv, limits: limits)
        }
        try same("a table written is the same", again, sheet)
    }

    static func feedWorkbook(_ bytes: [UInt8]) throws(Mismatch) { _ = try read(bytes, as: .xlsx) }

    /// Parts of a workbook, separated by NUL: the sheet, its texts, styles, the workbook, its relations.
    static func feedSheet(_ bytes: [UInt8]) throws(Mismatch) {
        let parts = bytes.split(separator: 0, maxSplits: 4, omittingEmptySubsequences: false)
        var archive = StoredArchive()
        for (index, part) in SheetParts.all.enumerated() {
            let given = parts.indices.contains(index) && !parts[index].isEmpty ? Array(parts[index]) : nil
            archive.add(part.name, given ?? Array(part.text.utf8))
        }
        _ = try read(archive.bytes(), as: .xlsx)
    }

    /// What is read keeps the limits, and its rows are in order.
    private static func read(_ bytes: [UInt8], as format: SheetFormat) throws(Mismatch) -> Sheet? {
        guard
            let sheet = accepted({ () throws(SheetError) in
                try SheetReader.read(bytes, as: format, limits: limits)
            })
        else { return nil }
        var last = 0
        for row in sheet.rows {
            guard row.number > last else { throw Mismatch("rows are in order", row.number, last) }
            last = row.number
            guard row.cells.contains(where: { $0 != nil }) else { throw Mismatch("a row has a cell", row) }
            guard row.cells.count <= limits.columns else { throw Mismatch("columns are bounded", row) }
            let longest = row.cells.map { $0?.text.utf8.count ?? 0 }.max() ?? 0
            guard longest <= limits.cell else { throw Mismatch("cells are bounded", longest) }
        }
        guard sheet.rows.count <= limits.rows else { throw Mismatch("rows are bounded", sheet.rows.count) }
        return sheet
    }
}

/// The parts that a small workbook has.
enum SheetParts {
    static let all: [(name: String, text: String)] = [
        ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", texts),
        ("xl/styles.xml", styles), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations),
    ]

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    static let sheet = """
        <worksheet xmlns="\(main)"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>\
        <t>b_x000D_</t></is></c></row><row r="3"><c r="A3" s="1"><v>45000.5</v></c><c><v>1.5E3</v></c>\
        <c r="D3" t="b"><v>1</v></c><c r="AA3" t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>x</v></c></row>\
        </sheetData></worksheet>
        """
    private static let texts = """
        <sst xmlns="\(main)"><si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si></sst>
        """
    private static let styles = """
        <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>
        """
    private static let book = """
        <workbook xmlns="\(main)" xmlns:r="\(office)"><workbookPr date1904="0"/><sheets>\
        <sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>
        """
    private static let relations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
        <Relationship Id="rId1" Type="\(office)/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>
        """
}
