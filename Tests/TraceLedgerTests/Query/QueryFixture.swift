// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Synchronization
import TraceEvents
import TraceLedger
import TraceTesting
import TraceText

/// A ledger in a database of its own, with a clock that moves a millisecond with each look.
final class QueryFixture {
    let ledger: Ledger

    init() async throws {
        let ticks = Atomic<Int64>(1_780_000_000_000_000)
        ledger = try await Ledger(TestLedger.database()) {
            ticks.add(1000, ordering: .relaxed).newValue
        }
    }

    deinit { try? ledger.database.close() }

    func capture(_ events: [Event], vocabularies: [Vocabulary] = []) async throws {
        let document = EPCISDocument(vocabularies: vocabularies, events: events)
        let job = try await ledger.capture(CaptureRequest(document, caller: .operator))
        guard job.success else { throw CaptureFailed(errors: job.errors) }
    }

    struct CaptureFailed: Error {
        let errors: [CaptureJob.Problem]
    }

    /// Every event as stored, found by its ID.
    func stored(_ events: [Event]) async throws -> [StoredEvent] {
        let ids = Set(events.compactMap(\.eventID))
        return try await ledger.read { reader in try ids.flatMap { try reader.events(withID: $0) } }
    }

    /// The IDs of all pages of a query.
    func answer(
        _ arguments: [QueryArgument],
        size: Int = 1000,
        limits: QueryLimits = QueryLimits(),
        betweenPages: () async throws -> Void = {}
    ) async throws -> [String] {
        let query = try EventQuery(arguments)
        var ids: [String] = []
        var token: PageToken?
        repeat {
            let requirement = PageRequirement(size: size, token: token, now: 1_780_000_000_000)
            let page = try await ledger.read { try $0.page(of: query, requirement, limits: limits) }
            ids += page.events.map { $0.eventID }
            // What a client carries is the text.
            token = page.next.flatMap { PageToken($0.text) }
            if token != nil { try await betweenPages() }
        } while token != nil
        return ids
    }
}
