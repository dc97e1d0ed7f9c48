// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibPQ
import Dispatch
import Synchronization

/// Hears what other processes announce in the schema (`LISTEN`), on a connection of its own.
///
/// While the connection is lost, everybody who listens is told again and again: anything may have been announced.
///
/// Unchecked: ``session`` and ``source`` are touched only on ``queue``.
final class PostgreSQLListener: @unchecked Sendable {
    /// Sets this process apart, which need not be told of itself.
    let process: String
    private let address: PostgreSQLAddress
    private let queue = DispatchQueue(label: "postgres-listen")
    private var session: PostgreSQLSession?
    private var source: (any DispatchSourceRead)?
    private let state = Mutex(State())

    private struct State {
        var listeners: [Int: (topic: String, continuation: AsyncStream<Void>.Continuation)] = [:]
        var next = 0
        var isHearing = false
        var isClosed = false
    }

    /// Seconds between two attempts to connect, and between two looks whether the connection still holds.
    private static let (pause, beat) = (1, 5)

    init(_ address: PostgreSQLAddress) {
        self.address = address
        process = String(UInt64.random(in: .min ... .max), radix: 16)
    }

    func changes(of topic: String) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (number, isFirst, isClosed) = state.withLock { state in
            state.next += 1
            if !state.isClosed { state.listeners[state.next] = (topic, continuation) }
            if state.isHearing { continuation.yield() }
            return (state.next, state.next == 1, state.isClosed)
        }
        guard !isClosed else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
        if isFirst { queue.async { self.connect() } }
        return stream
    }

    /// Ends every stream and the connection.
    func close() {
        let ended = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [:] }
            return state.listeners.values.map(\.continuation)
        }
        for continuation in ended { continuation.finish() }
        queue.sync { disconnect() }
    }
}

/// What is announced.
extension PostgreSQLListener {
    private static let channel = "'qiongsu_' || current_schema()::regnamespace::oid"

    /// Statements that announce topics in the name of a process when their transaction is committed.
    static func announcing(_ topics: Set<String>, by process: String) -> String {
        topics.map { topic in
            precondition(topic.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
            return "SELECT pg_notify(\(channel), '\(topic) \(process)');"
        }.joined()
    }
}

/// The connection; all of it on ``queue``.
extension PostgreSQLListener {
    private func connect() {
        guard !state.withLock({ $0.isClosed }) else { return }
        do {
            let session = try PostgreSQLSession(address, limits: .reading)
            let channel = try PostgreSQLConnection(session: session).row("SELECT \(Self.channel)") {
                $0.text(0)
            }
            guard let channel else { return }
            self.session = session
            try session.simple("LISTEN \(channel)")
            let source = DispatchSource.makeReadSource(fileDescriptor: PQsocket(session.handle), queue: queue)
            source.setEventHandler { [weak self] in self?.hear() }
            // A source must not outlive its socket.
            source.setCancelHandler { withExtendedLifetime(session) {} }
            self.source = source
            source.resume()
            state.withLock { $0.isHearing = true }
            tell { _ in true }
            keepUp("LISTEN \(channel)", session)
        } catch {
            lose()
        }
    }

    /// Listens again now and then, which changes nothing, but shows that somebody is there.
    private func keepUp(_ listen: String, _ session: PostgreSQLSession) {
        queue.asyncAfter(deadline: .now() + .seconds(Self.beat)) { [weak self] in
            guard let self, self.session === session else { return }
            do {
                try session.simple(listen)
                deliver()
                keepUp(listen, session)
            } catch {
                lose()
            }
        }
    }

    private func hear() {
        guard let session else { return }
        guard PQconsumeInput(session.handle) == 1 else { return lose() }
        deliver()
    }

    private func deliver() {
        guard let session else { return }
        while let notification = PQnotifies(session.handle) {
            let words = String(cString: notification.pointee.extra).split(separator: " ")
            PQfreemem(notification)
            guard words.count == 2, words[1] != process else { continue }
            tell { $0 == words[0] }
        }
    }

    private func lose() {
        disconnect()
        tell { _ in true }
        queue.asyncAfter(deadline: .now() + .seconds(Self.pause)) { [weak self] in self?.connect() }
    }

    private func disconnect() {
        state.withLock { $0.isHearing = false }
        source?.cancel()
        source = nil
        session = nil
    }

    private func tell(_ isMeant: (String) -> Bool) {
        let meant = state.withLock { $0.listeners.values.filter { isMeant($0.topic) } }
        for (_, continuation) in meant { continuation.yield() }
    }
}
