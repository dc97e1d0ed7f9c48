// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import TraceEvents

/// One commit of many submissions: what is stored of their events is looked up at once, each event is judged in
/// memory, and the rows of all are written at once.
///
/// So the questions to the database are as many for ten thousand events as for one; each is a journey where the
/// database is a server. Nobody else writes meanwhile (``SQLDatabase/write(_:)``), so what was looked up stays true.
struct AppendTransaction {
    private let connection: any SQLConnection
    private let now: Int64
    private var recordTime: Int64
    /// The events with the IDs of this commit, stored before or by it.
    private var known: [LinkKey: [Known]] = [:]
    /// The numbers that events of this commit would like and cannot have.
    private var taken: Set<Int64> = []
    private var rows: [[SQLValue]] = []
    private var links: [(key: Int64, event: Int64, role: Int64)] = []
    private var blockMarks: Set<LinkKey> = []
    private(set) var terms: Set<Term> = []
    private(set) var fresh: [FreshRecords.Fresh] = []

    /// An event that has the ID in question.
    fileprivate struct Known {
        let number: Int64
        let recordTime: Int64
        let hash: [UInt8]
        let eventID: String
        let declaration: DeclarationMark?

        var repeated: AppendOutcome { .repeated(EventNumber(rawValue: number), recordTime: recordTime) }
    }

    init(of submissions: [Submission], in connection: any SQLConnection, codec: BodyCodec, now: Int64) throws
    {
        self.connection = connection
        self.now = now
        let last = try connection.row("SELECT max(record_time) FROM event") { $0.optionalInteger(0) } ?? nil
        // Each event has its own record time, later than every earlier one: it is the order of capture.
        recordTime = max(now, (last ?? 0) + 1)
        let events = submissions.lazy.flatMap(\.events)
        guard !events.isEmpty else { return }
        try findKnown(events.map(\.idKey.rawValue), codec)
        try findTaken(events.map(\.number.rawValue))
    }

    mutating func append(_ submission: Submission) throws -> [AppendOutcome] {
        var outcomes: [AppendOutcome] = []
        outcomes.reserveCapacity(submission.events.count)
        // The hash of the first event of each ID, which is the one to be written.
        var inDocument: [String: [UInt8]] = [:]
        for event in submission.events {
            outcomes.append(judge(event, first: inDocument[event.eventID]))
            if submission.events.count > 1, event.declaration == nil, inDocument[event.eventID] == nil {
                inDocument[event.eventID] = event.hash
            }
        }
        let isRefused = outcomes.contains(.idTaken) || submission.job?.refused.isEmpty == false
        if submission.behaviour == .rollback, isRefused {
            return outcomes.map { $0 == .idTaken ? .idTaken : .rolledBack }
        }
        for (position, event) in submission.events.enumerated() where outcomes[position] == .rolledBack {
            outcomes[position] = try write(event)
        }
        try write(submission.vocabularies)
        return outcomes
    }

    /// Whether an event may be written (`rolledBack` stands for "not yet"), is there already, or conflicts.
    ///
    /// Under one ID there is one event and any number of different declarations that it is wrong.
    ///
    /// - Parameter first: the hash of the event of the same document that has the ID already.
    private func judge(_ event: IdentifiedEvent, first: [UInt8]?) -> AppendOutcome {
        if let same = others(beside: event).first(where: { $0.declaration == event.declaration }) {
            return same.hash == event.hash || event.declaration != nil ? same.repeated : .idTaken
        }
        guard event.declaration == nil, let first, first != event.hash else { return .rolledBack }
        return .idTaken
    }

    /// The events and declarations with the same ID.
    private func others(beside event: IdentifiedEvent) -> [Known] {
        known[event.idKey]?.filter { $0.eventID == event.eventID } ?? []
    }

    private mutating func write(_ event: IdentifiedEvent) throws -> AppendOutcome {
        let others = others(beside: event)
        // The same event may stand twice in one document: the first is written, the second recognised here.
        if let twin = others.first(where: { $0.declaration == event.declaration }) { return twin.repeated }
        let own = Known(
            number: try freeNumber(for: event),
            recordTime: recordTime,
            hash: event.hash,
            eventID: event.eventID,
            declaration: event.declaration
        )
        recordTime += 1
        rows.append([
            .integer(own.number), .integer(own.recordTime), .integer(event.kind), .integer(event.action),
            .integer(event.bizStep), .integer(event.disposition), .blob(event.hash), .blob(event.body),
        ])
        for link in event.links { links.append((link.key.rawValue, own.number, link.role.rawValue)) }
        blockMarks.formUnion(event.blockMarks)
        terms.formUnion(event.terms)
        try declare(own, beside: others)
        if event.declaration == nil, others.allSatisfy({ $0.declaration == nil }) {
            let record = event.record.map { $0.number == own.number ? $0 : $0.with(number: own.number) }
            fresh.append(
                FreshRecords.Fresh(
                    number: EventNumber(rawValue: own.number),
                    record: record,
                    recordTime: own.recordTime
                )
            )
        }
        known[event.idKey, default: []].append(own)
        return .stored(EventNumber(rawValue: own.number), recordTime: own.recordTime)
    }

    private mutating func freeNumber(for event: IdentifiedEvent) throws -> Int64 {
        var number = event.number.rawValue
        while taken.contains(number) {
            number += 1
            try findTaken([number])
        }
        taken.insert(number)
        return number
    }

    /// Notes which event a declaration declares wrong, whichever of the two came first.
    private func declare(_ event: Known, beside others: [Known]) throws {
        for other in others.sorted(by: { $0.recordTime < $1.recordTime })
        where (other.declaration == nil) != (event.declaration == nil) {
            let (wrong, declaration) = event.declaration == nil ? (event, other) : (other, event)
            try ErrorDeclarationRow.insert(
                wrong: EventNumber(rawValue: wrong.number),
                declaration: EventNumber(rawValue: declaration.number),
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
        let record = CaptureJob(job, of: submission, outcomes: outcomes, finishedAt: now)
        try CaptureJobRow.insert(record, in: connection)
        return record
    }

    /// Writes the rows, those of the index in key order: neighbours share pages.
    mutating func finish(newTerms: Set<Term>) throws {
        try connection.insert(into: "event", columns: Self.eventColumns, rows: rows)
        for mark in try connection.missing(blockMarks, in: "link") {
            links.append((mark.key.rawValue, mark.number.rawValue, mark.role.rawValue))
        }
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

    private static let eventColumns = [
        "event_no", "record_time", "kind", "action", "biz_step", "disposition", "hash", "body",
    ]
}

extension AppendTransaction {
    /// Reads every event whose ID has one of the keys.
    private mutating func findKnown(_ keys: [Int64], _ codec: BodyCodec) throws {
        let among = connection.dialect.among("$1")
        let found = try connection.rows(
            "SELECT link_key, event_no FROM link WHERE link_key \(among) AND role & $2 <> 0",
            [.integers(keys), .integer(LinkRole.eventID.rawValue)]
        ) { (key: LinkKey(rawValue: $0.integer(0)), number: $0.integer(1)) }
        guard !found.isEmpty else { return }
        let keyOfNumber = Dictionary(
            found.map { ($0.number, $0.key) },
            uniquingKeysWith: { first, _ in first }
        )
        try connection.query(
            "SELECT event_no, record_time, hash, body FROM event WHERE event_no \(among)",
            [.integers(found.map(\.number))]
        ) { row in
            guard let key = keyOfNumber[row.integer(0)] else { return true }
            let hash = row.blob(2)
            let event = try codec.event(row.blob(3))
            known[key, default: []].append(
                Known(
                    number: row.integer(0),
                    recordTime: row.integer(1),
                    hash: hash,
                    eventID: event.eventID ?? EventHash.uri(digest: hash),
                    declaration: event.errorDeclaration.map(DeclarationMark.init)
                )
            )
            return true
        }
    }

    /// Asks which numbers events have already.
    private mutating func findTaken(_ numbers: [Int64]) throws {
        try connection.query(
            "SELECT event_no FROM event WHERE event_no \(connection.dialect.among("$1"))",
            [.integers(numbers)]
        ) {
            taken.insert($0.integer(0))
            return true
        }
    }
}

extension CaptureJob {
    /// What became of a submission.
    fileprivate init(
        _ job: Submission.Job,
        of submission: Submission,
        outcomes: [AppendOutcome],
        finishedAt: Int64
    ) {
        let taken = zip(submission.events, outcomes).compactMap { event, outcome in
            outcome == .idTaken
                ? CaptureJob.Problem(
                    type: "ResourceAlreadyExistsException",
                    detail: "another event with the ID \(event.eventID) is stored already",
                    pointer: job.pointers[event.index]
                ) : nil
        }
        let errors = job.refused + taken
        self.init(
            id: job.id,
            createdAt: submission.receivedAt,
            finishedAt: max(finishedAt, submission.receivedAt),
            behaviour: submission.behaviour,
            success: errors.isEmpty,
            stored: outcomes.count { if case .stored = $0 { true } else { false } },
            repeated: outcomes.count { if case .repeated = $0 { true } else { false } },
            errors: errors
        )
    }
}
