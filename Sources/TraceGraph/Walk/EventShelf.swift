// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceLedger

/// The events and codes that a trace has read so far.
struct EventShelf {
    /// Where an event stands on the shelf.
    typealias Place = Int32

    let reader: LedgerReader
    var codes = CodeTable()
    private var events: [LoadedEvent] = []
    private var places: [EventNumber: Place] = [:]
    private var unpackings: [CodeTable.ID: [LoadedEvent]] = [:]

    init(reader: LedgerReader) {
        self.reader = reader
    }

    subscript(place: Place) -> LoadedEvent { events[Int(place)] }

    /// Where an event stands that was loaded before.
    func place(of number: EventNumber) -> Place? { places[number] }

    var eventCount: Int { events.count }

    /// Reads those of the events that are not on the shelf yet.
    mutating func load(_ numbers: some Sequence<EventNumber>) throws {
        try reader.events(Set(numbers).filter { places[$0] == nil }) { stored in
            let consumed = reader.profiles?.consumed(in: stored.event) ?? []
            places[stored.number] = Place(events.count)
            events.append(LoadedEvent(stored, consumed: consumed, codes: &codes))
        }
    }

    /// The index entries of several units, loaded, without keys that only collide: in the order of the units and, of
    /// each, of the events.
    mutating func entries(
        of units: [CodeTable.ID],
        roles: LinkRole,
        in span: TimeSpan = .always,
        _ found: (CodeTable.ID, UnitLink) -> Void
    ) throws {
        let sorted = units.enumerated().map { (key: codes.key(of: $1), unit: Int32($0)) }
            .sorted { $0.key.rawValue < $1.key.rawValue }
        let links = try reader.links(
            of: units.map { codes.key(of: $0) },
            named: { codes.canonical(of: units[$0]) },
            roles: roles,
            from: span.first,
            through: span.last
        )
        try load(links.lazy.map(\.number))
        var last: (number: EventNumber, place: Place)?
        for match in Self.matches(links, sorted) {
            let link = links[Int(match.link)]
            if last?.number != link.number { last = places[link.number].map { (link.number, $0) } }
            guard let place = last?.place, self[place].names(units[Int(match.unit)], in: codes) else {
                continue
            }
            found(units[Int(match.unit)], UnitLink(event: place, role: link.role))
        }
    }

    /// An entry with a unit's key, both by position.
    private struct Match: Comparable {
        let unit: Int32
        let link: Int32

        static func < (one: Match, other: Match) -> Bool { (one.unit, one.link) < (other.unit, other.link) }
    }

    /// Which entries have the key of which units, in the order of the units: neighbours are mostly in one event, so
    /// that whoever goes through them looks at one event after another instead of at all in turn.
    ///
    /// - Parameter sorted: keys of units, like the entries in order of key.
    private static func matches(_ links: [EventLink], _ sorted: [(key: LinkKey, unit: Int32)]) -> [Match] {
        var matches: [Match] = []
        matches.reserveCapacity(links.count)
        var rest = sorted[...]
        for (position, link) in links.enumerated() {
            rest = rest.drop { $0.key.rawValue < link.key.rawValue }
            for (_, unit) in rest.prefix(while: { $0.key == link.key }) {
                matches.append(Match(unit: unit, link: Int32(position)))
            }
        }
        matches.sort()
        return matches
    }

    /// The same of one unit.
    mutating func entries(of unit: CodeTable.ID, roles: LinkRole, in span: TimeSpan = .always) throws
        -> [UnitLink]
    {
        var links: [UnitLink] = []
        try entries(of: [unit], roles: roles, in: span) { links.append($1) }
        return links
    }

    /// The events that emptied a container as a whole, in order; read once.
    mutating func unpackings(of container: CodeTable.ID) throws -> [LoadedEvent] {
        if let known = unpackings[container] { return known }
        let found = try entries(of: container, roles: .parent).map { self[$0.event] }
            .filter { $0.counts && $0.unpacksAll && $0.parent == container }
        unpackings[container] = found
        return found
    }
}
