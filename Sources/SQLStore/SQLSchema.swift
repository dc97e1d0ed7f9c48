// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The tables of one component, as the steps that make them.
package struct SQLSchema: Sendable {
    /// Whose tables they are; each component counts its own steps. Empty: the ledger's.
    package let component: String
    package let migrations: [SQLMigration]

    package init(_ component: String, _ migrations: [SQLMigration]) {
        self.component = component
        self.migrations = migrations
    }

    /// Where a table lies in a distributed database; nil where no step makes it.
    package func placement(of table: String) -> SQLPlacement? {
        migrations.lazy.compactMap { $0.placements[table] }.first
    }

    /// The tables that lie on several machines, each after the one that it lies beside.
    var distributed: [(table: String, placement: SQLPlacement)] { migrations.flatMap(\.distributed) }
}
