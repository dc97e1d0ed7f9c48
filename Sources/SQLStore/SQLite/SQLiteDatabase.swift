// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import GRDB

/// A SQLite file in WAL mode: one writer, several readers, each commit on disk before it returns.
package final class SQLiteDatabase: SQLDatabase {
    let pool: DatabasePool
    private let brief: BriefReaders

    package let dialect = SQLDialect.sqlite

    /// Opens or creates the file.
    ///
    /// - Parameter readers: connections that read at the same time.
    /// - Throws: ``SQLError`` `cannotOpen`, `corrupt`, `readOnly` or `busy`.
    package init(path: String, readers: Int = 4) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(5)
        configuration.label = "ledger"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA cache_size = -4096")
        }
        brief = BriefReaders(path: path, configuration: configuration)
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // Opening a pool sets `synchronous = NORMAL`, under which a power cut may undo an acknowledged
            // commit; so FULL is set afterwards.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA cache_size = -16384")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
            }
        } catch {
            throw SQLError(error)
        }
    }

    /// Reads on a snapshot, beside other readers and the writer.
    package func read<Value: Sendable>(
        _ body: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { try body(SQLiteConnection(database: $0)) }
        } catch let error as DatabaseError {
            throw SQLError(error)
        }
    }

    /// Reads on a snapshot with a connection that no long read holds.
    package func readAtOnce<Value>(_ body: (any SQLConnection) throws -> Value?) throws -> Value? {
        try brief.read(body)
    }

    /// Writes in one transaction, after the writers before; it is synced to disk when this returns.
    package func write<Value: Sendable>(
        _ body: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.write { try body(SQLiteConnection(database: $0)) }
        } catch let error as DatabaseError {
            throw SQLError(error)
        }
    }

    /// One server has a file.
    package func leads(_ role: String) async throws -> Int? { 0 }

    /// A file tells nobody, so it is asked twice a second whether another process has written, of whatever.
    package func changes(of topic: String) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let asking = Task { [pool] in
                var seen: Int64?
                while !Task.isCancelled {
                    // Of the writing connection: it counts what every other one commits, and ours only read.
                    let version = try? await pool.writeWithoutTransaction {
                        try Int64.fetchOne($0, sql: "PRAGMA data_version")
                    }
                    if version != seen || version == nil { continuation.yield() }
                    seen = version
                    try? await Task.sleep(for: .milliseconds(500))
                }
            }
            continuation.onTermination = { _ in asking.cancel() }
        }
    }

    /// Closes every connection, the writing one last: SQLite then brings the write-ahead log into the file and
    /// removes it, so that a database nobody has open is one file.
    package func close() throws {
        brief.close()
        // The pool closes its readers last, and they may not write.
        pool.invalidateReadOnlyConnections()
        do { try pool.close() } catch { throw SQLError(error) }
    }

    /// Writes the file anew and empties the write-ahead log, so that no byte is left of what was deleted.
    ///
    /// Who writes waits as long as that takes.
    ///
    /// - Throws: ``SQLError`` `busy` where others write or read, and then bytes may be left.
    package func scrub() async throws {
        do {
            try await pool.writeWithoutTransaction { database in
                // What is written anew would not fit into memory.
                try database.execute(sql: "PRAGMA temp_store = FILE")
                defer { try? database.execute(sql: "PRAGMA temp_store = MEMORY") }
                try database.execute(sql: "VACUUM")
                _ = try database.checkpoint(.truncate)
            }
        } catch {
            throw SQLError(error)
        }
    }

    /// How the writing connection syncs: 2 is FULL.
    package func synchronousMode() async throws -> Int64? {
        try await pool.writeWithoutTransaction { try Int64.fetchOne($0, sql: "PRAGMA synchronous") }
    }
}

extension SQLError {
    /// The same error in our words.
    init(_ error: any Error) {
        guard let error = error as? DatabaseError else {
            self.init(.other, "\(error)")
            return
        }
        let code: Code =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_FULL, .SQLITE_IOERR: .storageFull
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            case .SQLITE_CONSTRAINT: .constraint
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            case .SQLITE_CANTOPEN: .cannotOpen
            default: .other
            }
        self.init(code, error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
}
