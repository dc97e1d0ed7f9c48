// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One numbered step of the schema; steps only go forward and never change once released.
package struct SQLMigration: Sendable {
    package let number: Int64
    package let statements: @Sendable (SQLDialect) -> [String]

    package init(_ number: Int64, _ statements: @escaping @Sendable (SQLDialect) -> [String]) {
        self.number = number
        self.statements = statements
    }
}

extension SQLDatabase {
    /// Whether anything was ever made in the database.
    package func isMigrated() async throws -> Bool {
        try await read { try $0.hasTable("schema_step") }
    }

    /// Brings the schema up to the last of the given steps, each in the one transaction.
    ///
    /// - Parameter component: whose tables they make; each counts its own steps. Empty: the ledger's.
    /// - Throws: ``SQLError`` `newerSchema` where the database has steps that this program does not know.
    package func migrate(_ migrations: [SQLMigration], of component: String = "") async throws {
        try await write { connection in
            let dialect = connection.dialect
            let table = component.isEmpty ? "schema_step" : "schema_step_\(component)"
            try connection.execute(
                "CREATE TABLE IF NOT EXISTS \(table)(number \(dialect.integer) PRIMARY KEY) \(dialect.table)"
            )
            let done = try connection.row("SELECT max(number) FROM \(table)") { $0.integer(0) } ?? 0
            if let last = migrations.last?.number, done > last {
                throw SQLError(
                    .newerSchema,
                    "the database has schema step \(done), this program knows \(last): use a newer version"
                )
            }
            for migration in migrations where migration.number > done {
                for statement in migration.statements(dialect) { try connection.execute(statement) }
                try connection.execute(
                    "INSERT INTO \(table)(number) VALUES ($1)",
                    [.integer(migration.number)]
                )
            }
        }
    }
}
