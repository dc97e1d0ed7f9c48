// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import SQLStore
package import TraceLedger

/// Checks every captured event against its profile, in order of capture, and keeps the alarms.
///
/// An alarm is a function of what the ledger holds: whatever the order in which events arrive, and however often
/// the checker is stopped, the same alarms stand in the end. It reads behind the ledger and keeps its position in
/// the same transaction as the alarms, so nothing is checked twice or left out.
package actor ChainChecker {
    private let ledger: Ledger
    private let parties: any PartyBook
    private let tools: CheckTools
    private let licences: LicenceWatch?
    private var position: Int64 = 0
    /// The position that stands in the database as far as this process knows.
    private var storedPosition: Int64 = 0
    /// The position in the registry up to which what it says was taken into account.
    private var partyPosition: Int64 = 0
    /// The same for licences, and when they must be looked at again, in milliseconds since 1970.
    private var licencesSeen: (position: Int64, next: Int64) = (-1, .min)
    private var isLoaded = false
    /// In which term this process checks; nil where another does.
    private var term: Int?
    /// The catching up that is under way; two at once would check the same events.
    private var running: Task<Int, any Error>?

    /// Events of one pass: few enough that a pass is short, enough that a commit is worth it.
    private static let batchSize = 2000
    /// Batches whose findings are written together, where more wait.
    private static let batchesOfWrite = 16
    /// Parties, places and permits whose records are judged again in one pass.
    private static let partyBatchSize = 50
    /// A server's memory against its speed: the more is kept, the less is read again (`Bench checking --shelf`).
    package static let shelfCapacity = 250_000

    /// - Parameter shelfCapacity: how much of what was read each half of the memory holds, in identifiers.
    /// - Throws: ``SQLError``.
    package init(
        _ ledger: Ledger,
        book: ProfileBook,
        parties: any PartyBook,
        shelfCapacity: Int = ChainChecker.shelfCapacity
    ) async throws {
        try await ledger.database.migrate(AlarmSchema.schema)
        self.ledger = ledger
        ledger.fresh.want()
        self.parties = parties
        tools = CheckTools(
            book: book,
            watches: Watches(book),
            parties: parties,
            shelf: RecordShelf(book: book, capacity: shelfCapacity),
            open: OpenJudgements()
        )
        licences = LicenceWatch(book.reference)
    }

    /// Whether this process is the one that checks, of all that share the database.
    ///
    /// - Throws: ``SQLError``.
    package func leads() async throws -> Bool {
        let current = try await ledger.database.leads("checking")
        // Another process may have checked meanwhile, and moved the position.
        if current != term { isLoaded = false }
        term = current
        // Who does not check does not need what would be read ahead.
        if current == nil { _ = ledger.fresh.take() }
        return current != nil
    }

    /// Checks everything that was captured until now, whatever has become due, and again what the registry has
    /// come to say otherwise.
    ///
    /// - Returns: how many events were checked.
    /// - Throws: ``SQLError``.
    @discardableResult
    package func catchUp() async throws -> Int {
        while let running { _ = try? await running.value }
        let task = Task {
            while true {
                do {
                    return try await work()
                } catch is Overtaken {
                    isLoaded = false
                } catch {
                    // What was noted may not have been written.
                    isLoaded = false
                    throw error
                }
            }
        }
        running = task
        defer { running = nil }
        return try await task.value
    }

    /// Another process has moved the position: it checks too, or has begun anew.
    private struct Overtaken: Error {}

    private func work() async throws -> Int {
        let stored = try await ledger.database.read { try AlarmStore(connection: $0).position(.events) }
        if stored != storedPosition { isLoaded = false }
        try await load()
        // Taken before the events are checked, so that no event is checked by less than is judged again.
        let changes = try await parties.changes(after: partyPosition)
        let isFirst = position == 0
        let checked = try await checkEvents()
        try await follow(isFirst ? PartyChanges(position: changes.position, keys: [:]) : changes)
        try await settle()
        try await watchLicences()
        return checked
    }

    /// When something becomes due next, in milliseconds since 1970.
    package var nextDue: Int64? { tools.open.nextDue }

    /// Forgets all alarms and checks every event again; a server that checks beside this notices, and does so too.
    package func rebuild() async throws {
        try await ledger.database.write { try AlarmStore(connection: $0).clear() }
        isLoaded = false
        try await catchUp()
    }

    /// Alarms, newest first.
    ///
    /// - Parameter last: the last alarm of the page before.
    package nonisolated func alarms(
        _ filter: AlarmFilter = AlarmFilter(),
        after last: AlarmFilter.Place? = nil,
        limit: Int = 1000
    ) async throws -> [Alarm] {
        try await ledger.database.read {
            try AlarmStore(connection: $0).list(filter, after: last, limit: limit)
        }
    }

    /// The alarms that stand about some events, by number, or about an object.
    package nonisolated func standingAlarms(about events: [Int64], object: String) async throws -> [Alarm] {
        try await ledger.read { try Self.standingAlarms(about: events, object: object, $0) }
    }

    /// The same on a snapshot that is open already.
    package nonisolated static func standingAlarms(
        about events: [Int64],
        object: String,
        _ reader: LedgerReader
    ) throws -> [Alarm] {
        try reader.beside { try AlarmStore(connection: $0).standing(about: events, object: object) } ?? []
    }

    private func load() async throws {
        guard !isLoaded else { return }
        let state = try await ledger.database.read { connection in
            let store = AlarmStore(connection: connection)
            return State(
                position: try store.position(.events),
                partyPosition: try store.position(.parties),
                standing: try store.standing(),
                watches: try store.watches()
            )
        }
        position = state.position
        storedPosition = state.position
        partyPosition = state.partyPosition
        licencesSeen = (-1, .min)
        tools.shelf.clear()
        tools.shelf.horizon = position
        tools.open.clear()
        for judgement in state.standing { tools.open.set(judgement, isStanding: true, due: nil) }
        for (judgement, due) in state.watches { tools.open.set(judgement, isStanding: false, due: due) }
        isLoaded = true
    }

    private struct State: Sendable {
        let position: Int64
        let partyPosition: Int64
        let standing: [Judgement]
        let watches: [(judgement: Judgement, due: Int64)]
    }

    /// Checks batch after batch. What was found is written while the next batch is read, at the end of the backlog
    /// or when enough has come together: what is missing in one batch is often in the next, and an alarm that
    /// would stand for a moment is never raised.
    private func checkEvents() async throws -> Int {
        var checked = 0
        var batches = 0
        var changes = Changes()
        var isLast = false
        let end = try await ledger.settledTime()
        repeat {
            var ready: Changes?
            if batches == Self.batchesOfWrite {
                ready = changes
                changes = Changes()
                batches = 0
            }
            async let written: Void = write(ready, position: position)
            let batch = try await pass(through: end)
            try await written
            note(batch.outcomes, in: &changes)
            position = batch.position
            batches += 1
            checked += batch.count
            isLast = batch.count < Self.batchSize
        } while !isLast
        if checked > 0 { try await write(changes, position: position) }
        return checked
    }

    /// Some checked events.
    private struct Batch: Sendable {
        let count: Int
        /// The record time of the last, in microseconds since 1970.
        let position: Int64
        let outcomes: [CheckPass.Judged]
    }

    private func pass(through last: Int64) async throws -> Batch {
        let start = position
        let now = ledger.now() / 1000
        tools.shelf.makeRoom()
        for fresh in ledger.fresh.take() {
            tools.shelf.put(fresh.number, fresh.record, recordTime: fresh.recordTime)
        }
        return try await ledger.read { [tools] reader in
            let captured = try reader.captured(after: start, through: last, limit: Self.batchSize)
            let end = captured.last?.recordTime ?? start
            var pass = CheckPass(tools, reader, now: now)
            try pass.add(captured.map(\.number), through: end)
            try pass.run()
            return Batch(count: captured.count, position: end, outcomes: pass.outcomes)
        }
    }

    /// What has become due.
    private func settle() async throws {
        let now = ledger.now() / 1000
        let judgements = tools.open.due(at: now)
        guard !judgements.isEmpty else { return }
        let outcomes = try await ledger.read { [tools] reader in
            var pass = CheckPass(tools, reader, now: now)
            for judgement in judgements { try pass.add(judgement) }
            try pass.run()
            return pass.outcomes
        }
        try await write(outcomes)
    }

    /// Judges again what names a party, place or permit of which the registry says something else now.
    private func follow(_ changes: PartyChanges) async throws {
        guard changes.position != partyPosition else { return }
        let now = ledger.now() / 1000
        var rest = changes.keys.sorted { $0.key < $1.key }[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.partyBatchSize)
            rest = rest.dropFirst(Self.partyBatchSize)
            let outcomes = try await ledger.read { [tools] reader in
                var pass = CheckPass(tools, reader, now: now)
                for (key, time) in part { try pass.addRecords(of: key, from: time) }
                try pass.run()
                return pass.outcomes
            }
            try await write(outcomes)
        }
        try await ledger.database.write {
            try AlarmStore(connection: $0).set(.parties, to: changes.position)
        }
        partyPosition = changes.position
    }

    /// Raises and withdraws the alarms about licences that end.
    private func watchLicences() async throws {
        let (now, seen) = (ledger.now() / 1000, partyPosition)
        guard let licences, licencesSeen.position != seen || now >= licencesSeen.next else { return }
        let (alarms, next) = licences.alarms(
            of: parties.licenceTerms(at: now),
            now: now,
            raisedAt: ledger.now()
        )
        let standing = try await ledger.database.read { try AlarmStore(connection: $0).standingOfLicences() }
        let raised = alarms.filter { standing[$0.id] != $0.reason }
        let withdrawn = Set(standing.keys).subtracting(alarms.map(\.id)).sorted()
        if !raised.isEmpty || !withdrawn.isEmpty {
            let time = ledger.now()
            try await ledger.database.write { connection in
                let store = AlarmStore(connection: connection)
                for alarm in raised { try store.raise(alarm) }
                for id in withdrawn { try store.withdraw(id, at: time) }
            }
        }
        // A holder's filing may end on a day without anything being recorded.
        licencesSeen = (seen, min(next ?? .max, now + 86_400_000))
    }

    /// Puts down what judgements came to, and what is to be written of it.
    private func note(_ outcomes: [CheckPass.Judged], in changes: inout Changes) {
        let time = ledger.now()
        for (judgement, outcome) in outcomes {
            let old = tools.open.state(of: judgement)
            let (isStanding, wasStanding) = (outcome.finding != nil, old?.isStanding ?? false)
            if isStanding || wasStanding {
                changes.alarms[judgement, default: Changes.Alarming(wasStanding: wasStanding)]
                    .found = outcome.finding.map { ($0, time) }
            }
            if outcome.next != old?.due {
                changes.watches[judgement, default: Changes.Watching(wasDue: old?.due)].due = outcome.next
            }
            tools.open.set(judgement, isStanding: isStanding, due: outcome.next)
        }
    }

    private func write(_ outcomes: [CheckPass.Judged]) async throws {
        var changes = Changes()
        note(outcomes, in: &changes)
        try await write(changes, position: position)
    }

    private func write(_ changes: Changes?, position: Int64) async throws {
        guard let changes else { return }
        let (time, before) = (ledger.now(), storedPosition)
        try await ledger.database.write { connection in
            let store = AlarmStore(connection: connection)
            guard try store.position(.events) == before else { throw Overtaken() }
            for (judgement, change) in changes.alarms {
                if let (finding, time) = change.found {
                    try store.raise(Alarm(finding, id: judgement.id, raisedAt: time))
                } else if change.wasStanding {
                    try store.withdraw(judgement.id, at: time)
                }
            }
            for (judgement, change) in changes.watches where change.due != change.wasDue {
                if let due = change.due {
                    try store.watch(judgement, due: due)
                } else {
                    try store.unwatch(judgement.id)
                }
            }
            try store.set(.events, to: position)
        }
        storedPosition = position
    }

    /// What is to be written, each as it came out last.
    private struct Changes: Sendable {
        var alarms: [Judgement: Alarming] = [:]
        var watches: [Judgement: Watching] = [:]

        struct Alarming: Sendable {
            /// As it is written.
            let wasStanding: Bool
            /// What was found, and when in microseconds since 1970; nil where it no longer is.
            var found: (finding: Finding, at: Int64)?
        }

        /// When a judgement must be made again, in milliseconds since 1970.
        struct Watching: Sendable {
            /// As it is written.
            let wasDue: Int64?
            var due: Int64?
        }
    }
}
