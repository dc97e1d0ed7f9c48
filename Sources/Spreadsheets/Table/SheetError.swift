// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A file that cannot be read as a table. Its words stand in the reference data, under the code.
package struct SheetError: Error, Sendable, Equatable {
    package let code: Code
    package let sheet: String?
    /// As spreadsheet programs count: the first row is 1.
    package let row: Int?
    /// Counted from 0.
    package let column: Int?
    /// What was found, or what would be right.
    package let expected: String?

    package init(
        _ code: Code,
        sheet: String? = nil,
        row: Int? = nil,
        column: Int? = nil,
        expected: String? = nil
    ) {
        self.code = code
        self.sheet = sheet
        self.row = row
        self.column = column
        self.expected = expected
    }

    /// What is wrong; the raw value names the message in the reference data.
    package enum Code: String, Sendable, CaseIterable {
        /// Neither a workbook nor text.
        case notATable = "sheet-not-a-table"
        /// A workbook of before 2007, or one with a password.
        case locked = "sheet-locked"
        case corrupt = "sheet-corrupt"
        /// Bytes that are text in no encoding that we read.
        case encoding = "sheet-encoding"
        /// More than the limits allow once unpacked.
        case tooLarge = "sheet-too-large"
        case tooManyRows = "sheet-rows"
        case tooManyColumns = "sheet-columns"
        case cellTooLong = "sheet-cell"
        /// A document type or entity, which no workbook has.
        case entity = "sheet-entity"
        case quote = "sheet-quote"
        /// No row in which the names of fields stand.
        case noHeadings = "sheet-headings"
        case empty = "sheet-empty"
        /// The disk does not take a workbook that is to be written.
        case unwritten = "sheet-unwritten"
    }

    /// The sheet, row and column as far as they are known: `记录!C7`.
    package var place: String? {
        let cell: String? =
            switch (row, column) {
            case (let row?, let column?): Sheet.place(row: row, column: column)
            case (let row?, nil): String(row)
            case (nil, let column?): Sheet.letters(ofColumn: column)
            case (nil, nil): nil
            }
        guard let sheet else { return cell }
        return cell.map { "\(sheet)!\($0)" } ?? sheet
    }
}

/// What a table may cost.
package struct SheetLimits: Sendable {
    /// Bytes of a workbook when unpacked, all parts together.
    package var unpacked: Int
    /// Rows that have a cell.
    package var rows: Int
    package var columns: Int
    /// Cells altogether.
    package var cells: Int
    /// Bytes of one cell.
    package var cell: Int

    package init(
        unpacked: Int = 256 << 20,
        rows: Int = 100_000,
        columns: Int = 512,
        cells: Int = 4_000_000,
        cell: Int = 32 << 10
    ) {
        self.unpacked = unpacked
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.cell = cell
    }
}
