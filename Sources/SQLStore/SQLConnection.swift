// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One connection to a database, inside ``SQLDatabase/read(_:)`` or ``SQLDatabase/write(_:)``.
///
/// Calls block, so a connection is used only in those closures, which run on threads of their own. Parameters
/// are written `$1`, `$2` in the order of their first use; statements are prepared once and kept.
package protocol SQLConnection {
    var dialect: SQLDialect { get }

    /// Runs a statement and hands over each row, until the closure answers false.
    func query(_ sql: String, _ values: [SQLValue], _ row: (any SQLRow) throws -> Bool) throws

    /// Runs a statement that gives no rows, and tells how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int

    /// Inserts rows of integers, given column by column in one flat list; the quickest way in.
    ///
    /// - Parameter values: row after row, each as long as `columns`.
    func insert(into table: String, columns: [String], integers values: [Int64]) throws

    /// Inserts rows of any values; on PostgreSQL by COPY, in which no row may be there already.
    func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws

    /// Tells other processes, when this transaction is committed, to look again at what they know of a topic.
    ///
    /// - Parameter topic: a word of small letters.
    func announce(_ topic: String)
}

extension SQLConnection {
    /// Every row, converted.
    package func rows<Row>(_ sql: String, _ values: [SQLValue] = [], _ convert: (any SQLRow) throws -> Row)
        throws -> [Row]
    {
        var rows: [Row] = []
        try query(sql, values) {
            rows.append(try convert($0))
            return true
        }
        return rows
    }

    /// Every row in whose question a number is one of a few, converted; in no order.
    ///
    /// SQLite is asked for each by itself: to unpack a list costs it as much as ten such questions.
    ///
    /// - Parameter sql: the question, given what follows the column to say so.
    package func rows<Row>(
        ofFew numbers: [Int64],
        _ sql: (_ isAmong: String) -> String,
        _ convert: (any SQLRow) throws -> Row
    ) throws -> [Row] {
        guard dialect == .sqlite, numbers.count <= 16 else {
            return try rows(sql(dialect.among("$1")), [.integers(numbers)], convert)
        }
        let sql = sql("= $1")
        return try Set(numbers).flatMap { try rows(sql, [.integer($0)], convert) }
    }

    /// The first row, converted.
    package func row<Row>(_ sql: String, _ values: [SQLValue] = [], _ convert: (any SQLRow) throws -> Row)
        throws -> Row?
    {
        var found: Row?
        try query(sql, values) {
            found = try convert($0)
            return false
        }
        return found
    }

    /// Runs a statement without parameters.
    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }
}

/// One row of an answer; valid only in the closure that receives it. Columns count from 0.
package protocol SQLRow {
    func integer(_ column: Int) -> Int64
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
    func isNull(_ column: Int) -> Bool
}

extension SQLRow {
    /// A value that may be null.
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    package func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
}
