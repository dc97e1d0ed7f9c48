// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore
import TraceCodes
package import TraceEvents

/// What takes the place of a stored event of which parts are erased by law.
package struct Redaction: Sendable {
    package let number: EventNumber
    /// The JSON that is left, with an ID in it.
    package let body: [UInt8]

    package init(number: EventNumber, body: [UInt8]) {
        self.number = number
        self.body = body
    }
}

extension Ledger {
    /// Puts what is left in the place of events, without their hash, takes what is gone out of the indexes, and
    /// captures the notices of it, all in the caller's transaction. Call ``noteRedaction()`` when that is on disk.
    ///
    /// - Returns: the record times of the notices.
    /// - Throws: ``LedgerError`` `corrupt`; ``SQLError`` `busy` where a rebuild is under way, whose tables hold what
    ///   is to go.
    package func redact(
        _ redactions: [Redaction],
        notices: [Event],
        in connection: any SQLConnection
    ) throws -> [Int64] {
        let isRebuilding = try connection.row("SELECT 1 FROM rebuilding", [], { $0.integer(0) }) != nil
        guard !isRebuilding else {
            throw SQLError(.busy, "the index is being rebuilt: let `qiongsu rebuild` end first")
        }
        let submission = Submission(
            events: notices.enumerated().map {
                IdentifiedEvent($1, index: $0, codec: codec, profiles: profiles)
            },
            vocabularies: [],
            behaviour: .rollback,
            receivedAt: clock()
        )
        let written = try LedgerAppender(codec: codec, clock: clock).append([submission], in: connection)
        let times = written.results.flatMap(\.outcomes).compactMap { outcome in
            if case .stored(_, let time) = outcome { time } else { nil }
        }
        guard times.count == notices.count else {
            throw SQLError(.busy, "the same was erased at this very moment: try again")
        }
        for redaction in redactions { try redact(redaction, in: connection) }
        return times
    }

    /// Tells everybody in this process that what was read before may no longer be shown; others see the notices.
    package func noteRedaction() { noteCommit() }

    private func redact(_ redaction: Redaction, in connection: any SQLConnection) throws {
        let old: SQLValue = .integer(redaction.number.rawValue)
        let row = try connection.row(
            "SELECT record_time, kind, action, biz_step, disposition, hash, body FROM event WHERE event_no = $1",
            [old]
        ) { row in (columns: (0..<5).map { row.integer($0) }, hash: row.blob(5), body: row.blob(6)) }
        guard let row else { throw LedgerError(.corrupt, "an event that is to be erased from is gone") }
        let packed = codec.pack(redaction.body)
        let (whole, left) = (try codec.event(row.body), try codec.event(packed))
        let wholeID = whole.eventID ?? EventHash.uri(digest: row.hash)
        guard let id = left.eventID else {
            throw LedgerError(.corrupt, "an event that is erased from would have no ID")
        }
        // Where the ID was the hash, the number holds 20 bits of it.
        let number = id == wholeID ? redaction.number : try freeNumber(for: id, at: left, in: connection)
        // Deleted and written anew: a distributed database does not change the columns that it distributes by.
        // What was captured by an older program has no blocks.
        let gone = [true, false].flatMap {
            EventLinks(of: whole, eventID: wholeID, profiles: profiles, joinsBlocks: $0).links
        }
        try connection.execute(
            "DELETE FROM link WHERE event_no = $1 AND link_key \(connection.dialect.among("$2"))",
            [old, .integers(Array(Set(gone.map(\.key.rawValue))))]
        )
        try connection.execute("DELETE FROM event WHERE event_no = $1", [old])
        try connection.insert(
            into: "event",
            columns: [
                "event_no", "record_time", "kind", "action", "biz_step", "disposition", "hash", "body",
            ],
            rows: [
                [.integer(number.rawValue)] + row.columns.map(SQLValue.integer) + [.blob([]), .blob(packed)]
            ]
        )
        let kept = EventLinks(of: left, eventID: id, profiles: profiles, joinsBlocks: false).links
        try connection.insert(
            into: "link",
            columns: ["link_key", "event_no", "role"],
            integers: kept.flatMap { [$0.key.rawValue, number.rawValue, $0.role.rawValue] }
        )
        if number != redaction.number { try renumber(redaction.number, to: number, in: connection) }
        try forget(Set(Term.all(of: whole)).subtracting(Term.all(of: left)), in: connection)
    }

    private func freeNumber(for id: String, at event: Event, in connection: any SQLConnection) throws
        -> EventNumber
    {
        var number = EventNumber(time: event.eventTime, identity: LinkKey(id)).rawValue
        while try connection.row(
            "SELECT 1 FROM event WHERE event_no = $1",
            [.integer(number)],
            { $0.integer(0) }
        ) != nil { number += 1 }
        return EventNumber(rawValue: number)
    }

    private func renumber(_ old: EventNumber, to new: EventNumber, in connection: any SQLConnection) throws {
        let rows = try connection.rows(
            "SELECT event_no, declaration_no FROM error_declaration WHERE event_no = $1 OR declaration_no = $1",
            [.integer(old.rawValue)]
        ) { (EventNumber(rawValue: $0.integer(0)), EventNumber(rawValue: $0.integer(1))) }
        for (wrong, declaration) in rows {
            try connection.execute(
                "DELETE FROM error_declaration WHERE event_no = $1",
                [.integer(wrong.rawValue)]
            )
            try ErrorDeclarationRow.insert(
                wrong: wrong == old ? new : wrong,
                declaration: declaration == old ? new : declaration,
                in: connection
            )
        }
    }

    /// Takes places out of the lists that no event names any more.
    private func forget(_ terms: Set<Term>, in connection: any SQLConnection) throws {
        for term in terms where [.readPoint, .bizLocation].contains(term.kind) {
            let role: LinkRole = term.kind == .readPoint ? .readPoint : .bizLocation
            let key = LinkKey(CanonicalCode.canonical(term.value))
            let others = try connection.row(
                "SELECT 1 FROM link WHERE link_key = $1 AND role & $2 <> 0 LIMIT 1",
                [.integer(key.rawValue), .integer(role.rawValue)]
            ) { $0.integer(0) }
            guard others == nil else { continue }
            try connection.execute(
                "DELETE FROM term WHERE kind = $1 AND value = $2",
                [.integer(term.kind.rawValue), .text(term.value)]
            )
        }
    }
}
