// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import Spreadsheets
import Supervision
import TraceText

/// Records of a stage as somebody sent them: a JSON object, an array of them, or a table.
package struct RecordUpload: Sendable {
    package let stage: Stage
    let book: ProfileBook
    let rows: [Row]
    /// The table that they stand in; nil for JSON.
    let sheet: RecordSheet?
    /// Whether it is one JSON object, which is answered as one.
    let isSingle: Bool

    /// One record.
    struct Row: Sendable {
        /// In a table as spreadsheet programs count; in an array from 1 on.
        let number: Int
        let input: RecordDesk.Input
    }

    /// The forms in which records come.
    package enum Form: Sendable {
        case json, table
    }

    /// The most records of one upload.
    package static let limit = SheetLimits().rows

    /// Reads what was sent.
    ///
    /// - Throws: ``UnreadableRecords``.
    package init(_ bytes: [UInt8], as form: Form, stage: Stage, book: ProfileBook) throws(UnreadableRecords) {
        self.stage = stage
        self.book = book
        switch form {
        case .json:
            (rows, isSingle) = try Self.rows(json: bytes, stage, book)
            sheet = nil
        case .table:
            let sheet = try Self.sheet(bytes, stage, book)
            rows = sheet.records.map { record in
                Row(number: record.row, input: RecordDesk.Input(record.fields, faults: record.faults))
            }
            self.sheet = sheet
            isSingle = false
        }
    }

    private static func sheet(_ bytes: [UInt8], _ stage: Stage, _ book: ProfileBook) throws(UnreadableRecords)
        -> RecordSheet
    {
        do throws(SheetError) {
            let table = try SheetReader.read(
                bytes,
                as: SheetFormat(of: bytes),
                sheet: RecordTemplate.sheetName(book)
            )
            return try RecordSheet(table, stage: stage, book: book)
        } catch {
            throw UnreadableRecords(text: book.text(of: error))
        }
    }

    private static func rows(json bytes: [UInt8], _ stage: Stage, _ book: ProfileBook)
        throws(UnreadableRecords)
        -> (rows: [Row], isSingle: Bool)
    {
        func unreadable(_ word: String, value: String? = nil, expected: String? = nil) -> UnreadableRecords {
            UnreadableRecords(text: book.words(word, value: value, expected: expected))
        }
        let root: JSONValue
        do throws(JSONFault) {
            root = try JSONDocument(parsing: bytes).root
        } catch {
            throw unreadable("json-broken", value: "\(error)")
        }
        switch root.kind {
        case .object:
            return ([row(root, number: 1, stage, book)], true)
        case .array:
            var rows: [Row] = []
            for element in root.elements {
                guard rows.count < limit else { throw unreadable("json-rows", expected: "\(limit)") }
                rows.append(row(element, number: rows.count + 1, stage, book))
            }
            guard !rows.isEmpty else { throw unreadable("sheet-empty") }
            return (rows, false)
        default:
            throw unreadable("json-no-record")
        }
    }

    private static func row(_ json: JSONValue, number: Int, _ stage: Stage, _ book: ProfileBook) -> Row {
        guard json.kind == .object else {
            let value = FieldValue(json)?.plain ?? "null"
            let fault = RecordFault("record", .wrongType, value: value, expected: "{…}")
            return Row(number: number, input: RecordDesk.Input([:], faults: [fault]))
        }
        do throws(InvalidRecord) {
            let fields = try book.fields(of: json, profile: stage.profile, stage: stage.id, now: .max / 2)
            return Row(number: number, input: RecordDesk.Input(fields))
        } catch {
            return Row(number: number, input: RecordDesk.Input([:], faults: error.faults))
        }
    }
}

/// What was sent cannot be read as records at all.
package struct UnreadableRecords: Error, Sendable {
    /// Why, and what would be right.
    package let text: LocalName
}
