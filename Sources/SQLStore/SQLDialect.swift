// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The few places where the databases do not read the same SQL.
package enum SQLDialect: Sendable {
    case sqlite

    /// A parenthesised list that can stand after `IN`, read from a parameter bound to ``SQLValue/integers(_:)``.
    package func list(_ parameter: String) -> String {
        switch self {
        case .sqlite: "(SELECT value FROM json_each(\(parameter)))"
        }
    }

    /// The column type of 64-bit integers.
    package var integer: String {
        switch self {
        case .sqlite: "INTEGER"
        }
    }

    /// The column type of bytes.
    package var blob: String {
        switch self {
        case .sqlite: "BLOB"
        }
    }

    /// What ends a `CREATE TABLE` whose rows lie in the order of their primary key.
    package var clustered: String {
        switch self {
        case .sqlite: "STRICT, WITHOUT ROWID"
        }
    }

    /// What ends any other `CREATE TABLE`.
    package var table: String {
        switch self {
        case .sqlite: "STRICT"
        }
    }
}
