// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import SQLStore
import TraceLedger

struct Archive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move the events of old months to slower disks, or show where they are.",
        discussion: """
            For PostgreSQL, after `qiongsu migrate --by-month`. Nothing is taken out of the database: events in the \
            archive are found, shown, traced and verified as before. A tablespace is a folder on other disks, which \
            the database's administrator makes: CREATE TABLESPACE archive LOCATION '/archive'.

            Servers may run. Whoever asks for an event of a month that is being moved waits for it.
            """
    )

    @Option(help: "Move the months before this one, as 2026-01.") var before: String?
    @Option(help: "The tablespace to move them to.") var tablespace: String?
    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard (before == nil) == (tablespace == nil) else {
            throw ValidationError("--before and --tablespace go together.")
        }
        if let before, EventMonth(before) == nil {
            throw ValidationError("--before takes a month, as 2026-01, not \(before).")
        }
    }

    func run() async throws {
        try await database.withLedger(creates: false) { ledger in
            if let month = before.flatMap({ EventMonth($0) }), let tablespace {
                do { try await move(month, to: tablespace, ledger) } catch let error as SQLError
                    where error.code == .unsupported
                {
                    Terminal.note("Nothing was moved: \(error)")
                    throw ExitCode.negative
                }
            }
            for part in try await ledger.database.read({ try EventMonths($0).parts() }) where part.bytes > 0 {
                let place = part.tablespace.map { " in \($0)" } ?? ""
                Terminal.print("\(Self.months(of: part)): \(part.bytes) bytes\(place)")
            }
        }
    }

    private func move(_ month: EventMonth, to tablespace: String, _ ledger: Ledger) async throws {
        guard case .server(let address) = try database.place() else {
            throw SQLError(.unsupported, "a SQLite file lies on one disk: only PostgreSQL moves tables")
        }
        let parts = try await ledger.database.read {
            try EventMonths($0).parts(before: month, notIn: tablespace)
        }
        for part in parts {
            // On a connection of its own, without the writer's lock: captures of other months go on.
            let statements = try await ledger.database.read { try EventMonths($0).move(part, to: tablespace) }
            try PostgreSQLDatabase.run(statements, at: address)
            Terminal.print("\(Self.months(of: part)): moved")
        }
    }

    private static func months(of part: EventMonths.Part) -> String {
        part.isFirst ? "before \(part.end)" : "\(part.month)"
    }
}
