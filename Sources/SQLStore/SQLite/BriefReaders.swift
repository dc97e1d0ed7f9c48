// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import GRDB
import Glibc
import Synchronization

/// Connections that read a few rows on the thread of whoever asks (``SQLDatabase/readAtOnce(_:)``).
///
/// No long read ever holds one of them, so whoever gets none has met as many short ones and asks elsewhere; nobody
/// waits. They are opened when they are needed first.
final class BriefReaders: Sendable {
    private let path: String
    private let configuration: Configuration
    private let state = Mutex(State())

    private struct State {
        var idle: [DatabaseQueue] = []
        var opened = 0
        var isClosed = false
    }

    /// As many threads ask at once: those that have connections, and Swift's own, of each one a processor.
    private static let limit = 2 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// - Parameter configuration: that of the connections that wait.
    init(path: String, configuration: Configuration) {
        self.path = path
        var configuration = configuration
        configuration.readonly = true
        configuration.busyMode = .immediateError
        self.configuration = configuration
    }

    /// Nil where every connection reads, or the file is locked, as it is while another process recovers it.
    func read<Value>(_ body: (any SQLConnection) throws -> Value?) throws -> Value? {
        do {
            guard let queue = try take() else { return nil }
            defer { giveBack(queue) }
            return try queue.unsafeRead { try Self.read($0, body) }
        } catch let error as DatabaseError {
            let error = SQLError(error)
            if error.code == .busy { return nil }
            throw error
        } catch let error as SQLError where error.code == .busy {
            return nil
        }
    }

    /// GRDB's own transactions prepare their statements anew each time and read the version of the schema.
    private static func read<Value>(
        _ database: Database,
        _ body: (any SQLConnection) throws -> Value?
    ) throws -> Value? {
        let connection = SQLiteConnection(database: database)
        try connection.execute("BEGIN")
        defer {
            // An error inside may have ended it.
            if database.isInsideTransaction, (try? connection.execute("COMMIT")) == nil {
                try? database.rollback()
            }
        }
        return try body(connection)
    }

    private func take() throws -> DatabaseQueue? {
        let (idle, mayOpen) = state.withLock { state in
            if state.isClosed { return (nil as DatabaseQueue?, false) }
            if let idle = state.idle.popLast() { return (idle, false) }
            guard state.opened < Self.limit else { return (nil, false) }
            state.opened += 1
            return (nil, true)
        }
        guard mayOpen else { return idle }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            state.withLock { $0.opened -= 1 }
            throw error
        }
    }

    private func giveBack(_ queue: DatabaseQueue) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.idle.append(queue) }
            return state.isClosed
        }
        if isClosed { try? queue.close() }
    }

    /// Closes every connection; one that reads when it has read.
    func close() {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            state.isClosed = true
            return state.idle
        }
        for queue in idle { try? queue.close() }
    }
}
