// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A table as people fill it in: rows of cells, without what is empty.
package struct Sheet: Sendable, Equatable {
    /// The sheet's name; nil for a file that is one table.
    package let name: String?
    /// Rows with at least one cell, in order.
    package let rows: [Row]

    package init(name: String? = nil, rows: [Row]) {
        self.name = name
        self.rows = rows
    }

    /// One row.
    package struct Row: Sendable, Equatable {
        /// As spreadsheet programs count: the first is 1.
        package let number: Int
        /// From column A on; nil is empty.
        package let cells: [SheetCell?]

        package init(number: Int, cells: [SheetCell?]) {
            self.number = number
            self.cells = cells
        }

        /// The cell of a column, counted from 0.
        package subscript(column: Int) -> SheetCell? {
            cells.indices.contains(column) ? cells[column] : nil
        }
    }

    /// The letters of a column, counted from 0: A, B, … Z, AA.
    package static func letters(ofColumn column: Int) -> String {
        var (rest, letters) = (column, "")
        repeat {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    /// A cell as spreadsheet programs name it: `C7`.
    package static func place(row: Int, column: Int) -> String { letters(ofColumn: column) + String(row) }
}

/// What stands in a cell.
package enum SheetCell: Sendable, Hashable {
    case text(String)
    /// As a spreadsheet program shows it: 15 digits at most.
    case number(String)
    case boolean(Bool)
    /// A day, a time of day or both: `2026-03-01`, `08:30:00`, `2026-03-01T08:30:00`.
    case date(String)
    /// What a formula gave that failed: `#REF!`.
    case error(String)

    /// As a person reads it.
    package var text: String {
        switch self {
        case .text(let text), .number(let text), .date(let text), .error(let text): text
        case .boolean(let boolean): boolean ? "true" : "false"
        }
    }
}
