// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The few places where the databases do not read the same SQL.
package enum SQLDialect: Sendable {
    case sqlite
    case postgres

    /// What follows a column to say that it is one of a list, a parameter bound to ``SQLValue/integers(_:)``.
    package func among(_ parameter: String) -> String {
        switch self {
        case .sqlite: "IN (SELECT value FROM json_each(\(parameter)))"
        case .postgres: "= ANY (\(parameter)::BIGINT[])"
        }
    }

    /// The column type of 64-bit integers.
    package var integer: String {
        switch self {
        case .sqlite: "INTEGER"
        case .postgres: "BIGINT"
        }
    }

    /// The column type of text, which compares and sorts byte by byte whatever the database was made for: in the
    /// order of a language equal words may differ, and order changes with the system's libraries.
    package var text: String {
        switch self {
        case .sqlite: "TEXT"
        case .postgres: "TEXT COLLATE \"C\""
        }
    }

    /// The column type of bytes.
    package var blob: String {
        switch self {
        case .sqlite: "BLOB"
        case .postgres: "BYTEA"
        }
    }

    /// What ends a `CREATE TABLE` whose rows lie in the order of their primary key, where a database can do that.
    package var clustered: String {
        switch self {
        case .sqlite: "STRICT, WITHOUT ROWID"
        case .postgres: ""
        }
    }

    /// What ends any other `CREATE TABLE`.
    package var table: String {
        switch self {
        case .sqlite: "STRICT"
        case .postgres: ""
        }
    }
}
