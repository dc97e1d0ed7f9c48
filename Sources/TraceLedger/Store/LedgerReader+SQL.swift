// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import SQLStore
package import TraceEvents
import TraceText

/// Reads the ledger on one snapshot.
///
/// For the public every event passes through ``lens`` where it is read. Index entries do not: what is found by them
/// is only where to look.
package struct LedgerReader {
    let connection: any SQLConnection
    let codec: BodyCodec
    /// The profiles in whose words events speak; nil: none.
    package let profiles: ProfileBook?
    /// What the public may see; nil for who may see everything.
    private(set) var lens: PublicLens?
    let blockMarks = BlockMarks()

    init(connection: any SQLConnection, codec: BodyCodec, profiles: ProfileBook?) {
        self.connection = connection
        self.codec = codec
        self.profiles = profiles
    }

    /// For whom this reads.
    package var audience: Audience { lens == nil ? .operator : .public }

    /// From now on shows what the public may see.
    mutating func show(by register: (any PublicRegister)?) {
        let connection = connection
        lens = PublicLens(book: profiles, register: register) { identity in
            try connection.row(
                "SELECT 1 FROM link WHERE link_key = $1 AND role & $2 <> 0 LIMIT 1",
                [.integer(GuardMark.key(of: identity).rawValue), .integer(LinkRole.guarded.rawValue)]
            ) { $0.integer(0) } != nil
        }
    }

    /// Whether this reader may tell that an identifier occurs.
    package func tells(_ identifier: String) throws -> Bool {
        try lens?.visibility(of: identifier) ?? .public == .public
    }

    /// Several events, in order of number; a number that is not stored is left out.
    package func events(_ numbers: some Collection<EventNumber>) throws -> [StoredEvent] {
        try events(
            where: "event.event_no \(connection.dialect.among("$1"))",
            [.integers(numbers.map(\.rawValue))],
            order: "event.event_no"
        )
    }

    /// The same of very many one by one, for who keeps little of each.
    package func events(_ numbers: some Collection<EventNumber>, _ event: (StoredEvent) throws -> Void) throws
    {
        for batch in numbers.sorted().batches(of: Self.batch) {
            guard lens == nil else {
                try events(batch).forEach(event)
                continue
            }
            try forEachWholeEvent(
                where: "event.event_no \(connection.dialect.among("$1"))",
                [.integers(batch.map(\.rawValue))],
                order: "event.event_no",
                event
            )
        }
    }

    /// How many keys or numbers are asked for with one statement.
    static let batch = 4096

    /// Which events were captured next after a record time in microseconds since 1970, in order of capture.
    ///
    /// - Parameter end: ``Ledger/settledTime()``.
    package func captured(after recordTime: Int64, through end: Int64, limit: Int) throws -> [(
        number: EventNumber, recordTime: Int64
    )] {
        try connection.rows(
            """
            SELECT event_no, record_time FROM event WHERE record_time > $1 AND record_time <= $2
            ORDER BY record_time LIMIT $3
            """,
            [.integer(recordTime), .integer(end), .integer(Int64(limit))]
        ) { (EventNumber(rawValue: $0.integer(0)), $0.integer(1)) }
    }

    /// Every event with an ID: the event itself and declarations that it is wrong, in order of capture.
    package func events(withID eventID: String) throws -> [StoredEvent] {
        let stored = try storedID(ofPublic: eventID) ?? eventID
        let links = try links(of: [Sought(stored)], roles: .eventID)
        let shown = lens == nil ? stored : eventID
        return try events(links.map(\.number)).filter { $0.eventID == shown }.sorted {
            $0.recordTime < $1.recordTime
        }
    }

    func events(where condition: String, _ values: [SQLValue], order: String, limit: Int? = nil) throws
        -> [StoredEvent]
    {
        let events = try wholeEvents(where: condition, values, order: order, limit: limit)
        guard let lens else { return events }
        return try events.compactMap { try lens.shown($0, publicID: publicID) }
    }

    /// Events as they are stored, whoever asks: leaves this type only by ``events(where:_:order:limit:)``.
    private func wholeEvents(
        where condition: String,
        _ values: [SQLValue],
        order: String,
        limit: Int? = nil
    ) throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        try forEachWholeEvent(where: condition, values, order: order, limit: limit) { events.append($0) }
        return events
    }

    private func forEachWholeEvent(
        where condition: String,
        _ values: [SQLValue],
        order: String,
        limit: Int? = nil,
        _ event: (StoredEvent) throws -> Void
    ) throws {
        let limit = limit.map { " LIMIT \($0)" } ?? ""
        try connection.query(
            """
            SELECT event.event_no, record_time, hash, body, declaration_no
            FROM event LEFT JOIN error_declaration ON error_declaration.event_no = event.event_no
            WHERE \(condition) ORDER BY \(order)\(limit)
            """,
            values
        ) {
            try event(stored($0))
            return true
        }
    }

    func stored(_ row: any SQLRow) throws -> StoredEvent {
        let hash = row.blob(2)
        let recordTime = row.integer(1)
        var event = try codec.event(row.blob(3))
        event.eventID = event.eventID ?? EventHash.uri(digest: hash)
        event.recordTime = Timestamp(milliseconds: recordTime / 1000)
        return StoredEvent(
            number: EventNumber(rawValue: row.integer(0)),
            recordTime: recordTime,
            hash: hash,
            event: event,
            declaredWrongBy: row.optionalInteger(4).map { EventNumber(rawValue: $0) }
        )
    }

    /// An event and the declarations that it is wrong have one ID, that of the first.
    private func publicID(of stored: StoredEvent) throws -> String {
        var first = stored.recordTime
        if stored.declaredWrongBy != nil || stored.event.errorDeclaration != nil {
            let links = try links(of: [Sought(stored.eventID)], roles: .eventID)
            first = try heads(links.map(\.number)).map(\.recordTime).min() ?? first
        }
        return PublicEventID.of(first)
    }

    /// The ID under which an event is stored that the public knows by another; nil for IDs that are their own.
    ///
    /// Whoever may see everything follows the links of public pages too.
    func storedID(ofPublic eventID: String) throws -> String? {
        guard let time = PublicEventID.recordTime(of: eventID) else { return nil }
        return try wholeEvents(where: "record_time = $1", [.integer(time)], order: "record_time").first?
            .eventID
    }

    /// What is known of an identifier, newest statement for each type of master data.
    package func masterData(_ id: String) throws -> [(type: String, element: VocabularyElement)] {
        try tells(id) ? MasterDataRow.find(id, in: connection) : []
    }

    /// An identifier and everything that master data places below it, canonical.
    package func descendants(of id: String) throws -> Set<String> {
        try MasterDataRow.descendants(of: id, in: connection)
    }

    /// The capture job with an ID, where there is one.
    package func captureJob(_ id: String) throws -> CaptureJob? {
        lens == nil ? try CaptureJobRow.find(id, in: connection) : nil
    }

    /// Capture jobs, newest first; `before` is the ID of the last job of the page before.
    package func captureJobs(before: String?, limit: Int) throws -> [CaptureJob] {
        lens == nil ? try CaptureJobRow.list(before: before, limit: limit, in: connection) : []
    }

    /// The values of a dimension that occur in any event, in order; `after` is the last of the page before.
    func storedTerms(_ kind: Term.Kind, after: String?, limit: Int) throws -> [String] {
        try connection.rows(
            "SELECT value FROM term WHERE kind = $1 AND value > $2 ORDER BY value LIMIT $3",
            [.integer(kind.rawValue), .text(after ?? ""), .integer(Int64(limit))]
        ) { $0.text(0) }
    }

    /// Whether a value occurs in any stored event.
    func isStored(_ term: Term) throws -> Bool {
        try connection.row(
            "SELECT 1 FROM term WHERE kind = $1 AND value = $2",
            [.integer(term.kind.rawValue), .text(term.value)]
        ) { $0.integer(0) } != nil
    }

    /// The record time of the newest event, in microseconds since 1970; 0 where there is none.
    package func lastRecordTime() throws -> Int64 {
        try connection.row("SELECT max(record_time) FROM event") { $0.optionalInteger(0) }.flatMap(\.self)
            ?? 0
    }

    /// How many events are stored; reads the whole table.
    package func eventCount() throws -> Int {
        try connection.row("SELECT count(*) FROM event") { Int($0.integer(0)) } ?? 0
    }
}
