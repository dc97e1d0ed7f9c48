// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import Registry
import SQLStore
import TraceLedger

/// Which database a command works on.
struct DatabaseOption: ParsableArguments {
    @Option(
        name: .long,
        help: """
            The database: a file's path or a sqlite: URL, or postgres://USER@HOST:PORT/DATABASE of a PostgreSQL \
            server; give a password in PGPASSWORD, in ~/.pgpass or with the address in the environment, because \
            other users of the machine can read a command's arguments. [environment: QIONGSU_DATABASE]
            """
    )
    var database: String?

    /// A wrong address is wrong usage before anything else is looked at.
    func validate() throws { _ = try place() }

    /// Opens the ledger, works with it and closes it; where the database fails, says so and exits with 74.
    ///
    /// - Parameters:
    ///   - creates: whether a missing file is made; a question to a missing file is a mistake.
    ///   - profiles: what captured events are checked by.
    ///   - opensRegistry: whether to open what is registered of parties and places beside it.
    func withLedger(
        creates: Bool,
        profiles: ProfileBook? = nil,
        opensRegistry: Bool = false,
        _ work: (Ledger) async throws -> Void
    ) async throws {
        let ledger = try await openLedger(creates: creates, profiles: profiles, opensRegistry: opensRegistry)
        // What was acknowledged is on disk already: closing only tidies the files up.
        defer { try? ledger.database.close() }
        do {
            try await work(ledger)
        } catch let error as LedgerError {
            Terminal.note("The database failed: \(error)")
            throw ExitCode.inputOutput
        } catch let error as SQLError {
            Terminal.note("The database failed: \(error)")
            throw ExitCode.inputOutput
        }
    }

    private func openLedger(
        creates: Bool,
        profiles: ProfileBook?,
        opensRegistry: Bool
    ) async throws -> Ledger {
        let place = try place()
        do {
            let database = try await place.open(creates: creates)
            var registry: RegistryBook?
            if opensRegistry, let profiles {
                registry = try await RegistryBook(database, profiles: profiles, clock: Self.clock)
            }
            return try await Ledger(database, profiles: profiles, register: registry, clock: Self.clock)
        } catch let error as SQLError {
            Terminal.note("Cannot open the database \(place): \(error)")
            throw ExitCode.inputOutput
        }
    }

    /// Where the option, the environment or the default say that the database is.
    func place() throws -> DatabasePlace {
        try DatabasePlace(
            database ?? ProcessInfo.processInfo.environment["QIONGSU_DATABASE"] ?? "qiongsu.db"
        )
    }

    /// Microseconds since 1970.
    @Sendable static func clock() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }
}
