// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceLedger

/// Finds the latest events that name a code, and the units of a kind of product.
struct RecordFinder {
    let reader: LedgerReader
    let book: ProfileBook?

    /// The latest events that name a code in any role, newest first.
    func records(naming canonical: String) throws -> (records: [RecordedEvent], isCut: Bool) {
        guard try reader.tells(canonical) else { return ([], false) }
        var records: [RecordedEvent] = []
        var last = EventNumber.last
        // Not every event that the index knows is shown, or shows the code.
        for _ in 0..<Self.pagesRead {
            let links = try reader.links(
                of: Sought(canonical),
                roles: Self.roles,
                through: last,
                newestFirst: true,
                limit: Self.recordsRead
            )
            records += try reader.events(links.map(\.number)).reversed().map { RecordedEvent($0, book) }
                .filter { $0.names(canonical) }
            if records.count > Self.recordsShown { return (Array(records.prefix(Self.recordsShown)), true) }
            guard links.count == Self.recordsRead, let end = links.last else { break }
            last = EventNumber(rawValue: end.number.rawValue - 1)
        }
        return (records, false)
    }

    /// The lots and serial numbers of a product that events name, without looking at every event of a large one.
    func units(of product: String) throws -> (units: [TraceCode], isCut: Bool) {
        guard try reader.tells(product) else { return ([], false) }
        let range = LinkKey.range(sharing: product)
        var units: [TraceCode] = []
        var keys: Set<LinkKey> = [LinkKey(product)]
        var seen: Set<String> = []
        var last: EventLink?
        for _ in 0..<Self.pagesRead {
            let links = try reader.links(sharing: range, roles: .unit, after: last, limit: Self.linksRead)
            for link in links where keys.insert(link.key).inserted {
                guard let stored = try reader.events([link.number]).first else { continue }
                for uri in RecordedEvent(stored, book).units(limit: Self.unitsRead) {
                    let code = CanonicalCode.identify(uri)
                    guard code.canonical.hasPrefix(product + "/"), seen.insert(code.canonical).inserted else {
                        continue
                    }
                    keys.insert(LinkKey(code.canonical))
                    units.append(code)
                    if units.count > Self.unitsShown { return (Array(units.prefix(Self.unitsShown)), true) }
                }
            }
            guard links.count == Self.linksRead else { return (units, false) }
            last = links.last
        }
        return (units, true)
    }

    private static let roles: LinkRole = [.unit, .readPoint, .bizLocation, .source, .destination, .mention]
    private static let recordsShown = 30
    private static let recordsRead = 31
    private static let unitsShown = 60
    private static let unitsRead = 2_000
    private static let linksRead = 200
    private static let pagesRead = 10
}

extension RecordedEvent {
    init(_ stored: StoredEvent, _ book: ProfileBook?) {
        self.init(
            event: stored.event,
            eventID: stored.eventID,
            isDeclaredWrong: stored.declaredWrongBy != nil,
            entry: book.flatMap { StageEntry(stored, $0) }
        )
    }

    /// Whether the event holds a code: index keys of different codes may be equal.
    func names(_ canonical: String) -> Bool {
        let places = [event.bizLocation?.id, event.readPoint?.id].compactMap(\.self)
        let parties = (event.sources + event.destinations).map(\.id)
        let subjects = [entry?.record.subject].compactMap(\.self)
        return (places + parties + subjects + everyUnit).contains {
            CanonicalCode.canonical($0) == canonical
        }
    }
}

extension StageEntry {
    /// Nil for an event that records no stage.
    init?(_ stored: StoredEvent, _ book: ProfileBook) {
        guard
            let record = book.record(
                of: stored.event,
                number: stored.number.rawValue,
                eventID: stored.eventID
            )
        else { return nil }
        self.record = record
        var region: String?
        for field in stored.event.extensions where field.name == ChainTerms.name(ChainTerms.region) {
            if case .string(let code) = field.value { region = code }
        }
        self.region = region
    }

    /// The codes of the record that may have a name, beside its goods and place.
    var namedCodes: [String] {
        var codes = [record.subject].compactMap(\.self)
        for (element, value) in zip(record.stage.elements, record.values)
        where [.identifier, .identifiers].contains(element.type) {
            codes += (value?.texts ?? []).prefix(20)
        }
        return codes
    }
}
