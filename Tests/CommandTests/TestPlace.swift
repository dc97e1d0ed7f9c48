// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import SQLStore
import TraceLedger

/// A new database for servers to be started on: a file, or a schema of the PostgreSQL server that tests run on.
struct TestPlace {
    let folder: URL
    let address: String

    /// - Parameter isDistributed: whether tables are distributed as they are made.
    init(isDistributed: Bool = TestLedger.isDistributed) throws {
        folder = try Program.folder()
        address =
            try TestLedger.server.map { try TestLedger.freshSchema(on: $0, isDistributed: isDistributed) }
            ?? folder.appending(path: "test.db").path
    }

    func server() throws -> Server { try Server(database: address, in: folder) }

    func ledger() async throws -> Ledger {
        guard TestLedger.server != nil else {
            return try await Ledger(SQLiteDatabase(path: address), clock: { 0 })
        }
        return try await Ledger(PostgreSQLDatabase(PostgreSQLAddress(address)), clock: { 0 })
    }
}
