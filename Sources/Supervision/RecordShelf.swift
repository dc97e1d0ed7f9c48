// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceLedger

/// The histories of identifiers: the records in which each of them stands, by time and number.
///
/// What was read is kept until it is too much. Whoever keeps a shelf while the ledger grows tells it of every event
/// that was captured and of every one that was declared wrong. Used by one thread at a time.
final class RecordShelf {
    private let book: ProfileBook
    private let capacity: Int
    /// What was used since the older half was dropped, and what was used before.
    private var young = Half()
    private var old = Half()
    /// Records that count though the ledger does not hold them, by each of their identifiers.
    private var unstored: [String: [StageRecord]] = [:]
    /// Of the records that were read before their turn to be checked, the numbers.
    private var ahead: Set<Int64> = []
    /// The record time up to which events have had their turn, in microseconds since 1970.
    var horizon = Int64.max

    private struct Half {
        var histories: [String: [StageRecord]] = [:]
        var reports: [String: Reports] = [:]
        var records: [Int64: StageRecord?] = [:]
        var weight = 0
    }

    /// What a party reported from an instant on, in milliseconds since 1970: the whole has no beginning.
    private struct Reports {
        let start: Int64
        var records: [StageRecord]

        mutating func insert(inOrder record: StageRecord) {
            if record.time >= start { records.insert(inOrder: record) }
        }

        mutating func remove(_ record: StageRecord) { records.remove(record) }
    }

    /// How much more of what a party reported before is read: 30 days, in milliseconds.
    private static let margin: Int64 = 30 * 86_400_000
    /// Identifiers of one query.
    private static let batchSize = 2000
    /// So many goods are looked through faster than they are put into a set.
    private static let fewGoods = 8
    private static let roles: LinkRole = [
        .unit, .bizTransaction, .readPoint, .bizLocation, .source, .destination, .mention,
    ]

    /// - Parameter capacity: what each of two halves holds, in identifiers; a record counts as six.
    init(book: ProfileBook, capacity: Int = .max) {
        self.book = book
        self.capacity = capacity
    }

    func clear() {
        young = Half()
        old = Half()
        unstored = [:]
        ahead = []
    }

    // MARK: Reading

    /// What an event says in the words of its profile; nil where it is of none, or no longer counts.
    func record(of stored: StoredEvent) -> StageRecord? {
        if let known = kept(stored.number.rawValue) { return known }
        // What a declaration takes back is found at its turn.
        guard stored.event.errorDeclaration == nil else { return nil }
        let record =
            stored.counts
            ? book.record(of: stored.event, number: stored.number.rawValue, eventID: stored.eventID) : nil
        put(stored.number, record, recordTime: stored.recordTime)
        return record
    }

    /// Whether a record was read whose turn to be checked is still to come.
    func isAhead(_ record: StageRecord) -> Bool { !ahead.isEmpty && ahead.contains(record.number) }

    /// What was captured, and when in microseconds since 1970; nil: an event of no stage.
    func put(_ number: EventNumber, _ record: StageRecord?, recordTime: Int64) {
        if record != nil, recordTime > horizon { ahead.insert(number.rawValue) }
        keep(number.rawValue, record)
    }

    /// A record by its number; nil where there is none that counts.
    func record(_ number: Int64, _ reader: LedgerReader) throws -> StageRecord? {
        if let known = kept(number) { return known }
        return try reader.events([EventNumber(rawValue: number)]).first.flatMap(record(of:))
    }

    /// Whether the history of an identifier was read.
    func has(_ identifier: String) -> Bool { history(identifier) != nil }

    /// Reads the histories of identifiers that will be asked for; one at a time costs more than all the judging.
    func load(_ identifiers: Set<String>, _ reader: LedgerReader) throws {
        var missing = identifiers.filter { !has($0) }[...]
        while !missing.isEmpty {
            let part = missing.prefix(Self.batchSize)
            missing = missing.dropFirst(part.count)
            var found = try read(part, from: .first, through: .last, reader)
            for identifier in part {
                var history = found.removeValue(forKey: identifier) ?? []
                for record in unstored[identifier] ?? [] { history.insert(inOrder: record) }
                keep(identifier, history)
            }
        }
    }

    /// The records in which an identifier stands.
    func records(of identifier: String, _ reader: LedgerReader) throws -> [StageRecord] {
        if let known = history(identifier) { return known }
        try load([identifier], reader)
        return history(identifier) ?? []
    }

    /// Those from an instant on, in milliseconds since 1970; not kept.
    func records(of identifier: String, from time: Int64, _ reader: LedgerReader) throws -> [StageRecord] {
        try read([identifier], from: EventNumber(firstAt: time), through: .last, reader)[identifier] ?? []
    }

    /// What a party reported between two instants, in milliseconds since 1970.
    func reports(of party: String, within span: ClosedRange<Int64>, _ reader: LedgerReader) throws
        -> ArraySlice<StageRecord>
    {
        if let known = reports(of: party), known.start <= span.lowerBound { return known.records.slice(span) }
        let start = span.lowerBound - Self.margin
        let records = try records(of: party, from: start, reader).filter { $0.subject == party }
        makeRoom(1 + records.count / 16)
        young.reports[party] = Reports(start: start, records: records)
        return records.slice(span)
    }

    private func read(
        _ identifiers: some Collection<String>,
        from first: EventNumber,
        through last: EventNumber,
        _ reader: LedgerReader
    ) throws -> [String: [StageRecord]] {
        let keys = Set(identifiers.map { LinkKey($0) })
        let links = try reader.links(of: keys, roles: Self.roles, from: first, through: last)
        let known = links.map { kept($0.number.rawValue) }
        let missing = Set(zip(links, known).compactMap { $1 == nil ? $0.number : nil })
        var fetched: [EventNumber: StageRecord] = [:]
        for stored in try reader.events(missing) { fetched[stored.number] = record(of: stored) }
        var found: [LinkKey: [StageRecord]] = [:]
        for (link, known) in zip(links, known) {
            if let record = known ?? fetched[link.number] { found[link.key, default: []].append(record) }
        }
        var histories: [String: [StageRecord]] = [:]
        var named: [Int64: Set<String>] = [:]
        for identifier in identifiers {
            // Other identifiers may share the key.
            let history = found[LinkKey(identifier)]?.filter { record in
                guard record.goods.count > Self.fewGoods else { return record.mentions(identifier) }
                if named[record.number] == nil { named[record.number] = record.identifiers }
                return named[record.number]?.contains(identifier) ?? false
            }
            histories[identifier] = history?.sorted { $0.isBefore($1) }
        }
        return histories
    }

    // MARK: What came since

    /// An event that was captured, and whose turn it is.
    func add(_ record: StageRecord) {
        ahead.remove(record.number)
        let hasOld = !old.histories.isEmpty
        record.forEachIdentifier { identifier in
            young.histories[identifier]?.insert(inOrder: record)
            if hasOld { old.histories[identifier]?.insert(inOrder: record) }
        }
        if let party = record.subject {
            young.reports[party]?.insert(inOrder: record)
            old.reports[party]?.insert(inOrder: record)
        }
    }

    /// An event that was declared wrong.
    func forget(_ record: StageRecord) {
        ahead.remove(record.number)
        young.records[record.number] = nil
        old.records[record.number] = nil
        record.forEachIdentifier { identifier in
            young.histories[identifier]?.remove(record)
            old.histories[identifier]?.remove(record)
        }
        if let party = record.subject {
            young.reports[party]?.remove(record)
            old.reports[party]?.remove(record)
        }
    }

    /// From now on the record counts, though it is not stored.
    func count(_ record: StageRecord) {
        record.forEachIdentifier { unstored[$0, default: []].append(record) }
        add(record)
    }

    /// Takes back the record that was counted last.
    func discount(_ record: StageRecord) {
        record.forEachIdentifier { unstored[$0]?.removeLast() }
        forget(record)
    }

    // MARK: Keeping

    /// Nil where the event was not read; a nil inside where it is of no stage or does not count.
    func kept(_ number: Int64) -> StageRecord?? {
        if let record = young.records[number] { return record }
        guard let record = old.records.removeValue(forKey: number) else { return nil }
        keep(number, record)
        return record
    }

    private func history(_ identifier: String) -> [StageRecord]? {
        if let history = young.histories[identifier] { return history }
        guard let history = old.histories.removeValue(forKey: identifier) else { return nil }
        keep(identifier, history)
        return history
    }

    private func reports(of party: String) -> Reports? {
        if let reports = young.reports[party] { return reports }
        guard let reports = old.reports.removeValue(forKey: party) else { return nil }
        makeRoom(1 + reports.records.count / 16)
        young.reports[party] = reports
        return reports
    }

    private func keep(_ number: Int64, _ record: StageRecord?) {
        makeRoom(6)
        young.records[number] = .some(record)
    }

    private func keep(_ identifier: String, _ history: [StageRecord]) {
        makeRoom(1 + history.count / 16)
        young.histories[identifier] = history
    }

    private func makeRoom(_ weight: Int) {
        if young.weight > capacity {
            old = young
            young = Half()
        }
        young.weight += weight
    }
}

extension StageRecord {
    fileprivate var identifiers: Set<String> {
        var identifiers: Set<String> = []
        forEachIdentifier { identifiers.insert($0) }
        return identifiers
    }

    /// Every identifier under which the ledger would find the record; some more than once.
    fileprivate func forEachIdentifier(_ body: (String) -> Void) {
        for item in goods { body(item.code) }
        for one in [subject, place, from, to] { if let one { body(one) } }
        for document in documents {
            body(document.uri)
            for source in document.sources { body(source.uri) }
        }
        for value in values {
            switch value {
            case .text(let text) where text.isIdentifier: body(text)
            case .texts(let texts): for text in texts where text.isIdentifier { body(text) }
            default: break
            }
        }
    }
}

extension String {
    /// Only identifiers are canonical, and only these are in the ledger's index.
    fileprivate var isIdentifier: Bool { hasPrefix("urn:") || hasPrefix("https://") }
}

extension [StageRecord] {
    /// Keeps the order of time and number, and what is there already; most records come at the end.
    fileprivate mutating func insert(inOrder record: StageRecord) {
        let place = last.map { $0.isBefore(record) } ?? true ? count : firstIndex(notBefore: record)
        if place < count, self[place].number == record.number { return }
        insert(record, at: place)
    }

    fileprivate mutating func remove(_ record: StageRecord) {
        let place = firstIndex(notBefore: record)
        if place < count, self[place].number == record.number { remove(at: place) }
    }

    /// Those between two instants, in milliseconds since 1970.
    fileprivate func slice(_ span: ClosedRange<Int64>) -> ArraySlice<StageRecord> {
        let first = firstIndex(from: { $0.time >= span.lowerBound })
        return self[first..<Swift.max(first, firstIndex(from: { $0.time > span.upperBound }))]
    }
}
