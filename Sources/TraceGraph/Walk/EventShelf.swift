// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceLedger

/// The events and codes that a trace has read so far.
struct EventShelf {
    let reader: LedgerReader
    var codes = CodeTable()
    private var events: [EventNumber: LoadedEvent] = [:]
    private var unpackings: [CodeTable.ID: [LoadedEvent]] = [:]

    init(reader: LedgerReader) {
        self.reader = reader
    }

    /// An event that was loaded before.
    subscript(number: EventNumber) -> LoadedEvent? { events[number] }

    var eventCount: Int { events.count }

    /// Reads those of the events that are not on the shelf yet, with one statement.
    mutating func load(_ numbers: some Sequence<EventNumber>) throws {
        let missing = Set(numbers).filter { events[$0] == nil }
        guard !missing.isEmpty else { return }
        for stored in try reader.events(missing) {
            let consumed = reader.profiles?.consumed(in: stored.event) ?? []
            events[stored.number] = LoadedEvent(stored, consumed: consumed, codes: &codes)
        }
    }

    /// The index entries of several units, loaded, without keys that only collide.
    mutating func entries(
        of units: some Collection<CodeTable.ID>,
        roles: LinkRole,
        in span: TimeSpan = .always,
        _ found: (CodeTable.ID, EventLink) -> Void
    ) throws {
        let sorted = units.map { (key: codes[$0].key, unit: $0) }
            .sorted { $0.key.rawValue < $1.key.rawValue }
        let links = try reader.links(
            of: sorted.map(\.key),
            named: { codes[sorted[$0].unit].canonical },
            roles: roles,
            from: span.first,
            through: span.last
        )
        try load(links.lazy.map(\.number))
        // Both are in order of key.
        var rest = sorted[...]
        for link in links {
            rest = rest.drop { $0.key.rawValue < link.key.rawValue }
            for (_, unit) in rest.prefix(while: { $0.key == link.key })
            where events[link.number]?.names(codes[unit], id: unit) == true {
                found(unit, link)
            }
        }
    }

    /// The same of one unit.
    mutating func entries(of unit: CodeTable.ID, roles: LinkRole, in span: TimeSpan = .always) throws
        -> [EventLink]
    {
        var links: [EventLink] = []
        try entries(of: [unit], roles: roles, in: span) { links.append($1) }
        return links
    }

    /// The events that emptied a container as a whole, in order; read once.
    mutating func unpackings(of container: CodeTable.ID) throws -> [LoadedEvent] {
        if let known = unpackings[container] { return known }
        let links = try entries(of: container, roles: .parent)
        let found = links.compactMap { events[$0.number] }
            .filter { $0.counts && $0.unpacksAll && $0.parent == container }.sorted { $0.number < $1.number }
        unpackings[container] = found
        return found
    }
}
