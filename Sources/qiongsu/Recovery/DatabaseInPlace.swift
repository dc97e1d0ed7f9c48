// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import TraceLedger
import TraceLog

/// What stands where a database is to be restored.
enum DatabaseInPlace {
    case nothing
    /// With its log, where it has one.
    case ledger(LogExtent?)
    /// Damaged, or something else, with why.
    case unreadable(String)

    /// Looks, and brings a write-ahead log that was left into the file; for whoever knows that nobody has it open.
    init(_ path: String) async {
        guard DurableFile.exists(path) else {
            self = .nothing
            return
        }
        do {
            let database = try SQLiteDatabase(path: path, readers: 1)
            defer { try? database.close() }
            let (isLedger, log) = try await database.read {
                (try LedgerExtent.exists(in: $0), try LogExtent(in: $0))
            }
            self = isLedger ? .ledger(log) : .unreadable("it holds no events")
        } catch {
            self = .unreadable("\(error)")
        }
    }
}
