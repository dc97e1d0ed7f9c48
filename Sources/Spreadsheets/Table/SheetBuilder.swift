// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Collects cells in the order in which a file tells them, within the limits.
struct SheetBuilder {
    let limits: SheetLimits
    let name: String?
    private var rows: [Sheet.Row] = []
    private var cells: [SheetCell?] = []
    private var count = 0
    private(set) var row = 0

    init(name: String?, limits: SheetLimits) {
        self.name = name
        self.limits = limits
    }

    /// Begins a row; rows come in order.
    mutating func begin(row number: Int) throws(SheetError) {
        try end()
        guard number > row else { throw SheetError(.corrupt, sheet: name, row: number) }
        row = number
    }

    /// Puts a cell into the current row; cells come in order of their columns.
    mutating func add(_ cell: SheetCell, column: Int) throws(SheetError) {
        guard column < limits.columns else {
            throw SheetError(.tooManyColumns, sheet: name, row: row, expected: "\(limits.columns)")
        }
        guard column >= cells.count else {
            throw SheetError(.corrupt, sheet: name, row: row, column: column)
        }
        if case .text(let text) = cell, text.utf8.count > limits.cell {
            throw SheetError(.cellTooLong, sheet: name, row: row, column: column, expected: "\(limits.cell)")
        }
        count += 1
        guard count <= limits.cells else {
            throw SheetError(.tooLarge, sheet: name, row: row, expected: "\(limits.cells)")
        }
        while cells.count < column { cells.append(nil) }
        cells.append(cell)
    }

    /// The sheet when the last row is in.
    mutating func finish() throws(SheetError) -> Sheet {
        try end()
        return Sheet(name: name, rows: rows)
    }

    private mutating func end() throws(SheetError) {
        guard !cells.isEmpty else { return }
        guard rows.count < limits.rows else {
            throw SheetError(.tooManyRows, sheet: name, row: row, expected: "\(limits.rows)")
        }
        rows.append(Sheet.Row(number: row, cells: cells))
        cells = []
    }
}
