// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import TraceEvents

extension Ledger {
    /// Makes every derived table again from the events, beside those who read and capture.
    ///
    /// In batches, in the order of capture, into tables that take the place of the old ones at the end. How far it is
    /// stands in the database: stopped at any moment, the next call goes on from there.
    ///
    /// - Parameters:
    ///   - rules: by what events are indexed; a rebuild that others began begins anew.
    ///   - givesWay: whether captures of other processes get their turn between batches.
    ///   - progress: called after each batch with the number of events done and their total; may throw to stop.
    /// - Throws: ``SQLError``, `busy` where another rebuild is at work; what `progress` throws.
    package func rebuild(
        by rules: String = "",
        givesWay: Bool = false,
        progress: @Sendable @escaping (Int, Int) throws -> Void = { _, _ in }
    ) async throws {
        try await rebuild(by: rules, batch: Rebuilder.batchSize, givesWay: givesWay, progress: progress)
    }

    func rebuild(
        by rules: String,
        batch: Int,
        givesWay: Bool = false,
        progress: @Sendable @escaping (Int, Int) throws -> Void
    ) async throws {
        // What an earlier rebuild has replaced is emptied first.
        try await clear(batch)
        var state = try await rebuilding { try $0.begin(by: rules) }
        let total = try await read { try $0.eventCount() }
        let clock = ContinuousClock()
        while !state.isReplaced {
            let (before, began) = (state, clock.now)
            let end = try await settledTime()
            let page = try await read { [profiles] reader in
                RebuildBatch(
                    try reader.events(after: before.position, through: end, limit: batch),
                    profiles: profiles
                )
            }
            state = try await rebuilding { rebuilder in
                page.count < batch
                    ? try rebuilder.finish(page, from: before) : try rebuilder.add(page, from: before)
            }
            try progress(min(state.done, total), total)
            // Whoever waits for SQLite asks again and again, and would never meet a writer who begins at once.
            if givesWay { try await Task.sleep(for: began.duration(to: clock.now)) }
        }
        noteCommit()
        try await clear(batch)
    }

    private func clear(_ batch: Int) async throws {
        while try await rebuilding({ try $0.clear(limit: batch * Rebuilder.rowsOfEvent) }) {}
    }

    private func rebuilding<Value: Sendable>(
        _ body: @Sendable @escaping (Rebuilder) throws -> Value
    ) async throws -> Value {
        try await database.write { [codec, profiles] connection in
            try body(Rebuilder(connection: connection, codec: codec, profiles: profiles))
        }
    }
}

/// What some events are found by, ready to be written.
struct RebuildBatch: Sendable {
    let count: Int
    /// The record time of the last; nil where there is none.
    let end: Int64?
    let links: [EventLink]
    /// The keys that say that there are blocks among the entries.
    let blockMarks: Set<LinkKey>
    let terms: Set<Term>
    /// The keys of the events' IDs.
    let ids: [LinkKey]

    init(_ events: [StoredEvent], profiles: ProfileBook?) {
        (count, end) = (events.count, events.last?.recordTime)
        var links: [EventLink] = []
        var blockMarks: Set<LinkKey> = []
        var terms: Set<Term> = []
        var ids: Set<LinkKey> = []
        for stored in events {
            let own = EventLinks(of: stored.event, eventID: stored.eventID, profiles: profiles)
            blockMarks.formUnion(own.blockMarks)
            for link in own.links {
                links.append(EventLink(key: link.key, number: stored.number, role: link.role))
                if link.role.contains(.eventID) { ids.insert(link.key) }
            }
            terms.formUnion(Term.all(of: stored.event))
        }
        // Neighbours share pages.
        links.sort { ($0.key.rawValue, $0.number) < ($1.key.rawValue, $1.number) }
        (self.links, self.blockMarks) = (links, blockMarks)
        (self.terms, self.ids) = (terms, Array(ids))
    }
}
