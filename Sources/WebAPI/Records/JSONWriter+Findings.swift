// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Spreadsheets
import Supervision
import TraceText

extension JSONWriter {
    /// The members of what a rule found in a record.
    ///
    /// - Parameter cell: where it stands, counted from 0 for columns and from 1 for rows; nil outside of tables.
    mutating func finding(_ finding: Finding, _ book: ProfileBook, cell: (row: Int, column: Int)? = nil) {
        member("alarm", finding.rule.alarm)
        member("level", finding.rule.level.rawValue)
        member("effect", finding.rule.effect.rawValue)
        member("rule", finding.rule.kind.name)
        member("field", finding.field)
        place(cell)
        member("value", finding.details.value)
        member("expected", finding.details.expected)
        member("message", LocalName { book.text(of: finding, $0) })
        member("basis", finding.rule.basis)
    }

    /// The members of what is wrong with a field of a record.
    ///
    /// - Parameter cell: where it stands, counted from 0 for columns and from 1 for rows; nil outside of tables.
    mutating func fault(
        _ fault: RecordFault,
        of stage: Stage,
        _ book: ProfileBook,
        cell: (row: Int, column: Int)? = nil
    ) {
        let fault = fault.shortened
        member("field", fault.field)
        place(cell)
        member("reason", fault.reason.rawValue)
        member("value", fault.value)
        member("expected", fault.expected)
        member("message", LocalName { book.text(of: fault, stage: stage, $0) })
    }

    private mutating func place(_ cell: (row: Int, column: Int)?) {
        guard let cell else { return }
        member("column", Sheet.letters(ofColumn: cell.column))
        member("cell", Sheet.place(row: cell.row, column: cell.column))
    }
}
