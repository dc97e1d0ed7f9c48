// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Registry
import SQLStore
import Supervision
import TraceLedger
import TraceLog

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring a database's tables to this version; distribute them over several machines.",
        discussion: """
            Every command brings the tables to its version by itself. This one does nothing else, as for a user who \
            may change tables while the one that serves may not.

            --distribute is for PostgreSQL with the extension Citus. Events, index entries, capture jobs and issued \
            codes are cut into parts that lie on all machines; everything else stays on the coordinator, which \
            --database names and every server talks to. Stop the servers first: rows that are there are copied. \
            What is broken off is taken up by the next run.

            --by-month is for PostgreSQL: events of each coming month get a table of their own, which \
            `qiongsu archive` can move to slower disks.
            """
    )

    @Flag(help: "Distribute the tables over the machines of the database.") var distribute = false
    @Flag(help: "Give the events of each month a table of their own, for good.") var byMonth = false
    @Option(help: "Into how many parts each table is cut, for good. [default: 32]") var shards: Int?
    @OptionGroup var database: DatabaseOption

    /// The tables of a whole database.
    private static let schemas = [
        LedgerSchema.schema, LogSchema.schema, RegistrySchema.schema, AlarmSchema.schema,
    ]

    func validate() throws {
        guard let shards else { return }
        guard distribute else { throw ValidationError("--shards goes with --distribute.") }
        guard (1...1024).contains(shards) else { throw ValidationError("--shards lies between 1 and 1024.") }
    }

    func run() async throws {
        let place = try database.place()
        if case .file = place, distribute || byMonth {
            Terminal.note(
                "Not in \(place): a SQLite file lies on one machine in one piece: only PostgreSQL is distributed or cut by month."
            )
            throw ExitCode.negative
        }
        do {
            let database = try await place.open(creates: true)
            defer { try? database.close() }
            try await work(on: database)
        } catch let error as SQLError where error.code == .unsupported {
            Terminal.note("Not in \(place): \(error)")
            throw ExitCode.negative
        } catch let error as SQLError {
            Terminal.note("The database \(place) failed: \(error)")
            throw ExitCode.inputOutput
        }
    }

    private func work(on database: any SQLDatabase) async throws {
        for schema in Self.schemas {
            for step in try await database.migrate(schema) {
                Terminal.print("\(schema.component.isEmpty ? "ledger" : schema.component): step \(step)")
            }
        }
        Terminal.print("The tables are of this version.")
        if byMonth {
            let isNew = try await database.write {
                try EventMonths($0).cut(now: DatabaseOption.clock() / 1000)
            }
            Terminal.print(
                isNew ? "The events are cut by month from now on." : "The events are cut by month."
            )
        }
        guard distribute else { return }
        let parts = try await database.distribute(Self.schemas, shards: shards) { table in
            Terminal.print("\(table): distributed")
        }
        Terminal.print("The tables are distributed, in \(parts) parts each.")
    }
}
