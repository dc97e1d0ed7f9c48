// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// A copy of an upload in which what is wrong is marked, with a column that tells what became of each row.
///
/// It can be mended and sent again as it is: the column is not read.
package struct MarkedCopy: Sendable {
    private let records: RecordSheet
    private let book: ProfileBook
    private var marks: [Place: Mark] = [:]
    private var results: [Int: String] = [:]

    package init(of records: RecordSheet, book: ProfileBook) {
        self.records = records
        self.book = book
        for heading in records.faults {
            let column = heading.column ?? resultColumn
            mark(row: records.headingRow, column, book.text(of: heading.fault, stage: nil), isRefused: true)
        }
    }

    private struct Place: Hashable {
        let row: Int
        let column: Int
    }

    private struct Mark {
        var texts: [String]
        var isRefused: Bool
    }

    /// Says what became of a row: a word of the reference data, and every remark.
    package mutating func add(row: Int, result: String, _ remarks: [Remark]) {
        let word = book.word(result)
        let texts = remarks.map { "\($0.text.zh) / \($0.text.en)" }
        results[row] = (["\(word.zh) \(word.en)"] + texts).joined(separator: "\n")
        for remark in remarks {
            guard let column = records.column(of: remark.field) else { continue }
            mark(row: row, column, remark.text, isRefused: remark.isRefused)
        }
    }

    /// Something said of a field.
    package struct Remark: Sendable {
        package let field: String?
        package let text: LocalName
        /// Whether it keeps the row out.
        package let isRefused: Bool

        package init(field: String?, text: LocalName, isRefused: Bool) {
            self.field = field
            self.text = text
            self.isRefused = isRefused
        }
    }

    /// The copy in one of the two forms; CSV holds only the column.
    ///
    /// - Throws: ``SheetError`` `unwritten`.
    package func file(_ format: SheetFormat) throws(SheetError) -> [UInt8] {
        switch format {
        case .csv: csv()
        case .xlsx: try xlsx()
        }
    }

    private mutating func mark(row: Int, _ column: Int, _ text: LocalName, isRefused: Bool) {
        let both = "\(text.zh)\n\(text.en)"
        var mark = marks[Place(row: row, column: column)] ?? Mark(texts: [], isRefused: false)
        mark.texts.append(both)
        mark.isRefused = mark.isRefused || isRefused
        marks[Place(row: row, column: column)] = mark
    }

    /// The column of an earlier copy, else the first that is free.
    private var resultColumn: Int {
        let top = records.sheet.rows.first { $0.number == records.headingRow }
        let own = top?.cells.firstIndex { $0?.text == RecordSheet.resultHeading }
        return own ?? records.sheet.rows.reduce(0) { max($0, $1.cells.count) }
    }

    /// What stands in the column of results of a row.
    private func result(_ row: Int) -> String? {
        row == records.headingRow ? RecordSheet.resultHeading : results[row]
    }

    private func csv() -> [UInt8] {
        var writer = CSVWriter()
        let column = resultColumn
        var next = 1
        for row in records.sheet.rows {
            while next < row.number {
                writer.add([""])
                next += 1
            }
            var texts = row.cells.map { $0?.text ?? "" }
            while texts.count <= column { texts.append("") }
            texts[column] = result(row.number) ?? ""
            writer.add(texts)
            next += 1
        }
        return writer.bytes
    }

    private func xlsx() throws(SheetError) -> [UInt8] {
        let writer = try WorkbookWriter()
        let sheet = try writer.addSheet(RecordTemplate.sheetName(book))
        let resultColumn = resultColumn
        for (column, field) in records.fields {
            sheet.column(column, width: 18, CellStyle(number: field.format))
        }
        sheet.column(resultColumn, width: 60)
        for row in records.sheet.rows {
            let isHeading = row.number <= records.headingRow
            for column in row.cells.indices where column != resultColumn {
                write(row, column, sheet, isHeading: isHeading)
            }
            if let text = result(row.number) {
                let style = CellStyle(isBold: isHeading, wraps: true, fill: resultFill(row.number))
                sheet.write(.text(text), row: row.number - 1, column: resultColumn, style)
            }
        }
        let rows = Dictionary(records.sheet.rows.map { ($0.number, $0) }) { first, _ in first }
        for (place, mark) in marks {
            sheet.comment(mark.texts.joined(separator: "\n"), row: place.row - 1, column: place.column)
            if rows[place.row]?[place.column] == nil, place.column != resultColumn {
                sheet.fill(row: place.row - 1, column: place.column, CellStyle(fill: Self.fill(mark)))
            }
        }
        return try writer.finish()
    }

    private func write(_ row: Sheet.Row, _ column: Int, _ sheet: SheetWriter, isHeading: Bool) {
        guard let cell = row[column] else { return }
        var style = CellStyle(isBold: isHeading)
        style.fill = marks[Place(row: row.number, column: column)].map(Self.fill)
        style.number = isHeading ? nil : records.fields[column]?.format
        sheet.write(cell, row: row.number - 1, column: column, style)
    }

    private func resultFill(_ row: Int) -> UInt32? {
        guard let result = results[row] else { return nil }
        let refused = book.word("result-refused").zh
        return result.hasPrefix(refused) ? Self.red : nil
    }

    private static func fill(_ mark: Mark) -> UInt32 { mark.isRefused ? red : yellow }

    private static let red: UInt32 = 0xFFC7CE
    private static let yellow: UInt32 = 0xFFEB9C
}

extension ProfileBook {
    /// A fault in both languages.
    package func text(of fault: RecordFault, stage: Stage?) -> LocalName {
        LocalName { text(of: fault, stage: stage, $0) }
    }

    /// An error of a file in both languages.
    package func text(of error: SheetError) -> LocalName {
        words(error.code.rawValue, value: error.place, expected: error.expected)
    }
}
