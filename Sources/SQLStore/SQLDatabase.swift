// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A database that several tasks use at once.
package protocol SQLDatabase: Sendable {
    var dialect: SQLDialect { get }

    /// Runs a closure on a consistent snapshot. Several run at the same time.
    func read<Value: Sendable>(_ body: @Sendable @escaping (any SQLConnection) throws -> Value) async throws
        -> Value

    /// Runs a closure that reads a few rows on a consistent snapshot, on the caller's own thread.
    ///
    /// Handing a question to another thread and its answer back costs several times what a till's question costs
    /// itself. The closure must not read more than rows found by their keys, because the thread is held meanwhile.
    ///
    /// - Returns: nil where nothing can be read at once: ask ``read(_:)`` then. The closure may answer nil as well,
    ///   when it finds that it would have to read more.
    func readAtOnce<Value>(_ body: (any SQLConnection) throws -> Value?) throws -> Value?

    /// Runs a closure in one transaction, alone. When it returns the transaction is on disk; when the closure
    /// throws nothing of it is.
    func write<Value: Sendable>(_ body: @Sendable @escaping (any SQLConnection) throws -> Value) async throws
        -> Value

    /// Takes or keeps a role that one process at a time has, and tells in which of its terms this one has it; nil
    /// where another has.
    ///
    /// It passes to another process when this one ends or loses the database; so ask before each piece of work. Between
    /// two terms of one process another may have worked.
    func leads(_ role: String) async throws -> Int?

    /// Tells whenever another process has announced a topic (``SQLConnection/announce(_:)``), and whenever one may
    /// have without this one hearing it; the first time when it begins to hear. What was committed before can be read.
    func changes(of topic: String) -> AsyncStream<Void>

    /// Finishes what runs and closes every connection.
    func close() throws
}

extension SQLDatabase {
    /// Where the rows come over a network there is always a wait.
    package func readAtOnce<Value>(_ body: (any SQLConnection) throws -> Value?) throws -> Value? { nil }
}
