// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import NIOPosix
import TraceLedger
import TraceLog

/// What handlers share.
struct WebContext: Sendable {
    let ledger: Ledger
    let settings: WebSettings
    let pages: PageProvider?
    /// Nil where no profiles are loaded.
    let desk: ChainDesk?
    /// The profiles that `/standards` publishes; nil where none are loaded.
    let book: ProfileBook?
    /// Nil where none is kept.
    let log: EventLog?
    let bodies: BodyAllowance
    let metrics: RequestMetrics

    /// The profiles, the registry, and those who work by them.
    var chain: ChainDesk {
        get throws(Problem) {
            guard let desk else { throw .noResource("this server has no chain profiles") }
            return desk
        }
    }

    /// Milliseconds since 1970.
    var now: Int64 { ledger.now() / 1000 }

    /// Runs work that takes longer than a request may hold its thread on a thread of its own.
    func offload<Value: Sendable>(_ work: @Sendable @escaping () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(work)
    }

    /// The same where the work is long, at once where it is short.
    ///
    /// - Parameter size: bytes to be worked on; a thread change costs as much as some ten thousand.
    func offload<Value: Sendable>(
        size: Int,
        _ work: @Sendable @escaping () throws -> Value
    ) async throws -> Value {
        size > 16 << 10 ? try await offload(work) : try work()
    }
}
