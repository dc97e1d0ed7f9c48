// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceEvents
import TraceLedger

/// The histories of identifiers as the records of a batch see them: what is stored, and what stands before them in
/// the batch.
///
/// Reads many histories at once, because one at a time would cost more than all the judging. Used by one thread.
final class BatchHistory {
    private let reader: LedgerReader
    private let book: ProfileBook
    /// By time and number.
    private var histories: [String: [StageRecord]] = [:]
    private var stored: [Int64: StageRecord?] = [:]
    /// Records of the batch by every identifier in them.
    private var own: [String: [StageRecord]] = [:]

    /// Identifiers of one query.
    private static let batchSize = 2000

    init(_ reader: LedgerReader, _ book: ProfileBook) {
        self.reader = reader
        self.book = book
    }

    /// Reads the histories of identifiers that will be asked for.
    func load(_ keys: Set<String>) throws {
        let missing = keys.filter { histories[$0] == nil }
        var rest = missing[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.batchSize)
            rest = rest.dropFirst(part.count)
            try load(part: Array(part))
        }
    }

    /// The records in which an identifier stands, by time and number.
    func records(of key: String) throws -> [StageRecord] {
        if let known = histories[key] { return known }
        try load([key])
        return histories[key] ?? []
    }

    /// From now on the record counts.
    func add(_ record: StageRecord) {
        for key in record.identifiers {
            own[key, default: []].append(record)
            histories[key]?.insert(inOrder: record)
        }
    }

    /// Takes back the record that was added last.
    func remove(_ record: StageRecord) {
        for key in record.identifiers {
            own[key]?.removeLast()
            if let place = histories[key]?.lastIndex(where: { $0.number == record.number }) {
                histories[key]?.remove(at: place)
            }
        }
    }

    private func load(part keys: [String]) throws {
        let roles: LinkRole = [
            .unit, .bizTransaction, .readPoint, .bizLocation, .source, .destination, .mention,
        ]
        var numbers: [LinkKey: [Int64]] = [:]
        for link in try reader.links(of: Set(keys.map { LinkKey($0) }), roles: roles) {
            numbers[link.key, default: []].append(link.number.rawValue)
        }
        let missing = Set(numbers.values.joined()).filter { stored[$0] == nil }
        for number in missing { stored[number] = .some(nil) }
        for event in try reader.events(missing.map(EventNumber.init(rawValue:))) where event.counts {
            let number = event.number.rawValue
            stored[number] = book.record(of: event.event, number: number, eventID: event.eventID)
        }
        for key in keys {
            // Other identifiers may share the link's key.
            let found = (numbers[LinkKey(key)] ?? []).compactMap { stored[$0] ?? nil }
                .filter { $0.mentions(key) }
            histories[key] = (found + (own[key] ?? [])).sorted { $0.isBefore($1) }
        }
    }
}

extension StageRecord {
    /// Every identifier under which the ledger would find the record, each once.
    fileprivate var identifiers: Set<String> {
        var identifiers = Set(goods.map(\.code))
        for one in [subject, place, from, to] { if let one { identifiers.insert(one) } }
        for document in documents {
            identifiers.insert(ChainTerms.document(document.type, document.number))
            for source in document.sources {
                identifiers.insert(ChainTerms.document(document.type, source.number))
            }
        }
        for value in values {
            for text in value?.texts ?? [] where text.hasPrefix("urn:") || text.hasPrefix("https://") {
                identifiers.insert(text)
            }
        }
        return identifiers
    }
}

extension [StageRecord] {
    /// Keeps the order of time and number; most records come at the end.
    fileprivate mutating func insert(inOrder record: StageRecord) {
        var (low, high) = (0, count)
        if let last, last.isBefore(record) { low = count }
        while low < high {
            let middle = (low + high) / 2
            if self[middle].isBefore(record) { low = middle + 1 } else { high = middle }
        }
        insert(record, at: low)
    }
}
