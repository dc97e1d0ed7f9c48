// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger

/// Gets what pages show out of the ledger: one trace and one further read a page.
struct PageSource: Sendable {
    let ledger: Ledger
    private let names = RecentCache<String, NameBook.Entry>(capacity: 4 << 20)

    init(ledger: Ledger) {
        self.ledger = ledger
    }

    var moment: LedgerMoment { LedgerMoment(generation: ledger.generation, time: .now) }

    /// The page of a unit; nil where no event names it as one.
    func product(_ code: TraceCode) async throws -> ProductPage? {
        guard let answer = try await ledger.trace(code, direction: .back, limits: .page) else { return nil }
        let index = AnswerIndex(answer)
        let uses = try await self.uses(of: code, index)
        let events = ProductPage.factEvents(index).map { EventNumber(rawValue: $0) }
        let (names, facts) = try await read(Self.codes(in: answer) + uses.map(\.canonical)) { reader in
            let byNumber = Dictionary(
                try reader.events(events).map { ($0.number, ProductFacts(ilmd: $0.event.ilmd)) },
                uniquingKeysWith: { first, _ in first }
            )
            return ProductFacts(merging: events.compactMap { byNumber[$0] })
        }
        return ProductPage(index, names: names, facts: facts, uses: uses)
    }

    /// What was made of a unit: looked for only where an event says that something was.
    private func uses(of code: TraceCode, _ index: AnswerIndex) async throws -> [TraceCode] {
        let isUsed = index.countingEvents(of: 0).contains { event in
            event.participants.contains { $0.unit == 0 && $0.role == .input }
        }
        guard isUsed else { return [] }
        let limits = TraceLimits(depth: 0, size: Self.unitsReached, time: .milliseconds(500))
        guard let answer = try await ledger.trace(code, direction: .forward, limits: limits) else {
            return []
        }
        var seen: Set<Int> = []
        let made = answer.edges.filter {
            $0.from == 0 && $0.kind == .transformation && seen.insert($0.to).inserted
        }
        return made.prefix(Self.usesShown).map { answer.units[$0.to].code }
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

    private static let usesShown = 30
    private static let unitsReached = 500
}

extension PageSource {
    /// What was recorded at a place, of a party or of a kind of product.
    func records(of code: TraceCode, listsUnits: Bool) async throws -> RecordPage {
        let (records, isCut, units, unitsAreCut) = try await ledger.read { reader in
            let finder = RecordFinder(reader: reader)
            let (records, isCut) = try finder.records(naming: code.canonical)
            let (units, unitsAreCut) = listsUnits ? try finder.units(of: code.canonical) : ([], false)
            return (records, isCut, units, unitsAreCut)
        }
        let codes = records.flatMap { record in
            record.units(limit: 3)
                + [record.event.bizLocation?.id, record.event.readPoint?.id].compactMap(\.self)
        }
        let names = try await self.names(of: [code.canonical] + units.map(\.canonical) + codes)
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
    func event(_ eventID: String) async throws -> EventPage? {
        let records = try await ledger.read { reader in
            try reader.events(withID: eventID).prefix(20).map { RecordedEvent($0) }
        }
        guard !records.isEmpty else { return nil }
        let codes = records.flatMap { $0.units(limit: 100) + [$0.place].compactMap(\.self) }
        return EventPage(eventID: eventID, names: try await names(of: codes), records: records)
    }

    /// The names of some codes.
    func names(of codes: [String]) async throws -> NameBook { try await read(codes) { _ in }.names }

    /// Names and something else in one read of the database.
    private func read<Value: Sendable>(
        _ codes: [String],
        _ body: @escaping @Sendable (LedgerReader) throws -> Value
    ) async throws -> (names: NameBook, value: Value) {
        let moment = self.moment
        var known: [String: NameBook.Entry] = [:]
        var wanted: Set<String> = []
        for code in codes where wanted.count < Self.namesRead {
            for key in NameBook.keys(of: CanonicalCode.canonical(code)) where known[key] == nil {
                guard let entry = names.value(key, at: moment) else {
                    wanted.insert(key)
                    continue
                }
                known[key] = entry
                guard let party = entry.party.map(CanonicalCode.canonical), known[party] == nil else {
                    continue
                }
                if let named = names.value(party, at: moment) {
                    known[party] = named
                } else {
                    wanted.insert(party)
                }
            }
        }
        let missing = wanted
        let (found, value) = try await ledger.read { reader in
            var found: [String: NameBook.Entry] = [:]
            var open = Array(missing)
            while let key = open.popLast() {
                let entry = NameBook.Entry(try reader.masterData(key).map(\.element))
                found[key] = entry
                guard let party = entry.party.map(CanonicalCode.canonical), found[party] == nil else {
                    continue
                }
                open.append(party)
            }
            return (found, try body(reader))
        }
        for (key, entry) in found { names.keep(entry, as: key, bytes: key.utf8.count + 300, from: moment) }
        return (NameBook(known.merging(found) { $1 }), value)
    }

    /// Names looked up for one page.
    private static let namesRead = 300
}
