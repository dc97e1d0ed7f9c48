// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import TraceText

/// A table as records of a stage.
///
/// The first of the first ten rows that names fields is the headings: ids, or Chinese or English names. Rows right
/// below it that only say the names again are headings too. Columns whose heading begins with `#` are notes; a row
/// whose note says that it is an example is left out.
package struct RecordSheet: Sendable {
    package let sheet: Sheet
    package let headingRow: Int
    /// The fields by their columns, counted from 0.
    package let fields: [Int: RecordField]
    package let records: [Record]
    /// What is wrong with the headings; then no record can be judged.
    package let faults: [HeadingFault]

    /// One row.
    package struct Record: Sendable {
        /// As spreadsheet programs count.
        package let row: Int
        package let fields: [String: FieldValue]
        /// What was seen to be wrong before the record was read.
        package let faults: [RecordFault]
    }

    /// A column that is not right.
    package struct HeadingFault: Sendable {
        /// Nil for one that is missing.
        package let column: Int?
        package let fault: RecordFault
    }

    /// The heading of the column in which a marked copy tells what became of a row.
    static let resultHeading = "#result"
    /// The heading of the column for remarks.
    static let noteHeading = "#"

    /// - Throws: ``SheetError`` `noHeadings`, `empty`.
    package init(_ sheet: Sheet, stage: Stage, book: ProfileBook) throws(SheetError) {
        let headings = Headings(book.fields(of: stage))
        guard let start = sheet.rows.prefix(10).firstIndex(where: headings.isNamed) else {
            throw SheetError(.noHeadings, sheet: sheet.name)
        }
        let top = sheet.rows[start]
        let (columns, faults) = headings.columns(of: top)
        let note = top.cells.firstIndex { $0?.text.trimmed == Self.noteHeading }
        let rows = sheet.rows[(start + 1)...].drop { row in
            row.cells.indices.allSatisfy { column in
                guard let field = columns[column], let text = row[column]?.text else { return true }
                return Headings.names(field).contains(Headings.key(text))
            }
        }
        let examples = [LocalName.Language.chinese, .english].map {
            book.word("table-example").text($0).lowercased()
        }
        let filled = rows.filter { row in
            let remark = note.flatMap { row[$0]?.text.lowercased() } ?? ""
            return !examples.contains(where: remark.contains) && Self.hasValue(row, columns, top)
        }
        guard !filled.isEmpty else { throw SheetError(.empty, sheet: sheet.name) }
        self.sheet = sheet
        headingRow = top.number
        fields = columns
        self.faults = faults
        records = filled.map { Self.record($0, columns, top) }
    }

    /// The column of a field, or of the field that a part belongs to.
    package func column(of field: String?) -> Int? {
        guard let field else { return nil }
        let own = fields.first { $0.value.id == field }?.key
        return own
            ?? field.split(separator: ".").first.flatMap { first in
                fields.first { $0.value.id == first }?.key
            }
    }

    private static func hasValue(_ row: Sheet.Row, _ columns: [Int: RecordField], _ top: Sheet.Row) -> Bool {
        row.cells.indices.contains { column in
            row[column] != nil && (columns[column] != nil || top[column] == nil)
        }
    }

    private static func record(_ row: Sheet.Row, _ columns: [Int: RecordField], _ top: Sheet.Row) -> Record {
        var fields: [String: FieldValue] = [:]
        var faults: [RecordFault] = []
        for (column, cell) in row.cells.enumerated() {
            guard let cell else { continue }
            guard let field = columns[column] else {
                if top[column] == nil {
                    let letters = Sheet.letters(ofColumn: column)
                    faults.append(RecordFault(letters, .noHeading, value: cell.text))
                }
                continue
            }
            if case .error(let text) = cell {
                faults.append(RecordFault(field.id, .failedCell, value: text))
            } else if !field.isNumber, hasLostDigits(cell.text) {
                faults.append(RecordFault(field.id, .lostDigits, value: cell.text))
            } else {
                fields[field.id] = value(cell)
            }
        }
        return Record(row: row.number, fields: fields, faults: faults)
    }

    /// Spreadsheet programs show a number with many digits as `9.1460E+17`.
    private static func hasLostDigits(_ text: String) -> Bool {
        text.contains("E+") && (Double(text).map { $0 >= 1e11 } ?? false)
    }

    private static func value(_ cell: SheetCell) -> FieldValue? {
        switch cell {
        case .text(let text): text.trimmed.isEmpty ? nil : .text(text.trimmed)
        case .number(let number): .number(.init(number))
        case .boolean(let boolean): .boolean(boolean)
        case .date(let date): .text(date)
        case .error: nil
        }
    }
}

/// The names by which columns may be headed.
private struct Headings {
    private var byName: [String: RecordField] = [:]
    private let all: [RecordField]

    init(_ fields: [RecordField]) {
        all = fields
        var ambiguous: Set<String> = []
        for field in fields {
            for name in Self.names(field) where byName.updateValue(field, forKey: name) != nil {
                ambiguous.insert(name)
            }
        }
        for name in ambiguous { byName[name] = nil }
        for field in fields { byName[Self.key(field.id)] = field }
    }

    /// Whether a row names a field.
    func isNamed(_ row: Sheet.Row) -> Bool {
        row.cells.contains { $0.map { byName[Self.key($0.text)] != nil } ?? false }
    }

    func columns(of row: Sheet.Row) -> ([Int: RecordField], [RecordSheet.HeadingFault]) {
        var columns: [Int: RecordField] = [:]
        var faults: [RecordSheet.HeadingFault] = []
        for (column, cell) in row.cells.enumerated() {
            guard let text = cell?.text.trimmed, !text.isEmpty, !text.hasPrefix("#") else { continue }
            guard let field = byName[Self.key(text)] else {
                let names = all.flatMap { [$0.id, $0.name.zh, $0.name.en] }
                faults.append(.init(column: column, fault: .unknown(text, value: text, among: names)))
                continue
            }
            if columns.values.contains(where: { $0.id == field.id }) {
                faults.append(.init(column: column, fault: RecordFault(field.id, .twice)))
            } else {
                columns[column] = field
            }
        }
        let named = Set(columns.values.map(\.id))
        for field in all where field.isRequired && !named.contains(field.id) {
            faults.append(.init(column: nil, fault: RecordFault(field.id, .required)))
        }
        return (columns, faults)
    }

    /// The names of a field in the form in which they are compared.
    static func names(_ field: RecordField) -> Set<String> {
        [key(field.id), key(field.name.zh), key(field.name.en)]
    }

    /// Without the star of required columns, in lower case.
    static func key(_ text: String) -> String {
        var text = text.trimmed
        while let last = text.last, last == "*" || last == "＊" {
            text.removeLast()
            text = text.trimmed
        }
        return text.lowercased()
    }
}

extension RecordField {
    /// Whether numbers are what it takes.
    var isNumber: Bool {
        switch kind {
        case .element(let element): element.type == .number || element.type == .integer
        case .documentPart("quantity"): true
        default: false
        }
    }
}
