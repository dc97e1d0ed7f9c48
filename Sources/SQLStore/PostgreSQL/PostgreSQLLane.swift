// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Dispatch

/// A thread's worth of work with one session at a time, opened when it is first needed.
///
/// Unchecked: the session is touched only by who took the lane from its ``PostgreSQLPool``, on ``queue``.
final class PostgreSQLLane: @unchecked Sendable {
    let queue: DispatchQueue
    private let address: PostgreSQLAddress
    private let limits: PostgreSQLLimits
    private var session: PostgreSQLSession?

    init(_ address: PostgreSQLAddress, _ limits: PostgreSQLLimits, label: String) {
        self.address = address
        self.limits = limits
        queue = DispatchQueue(label: label)
    }

    /// Works with the session; where the connection is found broken, once more with a new one.
    ///
    /// A connection that breaks before the commit is sent has stored nothing, so the work can be done again.
    func run<Value>(_ work: (PostgreSQLSession) throws -> Value) throws -> Value {
        do {
            return try attempt(work)
        } catch let error as SQLError where error.code == .connectionLost {
            return try attempt(work)
        }
    }

    func open() throws -> PostgreSQLSession {
        if let session { return session }
        let opened = try PostgreSQLSession(address, limits: limits)
        session = opened
        return opened
    }

    func close() { session = nil }

    private func attempt<Value>(_ work: (PostgreSQLSession) throws -> Value) throws -> Value {
        let session = try open()
        defer { if !session.isUsable { close() } }
        do {
            return try work(session)
        } catch let error as SQLError where error.code == .readOnly {
            // The server may have become a standby; another host may be the leader now.
            close()
            throw error
        }
    }
}
