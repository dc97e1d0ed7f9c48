// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension SQLConnection {
    /// Whether a table exists.
    package func hasTable(_ name: String) throws -> Bool {
        let found =
            switch dialect {
            case .sqlite: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '\(name)'"
            case .postgres: "SELECT 1 WHERE to_regclass('\(name)') IS NOT NULL"
            }
        return try row(found) { $0.integer(0) } != nil
    }

    /// Makes an empty table with the columns and the primary key of another, as they are by now.
    package func createTable(_ name: String, like other: String) throws {
        switch dialect {
        case .postgres: try execute("CREATE TABLE \(name) (LIKE \(other) INCLUDING ALL)")
        case .sqlite:
            let statements = try rows(
                "SELECT sql FROM sqlite_master WHERE tbl_name = '\(other)' AND sql IS NOT NULL"
            ) { $0.text(0) }
            // A further index would have to be made, and named, beside that of the other table.
            precondition(statements.count == 1, "the table \(other) has only its primary key")
            let columns = statements[0].drop { $0 != "(" }
            try execute("CREATE TABLE \(name)\(columns)")
        }
    }

    /// Gives a table another name.
    package func renameTable(_ name: String, to other: String) throws {
        try execute("ALTER TABLE \(name) RENAME TO \(other)")
    }

    /// Removes a table, where there is one.
    package func dropTable(_ name: String) throws { try execute("DROP TABLE IF EXISTS \(name)") }
}
