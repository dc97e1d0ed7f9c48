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
        help: "The database: a file's path or a sqlite: URL. [environment: QIONGSU_DATABASE]"
    )
    var database: String?

    /// A wrong address is wrong usage before anything else is looked at.
    func validate() throws { _ = try path() }

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
        let path = try path()
        if !creates, !FileManager.default.fileExists(atPath: path) {
            Terminal.note(
                "No database at \(path): load one with `qiongsu demo` or `qiongsu capture`, or name it with --database."
            )
            throw ExitCode.inputOutput
        }
        do {
            let database = try SQLiteDatabase(path: path)
            var registry: RegistryBook?
            if opensRegistry, let profiles {
                registry = try await RegistryBook(database, profiles: profiles, clock: Self.clock)
            }
            return try await Ledger(database, profiles: profiles, register: registry, clock: Self.clock)
        } catch let error as SQLError {
            Terminal.note("Cannot open the database \(path): \(error)")
            throw ExitCode.inputOutput
        }
    }

    /// The path that the option, the environment or the default names.
    func path() throws -> String {
        let text = database ?? ProcessInfo.processInfo.environment["QIONGSU_DATABASE"] ?? "qiongsu.db"
        for prefix in ["sqlite://", "sqlite:", "file://", "file:"] where text.hasPrefix(prefix) {
            return String(text.dropFirst(prefix.count))
        }
        if text.contains("://") {
            throw ValidationError(
                "--database takes a file's path or a sqlite: URL, not \(text.prefix(while: { $0 != ":" })):."
            )
        }
        return text
    }

    /// Microseconds since 1970.
    @Sendable static func clock() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }
}
