// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One numbered step of the schema; steps only go forward and never change once released.
package struct SQLMigration: Sendable {
    package let number: Int64
    /// Where each table lies that the step makes, in a distributed database.
    package let placements: [String: SQLPlacement]
    package let statements: @Sendable (SQLDialect) -> [String]

    package init(
        _ number: Int64,
        placing placements: [String: SQLPlacement] = [:],
        _ statements: @escaping @Sendable (SQLDialect) -> [String]
    ) {
        self.number = number
        self.placements = placements
        self.statements = statements
    }

    /// The tables that lie on several machines, each after the one that it lies beside.
    var distributed: [(table: String, placement: SQLPlacement)] {
        placements.filter { $0.value.column != nil }.map { (table: $0.key, placement: $0.value) }.sorted {
            let (first, second) = ($0.placement.neighbour != nil, $1.placement.neighbour != nil)
            return first == second ? $0.table < $1.table : second
        }
    }
}

extension SQLDatabase {
    /// Whether anything was ever made in the database.
    package func isMigrated() async throws -> Bool {
        try await read { try $0.hasTable("schema_step") }
    }

    /// Brings a schema up to its last step, each in the one transaction; in a distributed database the new tables
    /// are distributed as they are made.
    ///
    /// - Returns: the numbers of the steps that were missing.
    /// - Throws: ``SQLError`` `newerSchema` where the database has steps that this program does not know.
    @discardableResult
    package func migrate(_ schema: SQLSchema) async throws -> [Int64] {
        try await write { connection in
            let dialect = connection.dialect
            let table = schema.component.isEmpty ? "schema_step" : "schema_step_\(schema.component)"
            try connection.execute(
                "CREATE TABLE IF NOT EXISTS \(table)(number \(dialect.integer) PRIMARY KEY) \(dialect.table)"
            )
            let done = try connection.row("SELECT max(number) FROM \(table)") { $0.integer(0) } ?? 0
            if let last = schema.migrations.last?.number, done > last {
                throw SQLError(
                    .newerSchema,
                    "the database has schema step \(done), this program knows \(last): use a newer version"
                )
            }
            let missing = schema.migrations.filter { $0.number > done }
            for migration in missing {
                for statement in migration.statements(dialect) { try connection.execute(statement) }
                try connection.execute(
                    "INSERT INTO \(table)(number) VALUES ($1)",
                    [.integer(migration.number)]
                )
            }
            if !missing.isEmpty, let shards = try connection.shards() {
                for (table, placement) in missing.flatMap(\.distributed) {
                    try connection.distribute(table, placement, shards: shards)
                }
            }
            return missing.map(\.number)
        }
    }
}
