// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger
import TraceLog

/// Gets what pages show out of the ledger: one trace and one further read a page.
///
/// Reads for the public, whoever asks: what it remembers is fit for everybody.
struct PageSource: Sendable {
    let ledger: Ledger
    /// Nil where none is kept.
    let log: EventLog?
    private let names = RecentCache<String, NameBook.Entry>(capacity: 4 << 20)

    init(ledger: Ledger, log: EventLog? = nil) {
        self.ledger = ledger
        self.log = log
    }

    /// Asked of the database each time, because another process may have captured.
    var moment: LedgerMoment {
        get async throws {
            // Before the read, so that nothing which is committed meanwhile is taken for known.
            let (commits, register) = (ledger.commits, ledger.register?.position ?? 0)
            let brief = try ledger.readAtOnce(as: .public) { try $0.position() }
            let position =
                if let brief { brief } else { try await ledger.read(as: .public) { try $0.position() } }
            return LedgerMoment(commits: commits, register: register, position: position, time: .now)
        }
    }

    /// The page of a unit; nil where no event names it as one.
    ///
    /// - Parameter moment: as of the others, from before the page is asked for.
    func product(_ code: TraceCode, at moment: LedgerMoment) async throws -> ProductPage? {
        let now = ledger.now()
        let reach = try await log?.reach()
        return try await ledger.read(as: .public) { reader in
            guard let answer = try reader.trace(code, direction: .back, limits: .page, now: now) else {
                return nil
            }
            let index = AnswerIndex(answer)
            let uses = try Self.uses(of: code, index, reader, now: now)
            let entries = try self.entries(of: answer, reader)
            let codes =
                Self.codes(in: answer) + uses.prefix(ProductPage.usesShown).map(\.canonical)
                + entries.values.flatMap(\.namedCodes)
            var page = ProductPage(
                index,
                names: try names(of: codes, reader, at: moment),
                facts: try Self.facts(index, reader),
                uses: uses,
                story: ledger.profiles.flatMap {
                    StageStory(index, entries, book: $0, now: now / 1000)
                },
                book: ledger.profiles
            )
            if let reach { page.loggedEvent = try Self.loggedEvent(of: page, reach, reader) }
            return page
        }
    }

    /// The ID of the last event of the journey that is in the log.
    private static func loggedEvent(of page: ProductPage, _ reach: Int64, _ reader: LedgerReader) throws
        -> String?
    {
        let steps = page.journey.steps.map { page.answer.events[$0.event] }
        guard let last = steps.last(where: { $0.standing == .counts }) ?? steps.last else { return nil }
        let stored = try reader.events([EventNumber(rawValue: last.number)]).first
        return stored.flatMap { $0.recordTime <= reach ? $0.eventID : nil }
    }

    /// The records of stages among the events of an answer, by position.
    private func entries(of answer: TraceAnswer, _ reader: LedgerReader) throws -> [Int: StageEntry] {
        guard let book = ledger.profiles else { return [:] }
        let positions = Dictionary(
            answer.events.enumerated().map { (EventNumber(rawValue: $1.number), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var entries: [Int: StageEntry] = [:]
        for stored in try reader.events(positions.keys) {
            guard let position = positions[stored.number], let entry = StageEntry(stored, book) else {
                continue
            }
            entries[position] = entry
        }
        return entries
    }

    private static func facts(_ index: AnswerIndex, _ reader: LedgerReader) throws -> ProductFacts {
        let events = ProductPage.factEvents(index).map { EventNumber(rawValue: $0) }
        let byNumber = Dictionary(
            try reader.events(events).map { ($0.number, ProductFacts(ilmd: $0.event.ilmd)) },
            uniquingKeysWith: { first, _ in first }
        )
        return ProductFacts(merging: events.compactMap { byNumber[$0] })
    }

    /// What was made of a unit, some hundreds at most: looked for only where an event says that something was.
    private static func uses(
        of code: TraceCode,
        _ index: AnswerIndex,
        _ reader: LedgerReader,
        now: Int64
    ) throws -> [TraceCode] {
        let isUsed = index.countingEvents(of: 0).contains { event in
            event.participants.contains { $0.unit == 0 && $0.role == .input }
        }
        guard isUsed else { return [] }
        let limits = TraceLimits(depth: 0, size: unitsReached, time: .milliseconds(500))
        guard let answer = try reader.trace(code, direction: .forward, limits: limits, now: now) else {
            return []
        }
        var seen: Set<Int> = []
        let made = answer.edges.filter {
            $0.from == 0 && $0.kind == .transformation && seen.insert($0.to).inserted
        }
        return made.map { answer.units[$0.to].code }
    }

    /// Every code of an answer that may have a name.
    private static func codes(in answer: TraceAnswer) -> [String] {
        var codes = answer.units.map(\.code.canonical)
        for event in answer.events {
            if let place = event.bizLocation { codes.append(place) }
            if let place = event.readPoint { codes.append(place) }
            codes += event.sources.map(\.id) + event.destinations.map(\.id)
        }
        return codes
    }

    private static let unitsReached = 500
}

extension PageSource {
    /// What was recorded at a place, of a party or of a kind of product.
    func records(of code: TraceCode, listsUnits: Bool, at moment: LedgerMoment) async throws -> RecordPage {
        let (records, isCut, units, unitsAreCut) = try await ledger.read(as: .public) { reader in
            let finder = RecordFinder(reader: reader, book: ledger.profiles)
            let (records, isCut) = try finder.records(naming: code.canonical)
            let (units, unitsAreCut) = listsUnits ? try finder.units(of: code.canonical) : ([], false)
            return (records, isCut, units, unitsAreCut)
        }
        let codes = records.flatMap { record in
            record.units(limit: 3)
                + [record.event.bizLocation?.id, record.event.readPoint?.id].compactMap(\.self)
        }
        let names = try await self.names(of: [code.canonical] + units.map(\.canonical) + codes, at: moment)
        return RecordPage(
            code,
            names: names,
            records: records,
            isCut: isCut,
            units: units,
            unitsAreCut: unitsAreCut
        )
    }

    /// The page of an event ID; nil where nothing is recorded under it.
    func event(_ eventID: String, at moment: LedgerMoment) async throws -> EventPage? {
        let reach = try await log?.reach()
        let (records, isLogged) = try await ledger.read(as: .public) { reader in
            let events = try reader.events(withID: eventID).prefix(20)
            let isLogged = reach.map { reach in events.allSatisfy { $0.recordTime <= reach } } ?? false
            return (events.map { RecordedEvent($0, ledger.profiles) }, isLogged)
        }
        guard !records.isEmpty else { return nil }
        let codes = records.flatMap {
            $0.units(limit: 100) + [$0.place].compactMap(\.self) + ($0.entry?.namedCodes ?? [])
        }
        var page = EventPage(
            eventID: eventID,
            names: try await names(of: codes, at: moment),
            records: records,
            book: ledger.profiles
        )
        page.isLogged = isLogged
        return page
    }

    /// The names of some codes.
    func names(of codes: [String], at moment: LedgerMoment) async throws -> NameBook {
        try await ledger.read(as: .public) { try names(of: codes, $0, at: moment) }
    }

    /// The names of some codes, those known lately without asking the database.
    ///
    /// - Parameter moment: from before the read began.
    private func names(of codes: [String], _ reader: LedgerReader, at moment: LedgerMoment) throws -> NameBook
    {
        var known: [String: NameBook.Entry] = [:]
        var seen: Set<String> = []
        var read = 0
        for code in codes where read < Self.namesRead && seen.insert(code).inserted {
            var open = NameBook.keys(of: CanonicalCode.canonical(code))
            while let key = open.popLast() {
                guard known[key] == nil else { continue }
                let entry: NameBook.Entry
                if let recent = names.value(key, at: moment) {
                    entry = recent
                } else {
                    entry = try self.entry(of: key, reader)
                    names.keep(entry, as: key, bytes: key.utf8.count + 300, from: moment)
                    read += 1
                }
                known[key] = entry
                if let party = entry.party { open.append(CanonicalCode.canonical(party)) }
            }
        }
        return NameBook(known)
    }

    /// What master data says, and else the register.
    private func entry(of key: String, _ reader: LedgerReader) throws -> NameBook.Entry {
        var entry = NameBook.Entry(try reader.masterData(key).map(\.element))
        guard let register = ledger.register, try reader.tells(key) else { return entry }
        if entry.name.isEmpty, let name = register.name(of: key) {
            entry.name = Bilingual(chinese: name.zh, english: name.en)
        }
        if entry.city.isEmpty,
            let region = register.region(of: key).flatMap({ ledger.profiles?.name(ofRegion: $0) })
        {
            entry.city = Bilingual(chinese: region.zh, english: region.en)
        }
        return entry
    }

    /// Names looked up for one page.
    private static let namesRead = 300
}
