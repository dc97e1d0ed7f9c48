// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// The histories of identifiers: the records in which each of them stands, by time and number.
///
/// What was read is kept until it is too much. Whoever keeps a shelf while the ledger grows tells it of every event
/// whose turn has come and of every one that was declared wrong. Used by one thread at a time.
final class RecordShelf {
    private let book: ProfileBook
    private let capacity: Int
    /// What was used since the older half was dropped, and what was used before.
    private var young = Half()
    private var old = Half()
    /// The history that was asked for last: several rules ask for the same one in turn.
    private var last = History(of: "")
    /// Records that count though the ledger does not hold them, by each of their identifiers.
    private var unstored: [String: [StageRecord]] = [:]
    /// The record time up to which events have had their turn, in microseconds since 1970. Those captured later
    /// stand in no history.
    var horizon = Int64.max

    /// The records in which an identifier stands, by time and number.
    final class History {
        let identifier: String
        fileprivate(set) var records: [StageRecord] = []
        fileprivate(set) var isRead = false

        init(of identifier: String) {
            self.identifier = identifier
        }

        /// What is not read yet will be read with the record.
        fileprivate func insert(_ record: StageRecord) {
            if isRead { records.insert(inOrder: record) }
        }
    }

    private struct Half {
        var histories: [String: History] = [:]
        var reports: [String: Reports] = [:]
        var records: [Int64: Kept] = [:]
        /// The texts of the records, each once: codes, parties and places stand in many.
        var texts: Set<String> = []
        var weight = 0
    }

    private struct Kept {
        /// Nil where the event is of no stage or does not count.
        let record: StageRecord?
        /// Microseconds since 1970.
        let recordTime: Int64
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
    fileprivate static let fewGoods = 8
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
        last = History(of: "")
        unstored = [:]
    }

    /// Forgets what was not used for long, where there is too much. Histories that somebody holds no longer grow
    /// when they are forgotten, so this is for between two passes.
    func makeRoom() {
        guard young.weight > capacity else { return }
        old = young
        young = Half()
        last = History(of: "")
    }

    // MARK: Reading

    /// What an event says in the words of its profile; nil where it is of none, or no longer counts.
    func record(of stored: StoredEvent) -> StageRecord? {
        if let known = kept(stored.number.rawValue) { return known.record }
        // What a declaration takes back is found at its turn.
        guard stored.event.errorDeclaration == nil else { return nil }
        let record =
            stored.counts
            ? book.record(of: stored.event, number: stored.number.rawValue, eventID: stored.eventID) : nil
        return put(stored.number, record, recordTime: stored.recordTime)
    }

    /// What was captured, and when in microseconds since 1970; nil: an event of no stage.
    ///
    /// - Returns: the record as it is kept.
    @discardableResult
    func put(_ number: EventNumber, _ record: StageRecord?, recordTime: Int64) -> StageRecord? {
        let record = record?.copy(shared)
        keep(number.rawValue, Kept(record: record, recordTime: recordTime))
        return record
    }

    /// A record by its number; nil where there is none that counts.
    func record(_ number: Int64, _ reader: LedgerReader) throws -> StageRecord? {
        if let known = kept(number) { return known.record }
        return try reader.events([EventNumber(rawValue: number)]).first.flatMap(record(of:))
    }

    /// What is known of an event without reading it: nil where that is nothing, a nil inside where it is of no
    /// stage or does not count.
    func knownRecord(_ number: EventNumber) -> StageRecord?? { kept(number.rawValue).map(\.record) }

    /// The history of an identifier, which may still have to be read.
    func history(of identifier: String) -> History {
        if last.identifier == identifier { return last }
        if let history = young.histories[identifier] {
            last = history
        } else {
            last = old.histories.removeValue(forKey: identifier) ?? History(of: identifier)
            young.weight += 1 + last.records.count / 16
            young.histories[identifier] = last
        }
        return last
    }

    /// Reads histories that will be asked for; one at a time costs more than all the judging.
    func read(_ histories: some Sequence<History>, _ reader: LedgerReader) throws {
        var missing: [(key: LinkKey, history: History)] = []
        for history in histories where !history.isRead {
            // The same one may be named more than once.
            history.isRead = true
            missing.append((LinkKey(history.identifier), history))
        }
        guard !missing.isEmpty else { return }
        do {
            missing.sort { $0.key.rawValue < $1.key.rawValue }
            for part in missing.batches(of: Self.batchSize) { try fill(part, from: .first, reader) }
        } catch {
            for (_, history) in missing {
                history.isRead = false
                history.records = []
            }
            throw error
        }
    }

    /// The records in which an identifier stands.
    func records(of identifier: String, _ reader: LedgerReader) throws -> [StageRecord] {
        let history = history(of: identifier)
        if !history.isRead { try read([history], reader) }
        return history.records
    }

    /// Those from an instant on, in milliseconds since 1970; not kept.
    func records(of identifier: String, from time: Int64, _ reader: LedgerReader) throws -> [StageRecord] {
        let history = History(of: identifier)
        try fill([(LinkKey(identifier), history)], from: EventNumber(firstAt: time), reader)
        return history.records
    }

    /// What a party reported between two instants, in milliseconds since 1970.
    func reports(of party: String, within span: ClosedRange<Int64>, _ reader: LedgerReader) throws
        -> ArraySlice<StageRecord>
    {
        if let known = reports(of: party), known.start <= span.lowerBound { return known.records.slice(span) }
        try readReports(of: [party], from: span.lowerBound, reader)
        return reports(of: party)?.records.slice(span) ?? []
    }

    /// Reads what parties reported from an instant on, in milliseconds since 1970, as far as that is not known.
    func readReports(of parties: Set<String>, from time: Int64, _ reader: LedgerReader) throws {
        let missing = parties.filter { reports(of: $0).map { time < $0.start } ?? true }
            .map { (key: LinkKey($0), history: History(of: $0)) }
            .sorted { $0.key.rawValue < $1.key.rawValue }
        guard !missing.isEmpty else { return }
        let start = time - Self.margin
        try fill(missing, from: EventNumber(firstAt: start), reader)
        for (_, history) in missing {
            let records = history.records.filter { $0.subject == history.identifier }
            young.weight += 1 + records.count / 16
            young.reports[history.identifier] = Reports(start: start, records: records)
        }
    }

    /// - Parameter histories: by key.
    private func fill(
        _ histories: some RandomAccessCollection<(key: LinkKey, history: History)>,
        from first: EventNumber,
        _ reader: LedgerReader
    ) throws {
        var links: [EventLink] = []
        var missing: Set<EventNumber> = []
        let sought = histories.map { Sought($0.history.identifier, key: $0.key) }
        for link in try reader.links(of: sought, roles: Self.roles, from: first) {
            let known = kept(link.number.rawValue)
            if known == nil { missing.insert(link.number) }
            if known.map({ $0.record != nil && $0.recordTime <= horizon }) ?? true { links.append(link) }
        }
        // One by one: an event takes far more room than its record.
        try reader.events(missing) { _ = record(of: $0) }
        var named: [Int64: Set<String>] = [:]
        var rest = histories[...]
        for link in links {
            rest = rest.drop { $0.key.rawValue < link.key.rawValue }
            guard let kept = kept(link.number.rawValue), let record = kept.record, kept.recordTime <= horizon
            else { continue }
            // Other identifiers may share the key.
            for (_, history) in rest.prefix(while: { $0.key == link.key }) {
                if record.names(history.identifier, &named) { history.records.append(record) }
            }
        }
        for (_, history) in histories {
            if !unstored.isEmpty { history.records += unstored[history.identifier] ?? [] }
            if history.records.count > 1 { history.records.sort { $0.isBefore($1) } }
            young.weight += history.records.count / 16
        }
    }

    // MARK: What came since

    /// An event that was captured, and whose turn it is.
    ///
    /// - Parameter goods: the histories of its goods, in their order.
    func add(_ record: StageRecord, goods: some Collection<History>) {
        for history in goods { history.insert(record) }
        record.forEachOtherIdentifier { known($0)?.insert(record) }
        if let party = record.subject {
            young.reports[party]?.insert(inOrder: record)
            old.reports[party]?.insert(inOrder: record)
        }
    }

    /// An event that was declared wrong.
    func forget(_ record: StageRecord) {
        young.records[record.number] = nil
        old.records[record.number] = nil
        record.forEachIdentifier { known($0)?.records.remove(record) }
        if let party = record.subject {
            young.reports[party]?.remove(record)
            old.reports[party]?.remove(record)
        }
    }

    /// From now on the record counts, though it is not stored.
    func count(_ record: StageRecord) {
        record.forEachIdentifier {
            unstored[$0, default: []].append(record)
            known($0)?.insert(record)
        }
        if let party = record.subject { young.reports[party]?.insert(inOrder: record) }
    }

    /// Takes back the record that was counted last.
    func discount(_ record: StageRecord) {
        record.forEachIdentifier { unstored[$0]?.removeLast() }
        forget(record)
    }

    /// A history that was read, or is about to be.
    private func known(_ identifier: String) -> History? {
        young.histories[identifier] ?? old.histories[identifier]
    }

    // MARK: Keeping

    private func kept(_ number: Int64) -> Kept? {
        if let kept = young.records[number] { return kept }
        guard let kept = old.records.removeValue(forKey: number) else { return nil }
        keep(number, kept)
        return kept
    }

    /// The copy of a text that is kept.
    private func shared(_ text: String) -> String {
        // Shorter ones take no memory of their own.
        guard text.utf8.count > 15 else { return text }
        let (isNew, kept) = young.texts.insert(text)
        guard isNew, let older = old.texts.remove(text) else { return kept }
        young.texts.update(with: older)
        return older
    }

    private func keep(_ number: Int64, _ kept: Kept) {
        young.weight += 6
        young.records[number] = kept
    }

    private func reports(of party: String) -> Reports? {
        if let reports = young.reports[party] { return reports }
        guard let reports = old.reports.removeValue(forKey: party) else { return nil }
        young.weight += 1 + reports.records.count / 16
        young.reports[party] = reports
        return reports
    }
}

extension StageRecord {
    /// Whether an identifier stands in the record.
    ///
    /// - Parameter named: what stands in records with very many goods.
    fileprivate func names(_ identifier: String, _ named: inout [Int64: Set<String>]) -> Bool {
        guard goods.count > RecordShelf.fewGoods else { return mentions(identifier) }
        if let known = named[number] { return known.contains(identifier) }
        var identifiers: Set<String> = []
        forEachIdentifier { identifiers.insert($0) }
        named[number] = identifiers
        return identifiers.contains(identifier)
    }

    /// Every identifier under which the ledger would find the record; some more than once.
    fileprivate func forEachIdentifier(_ body: (String) -> Void) {
        for item in goods { body(item.code) }
        forEachOtherIdentifier(body)
    }

    /// The same without the codes of the goods.
    fileprivate func forEachOtherIdentifier(_ body: (String) -> Void) {
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
    fileprivate var isIdentifier: Bool {
        utf8.starts(with: "urn:".utf8) || utf8.starts(with: "https://".utf8)
    }
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
        let first = firstPosition(from: { $0.time >= span.lowerBound })
        return self[first..<Swift.max(first, firstPosition(from: { $0.time > span.upperBound }))]
    }
}
