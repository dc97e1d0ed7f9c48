// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

extension RecordTemplate {
    /// Rows for which lists and limits are offered.
    private static let lastRow = 100_003

    /// Three sheets: the records, what each field takes, and the values of lists.
    func xlsx() throws(SheetError) -> [UInt8] {
        let guides = guides
        let writer = try WorkbookWriter()
        let records = try writer.addSheet(Self.sheetName(book))
        let fields = try writer.addSheet(Self.name("table-fields", book))
        let places = try writeLists(guides, writer)
        writeRecords(guides, records, places)
        writeFields(guides, fields)
        return try writer.finish()
    }

    private func writeRecords(_ guides: [FieldGuide], _ sheet: SheetWriter, _ lists: [String: String]) {
        sheet.freeze(rows: 3, columns: 1)
        sheet.column(0, width: 16, CellStyle(ink: 0x808080, number: "@"))
        sheet.write(.text(RecordSheet.noteHeading), row: 0, column: 0, Self.idStyle)
        for (row, language) in LocalName.Language.allCases.enumerated() {
            let note = book.word("table-note").text(language)
            sheet.write(.text(note), row: row + 1, column: 0, Self.nameStyle(isRequired: false))
        }
        sheet.write(.text(Self.name("table-example", book)), row: 3, column: 0, Self.exampleStyle)
        for (index, guide) in guides.enumerated() {
            let (column, field) = (index + 1, guide.field)
            let width = Double(max(14, min(40, max(field.id.count, guide.example.plain.count) + 2)))
            sheet.column(column, width: width, CellStyle(number: field.format))
            sheet.write(.text(field.id), row: 0, column: column, Self.idStyle)
            sheet.comment(guide.comment(book), row: 0, column: column)
            for (row, language) in LocalName.Language.allCases.enumerated() {
                let style = Self.nameStyle(isRequired: guide.isRequired)
                sheet.write(.text(heading(guide, language)), row: row + 1, column: column, style)
            }
            var style = Self.exampleStyle
            style.number = field.format
            sheet.write(Self.cell(guide.example, field), row: 3, column: column, style)
            offer(guide, sheet, column, lists)
        }
    }

    private func offer(_ guide: FieldGuide, _ sheet: SheetWriter, _ column: Int, _ lists: [String: String]) {
        guard case .element(let element) = guide.field.kind else { return }
        switch element.type {
        case .code, .boolean:
            // Of several values, a list could offer only one.
            if let source = lists[element.list ?? Self.booleans] {
                sheet.offer(source, column: column, from: 3, through: Self.lastRow)
            }
        case .integer, .number:
            guard element.minimum != nil || element.maximum != nil else { return }
            let range = (element.minimum ?? -1e15)...max(element.maximum ?? 1e15, element.minimum ?? -1e15)
            sheet.limit(
                range,
                isWhole: element.type == .integer,
                column: column,
                from: 3,
                through: Self.lastRow
            )
        default: break
        }
    }

    private static let booleans = "#boolean"

    /// The sheet of lists; the formulas of their ranges, by the lists' ids.
    private func writeLists(_ guides: [FieldGuide], _ writer: WorkbookWriter) throws(SheetError) -> [String:
        String]
    {
        let name = Self.name("table-lists", book)
        let sheet = try writer.addSheet(name)
        var places: [String: String] = [:]
        var column = 0
        func add(_ id: String, _ title: LocalName, _ values: [(id: String, name: LocalName)]) {
            guard places[id] == nil, !values.isEmpty else { return }
            sheet.write(
                .text("\(title.zh) \(title.en)"),
                row: 0,
                column: column,
                Self.nameStyle(isRequired: false)
            )
            sheet.column(column, width: 24)
            sheet.column(column + 1, width: 32)
            sheet.column(column + 2, width: 20)
            for (row, value) in values.enumerated() {
                sheet.write(.text(value.name.zh), row: row + 1, column: column)
                sheet.write(.text(value.name.en), row: row + 1, column: column + 1)
                sheet.write(.text(value.id), row: row + 1, column: column + 2)
            }
            let letters = Sheet.letters(ofColumn: column)
            places[id] = "='\(name)'!$\(letters)$2:$\(letters)$\(values.count + 1)"
            column += 4
        }
        for guide in guides {
            if let list = guide.list {
                add(list.id, list.name, list.values.map { ($0.id, $0.name) })
            } else if case .element(let element) = guide.field.kind, element.type == .boolean {
                let (yes, no) = (book.word("table-yes"), book.word("table-no"))
                add(Self.booleans, book.word("kind-boolean"), [("true", yes), ("false", no)])
            }
        }
        return places
    }

    private func writeFields(_ guides: [FieldGuide], _ sheet: SheetWriter) {
        let stageName = "\(stage.name.zh) \(stage.name.en) · \(stage.reference)"
        sheet.write(.text(stageName), row: 0, column: 0, CellStyle(isBold: true))
        let advice = book.word("table-advice")
        sheet.write(.text(advice.zh), row: 1, column: 0)
        sheet.write(.text(advice.en), row: 2, column: 0)
        let heads = ["field", "name", "required", "type", "measure", "values", "class", "right", "example"]
        let widths: [Double] = [24, 28, 12, 22, 12, 44, 16, 60, 40]
        for (column, (head, width)) in zip(heads, widths).enumerated() {
            sheet.column(column, width: width)
            let text = Self.name("table-" + head, book)
            sheet.write(.text(text), row: 4, column: column, Self.nameStyle(isRequired: false))
        }
        sheet.freeze(rows: 5, columns: 1)
        let wrapped = CellStyle(wraps: true)
        for (index, guide) in guides.enumerated() {
            func both(_ name: LocalName) -> String { "\(name.zh)\n\(name.en)" }
            let values = guide.list?.values.map { "\($0.name.zh) \($0.name.en) [\($0.id)]" } ?? []
            let texts = [
                guide.field.id, both(guide.field.name),
                both(book.word(guide.isRequired ? "table-yes" : "table-no")), both(guide.kind), guide.measure,
                values.prefix(200).joined(separator: "\n"), both(guide.visibility),
                guide.right.zh.isEmpty ? "" : both(guide.right), guide.example.plain,
            ]
            for (column, text) in texts.enumerated() where !text.isEmpty {
                sheet.write(.text(text), row: index + 5, column: column, wrapped)
            }
        }
    }

    /// An example as a cell of the type that the column has.
    private static func cell(_ value: FieldValue, _ field: RecordField) -> SheetCell {
        switch value {
        case .number(let number): .number(number.literal)
        case .boolean(let boolean): .boolean(boolean)
        case .text(let text) where field.format == DateFormat.day: .date(text)
        case .text(let text) where field.format == DateFormat.time:
            .date(text.split(separator: " ").joined(separator: "T"))
        default: .text(value.plain)
        }
    }

    private static let idStyle = CellStyle(ink: 0x808080, fill: 0xF2F2F2)
    private static let exampleStyle = CellStyle(isItalic: true, ink: 0x808080)

    private static func nameStyle(isRequired: Bool) -> CellStyle {
        CellStyle(isBold: true, fill: isRequired ? 0xFCE4D6 : 0xDDEBF7)
    }
}
