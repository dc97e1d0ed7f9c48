// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceLedger

/// Finds the records in which an identifier stands, and keeps the newest that were read.
///
/// Used by one pass at a time.
final class RecordShelf {
    private let book: ProfileBook
    private var young: [Int64: StageRecord?] = [:]
    private var old: [Int64: StageRecord?] = [:]
    /// Records that are kept in each of the two halves; the older half is dropped when the younger is full.
    private static let capacity = 40_000

    init(book: ProfileBook) {
        self.book = book
    }

    /// What an event says in the words of its profile; nil where it is of none, or no longer counts.
    func record(of stored: StoredEvent) -> StageRecord? {
        guard stored.counts else { return nil }
        if let known = known(stored.number.rawValue) { return known }
        let record = book.record(of: stored.event, number: stored.number.rawValue, eventID: stored.eventID)
        keep(stored.number.rawValue, record)
        return record
    }

    /// Forgets an event, because it was declared wrong.
    func forget(_ number: Int64) {
        young[number] = nil
        old[number] = nil
    }

    /// The records of an identifier in order of time and number.
    func records(of key: String, _ reader: LedgerReader) throws -> [StageRecord] {
        try records(of: key, from: .first, through: .last, reader)
    }

    /// Those between two instants, in milliseconds since 1970.
    func records(of key: String, within span: ClosedRange<Int64>, _ reader: LedgerReader) throws
        -> [StageRecord]
    {
        let (first, last) = (EventNumber(firstAt: span.lowerBound), EventNumber(lastAt: span.upperBound))
        return try records(of: key, from: first, through: last, reader)
    }

    private func records(
        of key: String,
        from first: EventNumber,
        through last: EventNumber,
        _ reader: LedgerReader
    ) throws -> [StageRecord] {
        let roles: LinkRole = [
            .unit, .bizTransaction, .readPoint, .bizLocation, .source, .destination, .mention,
        ]
        let links = try reader.links(of: [LinkKey(key)], roles: roles, from: first, through: last)
        var found: [StageRecord] = []
        var missing: [EventNumber] = []
        for link in links {
            if let record = known(link.number.rawValue) {
                if let record { found.append(record) }
            } else {
                missing.append(link.number)
            }
        }
        for stored in try reader.events(missing) {
            if let record = record(of: stored) {
                found.append(record)
            } else {
                keep(stored.number.rawValue, nil)
            }
        }
        // Other identifiers may share the key.
        return found.filter { $0.mentions(key) }.sorted { $0.isBefore($1) }
    }

    /// A record by its number; nil where there is none that counts.
    func record(_ number: Int64, _ reader: LedgerReader) throws -> StageRecord? {
        if let known = known(number) { return known }
        return try reader.events([EventNumber(rawValue: number)]).first.flatMap(record(of:))
    }

    private func known(_ number: Int64) -> StageRecord?? {
        if let record = young[number] { return record }
        guard let record = old[number] else { return nil }
        keep(number, record)
        return record
    }

    private func keep(_ number: Int64, _ record: StageRecord?) {
        if young.count >= Self.capacity {
            old = young
            young = [:]
        }
        young[number] = .some(record)
    }
}
