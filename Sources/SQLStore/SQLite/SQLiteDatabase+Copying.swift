// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import GRDB

extension SQLiteDatabase {
    /// Pages copied between two tellings of progress: 16 MiB.
    private static let pagesPerStep: CInt = 4096

    /// Copies the database, as one commit left it, into a new file, while others read and write.
    ///
    /// Page by page through SQLite's backup interface, inside one read transaction: a copy that takes its pages in
    /// several transactions begins anew whenever another process writes, and under load never ends. While it runs
    /// the write-ahead log is not brought into the file and grows by what is written.
    ///
    /// - Parameters:
    ///   - progress: called now and then with the pages done and all.
    ///   - figures: asked of the same commit.
    /// - Throws: ``SQLError``; what `figures` throws. A half-written file is left then.
    package func copy<Value: Sendable>(
        to path: String,
        progress: @Sendable @escaping (Int, Int) -> Void = { _, _ in },
        _ figures: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { source in
                // The snapshot is taken by the first read, not by the beginning of the transaction.
                _ = try Int.fetchOne(source, sql: "SELECT count(*) FROM sqlite_master")
                let value = try figures(SQLiteConnection(database: source))
                let copy = try DatabaseQueue(path: path)
                try copy.writeWithoutTransaction { destination in
                    try source.backup(to: destination, pagesPerStep: Self.pagesPerStep) {
                        progress($0.completedPageCount, $0.totalPageCount)
                    }
                }
                try copy.close()
                return value
            }
        } catch let error as DatabaseError {
            throw SQLError(error)
        }
    }
}
