// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import Synchronization
import TraceEvents
import TraceText

/// Writes submissions inside one transaction.
struct LedgerAppender: Sendable {
    private let clock: @Sendable () -> Int64
    private let seenTerms = TermMemory()
    private let codec: BodyCodec

    /// - Parameter clock: microseconds since 1970.
    init(codec: BodyCodec, clock: @escaping @Sendable () -> Int64) {
        self.codec = codec
        self.clock = clock
    }

    /// What one transaction wrote.
    struct Written: Sendable {
        var results: [AppendResult] = []
        var newTerms: Set<Term> = []
        var fresh: [FreshRecords.Fresh] = []
    }

    func append(_ submissions: [Submission], in connection: any SQLConnection) throws -> Written {
        var transaction = try Transaction(connection: connection, codec: codec, now: clock())
        var written = Written()
        for submission in submissions {
            let outcomes = try transaction.append(submission)
            let job = try submission.job.map {
                try transaction.record($0, of: submission, outcomes: outcomes)
            }
            written.results.append(AppendResult(outcomes: outcomes, job: job))
        }
        written.newTerms = seenTerms.unseen(transaction.terms)
        written.fresh = transaction.fresh
        try transaction.finish(newTerms: written.newTerms)
        return written
    }

    /// Call when the transaction is on disk.
    func committed(_ written: Written) { seenTerms.remember(written.newTerms) }
}

/// The terms known to be stored, so that they are not written with every event.
final class TermMemory: Sendable {
    private let terms = Mutex<Set<Term>>([])
    /// Beyond this the memory starts again; writing a term twice is harmless.
    private static let limit = 100_000

    func unseen(_ candidates: Set<Term>) -> Set<Term> { terms.withLock { candidates.subtracting($0) } }

    func remember(_ stored: Set<Term>) {
        terms.withLock {
            if $0.count > Self.limit { $0.removeAll() }
            $0.formUnion(stored)
        }
    }
}

private struct Transaction {
    let connection: any SQLConnection
    let codec: BodyCodec
    let now: Int64
    var recordTime: Int64
    /// The link rows of the whole commit, written in key order at its end: neighbours share pages.
    var links: [(key: Int64, event: Int64, role: Int64)] = []
    /// The events of this commit by ID, which the link table does not show yet.
    var written: [LinkKey: [Known]] = [:]
    var terms: Set<Term> = []
    var fresh: [FreshRecords.Fresh] = []

    /// An event that has the ID in question.
    struct Known {
        let number: Int64
        let recordTime: Int64
        let hash: [UInt8]
        let eventID: String
        let declaration: DeclarationMark?
    }

    init(connection: any SQLConnection, codec: BodyCodec, now: Int64) throws {
        self.connection = connection
        self.codec = codec
        self.now = now
        let last = try connection.row("SELECT max(record_time) FROM event") { $0.optionalInteger(0) } ?? nil
        // Each event has its own record time, later than every earlier one: it is the order of capture.
        recordTime = max(now, (last ?? 0) + 1)
    }

    mutating func append(_ submission: Submission) throws -> [AppendOutcome] {
        var outcomes: [AppendOutcome] = []
        var inDocument: [LinkKey: [IdentifiedEvent]] = [:]
        var known: [[Known]] = []
        for event in submission.events {
            let others = try stored(withIDOf: event)
            let earlier = inDocument[event.idKey, default: []].filter { $0.eventID == event.eventID }
            known.append(others)
            outcomes.append(judge(event, among: others, earlier: earlier))
            inDocument[event.idKey, default: []].append(event)
        }
        let isRefused = outcomes.contains(.idTaken) || submission.job?.refused.isEmpty == false
        if submission.behaviour == .rollback, isRefused {
            return outcomes.map { $0 == .idTaken ? .idTaken : .rolledBack }
        }
        for (position, event) in submission.events.enumerated() where outcomes[position] == .rolledBack {
            outcomes[position] = try write(event, beside: known[position])
        }
        try write(submission.vocabularies)
        return outcomes
    }

    /// Whether an event may be written (`rolledBack` stands for "not yet"), is there already, or conflicts.
    ///
    /// Under one ID there is one event and any number of different declarations that it is wrong.
    private func judge(_ event: IdentifiedEvent, among stored: [Known], earlier: [IdentifiedEvent])
        -> AppendOutcome
    {
        if let same = stored.first(where: { $0.declaration == event.declaration }) {
            return same.hash == event.hash || event.declaration != nil
                ? .repeated(EventNumber(rawValue: same.number), recordTime: same.recordTime) : .idTaken
        }
        let conflicts = earlier.contains {
            event.declaration == nil && $0.declaration == nil && $0.hash != event.hash
        }
        return conflicts ? .idTaken : .rolledBack
    }

    private func stored(withIDOf event: IdentifiedEvent) throws -> [Known] {
        var found = written[event.idKey, default: []].filter { $0.eventID == event.eventID }
        let numbers = try connection.rows(
            "SELECT event_no, role FROM link WHERE link_key = $1",
            [.integer(event.idKey.rawValue)]
        ) { (number: $0.integer(0), role: LinkRole(rawValue: $0.integer(1))) }
        for row in numbers where row.role.contains(.eventID) {
            if let known = try load(row.number), known.eventID == event.eventID { found.append(known) }
        }
        return found
    }

    private func load(_ number: Int64) throws -> Known? {
        let row = try connection.row(
            "SELECT record_time, hash, body FROM event WHERE event_no = $1",
            [.integer(number)]
        ) { (recordTime: $0.integer(0), hash: $0.blob(1), body: $0.blob(2)) }
        guard let row else { return nil }
        let event = try codec.event(row.body)
        return Known(
            number: number,
            recordTime: row.recordTime,
            hash: row.hash,
            eventID: event.eventID ?? EventHash.uri(digest: row.hash),
            declaration: event.errorDeclaration.map(DeclarationMark.init)
        )
    }

    private mutating func write(_ event: IdentifiedEvent, beside known: [Known]) throws -> AppendOutcome {
        // The same event may stand twice in one document: the first is written, the second recognised here.
        if let twin = written[event.idKey]?.first(where: {
            $0.eventID == event.eventID && $0.declaration == event.declaration
        }) {
            return .repeated(EventNumber(rawValue: twin.number), recordTime: twin.recordTime)
        }
        let number = try insert(event)
        let ownTime = recordTime
        recordTime += 1
        for link in event.links { links.append((link.key.rawValue, number, link.role.rawValue)) }
        terms.formUnion(event.terms)
        let others = known + written[event.idKey, default: []].filter { $0.eventID == event.eventID }
        try declare(event, number: number, beside: others)
        if event.declaration == nil, others.allSatisfy({ $0.declaration == nil }) {
            let record = event.record.map { $0.number == number ? $0 : $0.numbered(number) }
            fresh.append(
                FreshRecords.Fresh(number: EventNumber(rawValue: number), record: record, recordTime: ownTime)
            )
        }
        written[event.idKey, default: []].append(
            Known(
                number: number,
                recordTime: ownTime,
                hash: event.hash,
                eventID: event.eventID,
                declaration: event.declaration
            )
        )
        return .stored(EventNumber(rawValue: number), recordTime: ownTime)
    }

    /// Inserts the row at the first free number.
    private func insert(_ event: IdentifiedEvent) throws -> Int64 {
        var number = event.number.rawValue
        while true {
            let inserted = try connection.execute(
                """
                INSERT INTO event(event_no, record_time, kind, action, biz_step, disposition, hash, body)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (event_no) DO NOTHING
                """,
                [
                    .integer(number), .integer(recordTime), .integer(event.kind), .integer(event.action),
                    .integer(event.bizStep), .integer(event.disposition), .blob(event.hash),
                    .blob(event.body),
                ]
            )
            if inserted > 0 { return number }
            number += 1
        }
    }

    /// Notes which event a declaration declares wrong, whichever of the two came first.
    private func declare(_ event: IdentifiedEvent, number: Int64, beside others: [Known]) throws {
        for other in others.sorted(by: { $0.recordTime < $1.recordTime })
        where (other.declaration == nil) != (event.declaration == nil) {
            let (wrong, declaration) =
                event.declaration == nil ? (number, other.number) : (other.number, number)
            try ErrorDeclarationRow.insert(
                wrong: EventNumber(rawValue: wrong),
                declaration: EventNumber(rawValue: declaration),
                in: connection
            )
        }
    }

    private func write(_ vocabularies: [Vocabulary]) throws {
        for vocabulary in vocabularies {
            for element in vocabulary.elements {
                try MasterDataRow.write(element, type: vocabulary.type, in: connection)
            }
        }
    }

    func record(_ job: Submission.Job, of submission: Submission, outcomes: [AppendOutcome]) throws
        -> CaptureJob
    {
        let taken = zip(submission.events, outcomes).compactMap { event, outcome in
            outcome == .idTaken
                ? CaptureJob.Problem(
                    type: "ResourceAlreadyExistsException",
                    detail: "another event with the ID \(event.eventID) is stored already",
                    pointer: job.pointers[event.index]
                ) : nil
        }
        let errors = job.refused + taken
        let record = CaptureJob(
            id: job.id,
            createdAt: submission.receivedAt,
            finishedAt: max(now, submission.receivedAt),
            behaviour: submission.behaviour,
            success: errors.isEmpty,
            stored: outcomes.count { if case .stored = $0 { true } else { false } },
            repeated: outcomes.count { if case .repeated = $0 { true } else { false } },
            errors: errors
        )
        try CaptureJobRow.insert(record, in: connection)
        return record
    }

    mutating func finish(newTerms: Set<Term>) throws {
        links.sort { ($0.key, $0.event) < ($1.key, $1.event) }
        var flat: [Int64] = []
        flat.reserveCapacity(links.count * 3)
        for link in links {
            flat.append(link.key)
            flat.append(link.event)
            flat.append(link.role)
        }
        try connection.insert(into: "link", columns: ["link_key", "event_no", "role"], integers: flat)
        for term in newTerms {
            try connection.execute(
                "INSERT INTO term(kind, value) VALUES ($1, $2) ON CONFLICT (kind, value) DO NOTHING",
                [.integer(term.kind.rawValue), .text(term.value)]
            )
        }
    }
}
