// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Where the rows of a table lie, in a database that is distributed over several machines.
///
/// It stands beside the table's own statement, because it follows from how the table is asked.
package enum SQLPlacement: Sendable, Equatable {
    /// On all machines, each row by the hash of one column. The column stands in every unique key of the table.
    case distributed(by: String)
    /// The same, and rows with equal values lie on the machine where another table has them, so that the two can
    /// be joined there.
    case beside(String, by: String)
    /// On the machine that clients talk to: what stays small, and what must be seen together with it.
    case coordinator

    /// The column by which rows are distributed.
    package var column: String? {
        switch self {
        case .distributed(let column), .beside(_, let column): column
        case .coordinator: nil
        }
    }

    /// The table beside which rows lie.
    package var neighbour: String? { if case .beside(let table, _) = self { table } else { nil } }
}
