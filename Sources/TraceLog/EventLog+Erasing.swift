// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore
import TraceCodes
import TraceLedger
import TraceText

/// What is to be erased.
package enum ErasureTarget: Sendable {
    /// Fields of events, by the names of their JSON or of their profile; of the declarations that they are wrong too.
    case fields(eventIDs: [String], names: [String])
    /// A natural person or other party, by a code: what names it in any event, and in these events everything that
    /// is personal by the profile.
    case subject(String)
}

extension EventLog {
    /// Erases by law: what is named is no longer stored nor found, and the log still proves what is left.
    ///
    /// In one transaction; bytes that a database leaves in its file until it is written anew are the caller's.
    ///
    /// - Parameter also: what else is to be done in that transaction, where something is erased.
    /// - Returns: a notice for each event, in order of capture; what was erased before is none.
    /// - Throws: ``LogFailure`` `refused` where something may not be erased or is not there, and then nothing is;
    ///   `damaged`; ``SQLError`` `busy` where the index is being rebuilt.
    package func erase(
        _ target: ErasureTarget,
        ground: String,
        orderedBy: String,
        also: @Sendable @escaping (any SQLConnection) throws -> Void = { _ in }
    ) async throws -> [ErasureNotice] {
        try await catchUp()
        let namesakes = try await ledger.read { try Self.namesakes(target, $0) }
        let time = Timestamp(milliseconds: ledger.now() / 1000)
        let notices = try await ledger.database.write { [ledger, suite] connection in
            let store = LogStore(connection: connection, suite: suite)
            let erasers = try namesakes.map { events in
                // In order of capture.
                let first = events[0].recordTime
                return try events.map { event in
                    var eraser = try EventEraser(event, first: first, ledger, store)
                    try eraser.choose(target)
                    return eraser
                }
            }
            try Self.refuseMissing(of: target, erasers.flatMap(\.self))
            // All of one ID have the same hash.
            let erased = erasers.filter { $0.contains(where: \.hasChosen) }.flatMap(\.self)
            guard !erased.isEmpty else { return [ErasureNotice]() }
            let notices = erased.map { $0.notice(ground: ground, orderedBy: orderedBy, time: time) }
            let times = try ledger.redact(
                erased.map(\.redaction),
                notices: notices.map(\.event),
                in: connection
            )
            for (eraser, time) in zip(erased, times) { try eraser.finish(in: store, noticeTime: time) }
            try also(connection)
            return notices
        }
        ledger.noteRedaction()
        try await catchUp()
        return notices
    }

    /// The events concerned, those of one ID together: an event and the declarations that it is wrong.
    private static func namesakes(_ target: ErasureTarget, _ reader: LedgerReader) throws -> [[StoredEvent]] {
        let eventIDs: [String]
        switch target {
        case .fields(let asked, _): eventIDs = asked
        case .subject(let code):
            let links = try reader.links(of: [Sought(CanonicalCode.canonical(code))], roles: .named)
            eventIDs = try reader.events(links.map(\.number)).map(\.eventID)
        }
        // An event may be asked for twice, and by two IDs.
        var seen: Set<Int64> = []
        return try eventIDs.compactMap { eventID in
            let events = try reader.events(withID: eventID)
            guard let first = events.first else {
                throw LogFailure(.refused, "there is no event with the ID “\(eventID)”")
            }
            return seen.insert(first.recordTime).inserted ? events : nil
        }
    }

    /// A field that is asked for must be, or have been, in one of the events.
    private static func refuseMissing(of target: ErasureTarget, _ erasers: [EventEraser]) throws {
        guard case .fields(_, let names) = target else { return }
        for name in names where !erasers.contains(where: { $0.has(name) }) {
            throw LogFailure(.refused, "no event has a field “\(name)”")
        }
    }
}
