// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore

/// A database in which nothing can be captured: each commit of events fails.
struct FailingDatabase: SQLDatabase {
    let code: SQLError.Code
    private let real: any SQLDatabase

    init(_ code: SQLError.Code) throws {
        self.code = code
        real = try TestLedger.database()
    }

    var dialect: SQLDialect { real.dialect }

    func read<Value: Sendable>(_ body: @Sendable @escaping (any SQLConnection) throws -> Value) async throws
        -> Value
    { try await real.read(body) }

    /// Runs the closure as any database does, and takes everything back.
    func write<Value: Sendable>(_ body: @Sendable @escaping (any SQLConnection) throws -> Value) async throws
        -> Value
    {
        try await real.write { [code] connection in
            let value = try body(connection)
            // Opening a ledger writes no rows; only what is captured fails.
            let events = try connection.row("SELECT count(*) FROM event") { $0.integer(0) }
            if events ?? 0 > 0 { throw SQLError(code, "made to fail") }
            return value
        }
    }

    func leads(_ role: String) async throws -> Int? { try await real.leads(role) }

    func changes(of topic: String) -> AsyncStream<Void> { real.changes(of: topic) }

    func close() throws { try real.close() }
}
