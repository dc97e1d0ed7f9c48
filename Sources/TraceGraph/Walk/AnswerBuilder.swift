// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// Turns what a walk found into an answer.
struct AnswerBuilder {
    private let walk: TraceWalk
    /// The events of the answer, in order of time.
    private let places: [EventShelf.Place]

    init(walk: TraceWalk) {
        self.walk = walk
        places = walk.events.members.sorted { walk.shelf[$0].number < walk.shelf[$1].number }
    }

    func answer(start: TraceCode, direction: TraceAnswer.Direction, now: Int64) -> TraceAnswer {
        var answer = TraceAnswer(start: start, direction: direction)
        answer.units = units()
        answer.events.reserveCapacity(places.count)
        forEachEvent { answer.events.append($0) }
        answer.edges = edges()
        answer.subjects = subjects()
        answer.places = tracedPlaces()
        answer.gaps = gaps(now: now)
        answer.cut = walk.cut
        return answer
    }

    /// The events one by one, for who needs none of them longer.
    func forEachEvent(_ body: (TracedEvent) -> Void) {
        let sightings = sightings()
        for place in places {
            let event = walk.shelf[place]
            let objects = (sightings[place] ?? []).compactMap { participant($0, in: event) }
            body(traced(event, flowParticipants(of: event) + objects))
        }
    }

    func gaps(now: Int64) -> [TraceGap] { GapFinder(walk: walk, places: places).gaps(now: now) }

    private func units() -> [TracedUnit] {
        walk.order.compactMap { id in
            walk.units[id].map { reached in
                TracedUnit(
                    code: walk.shelf.codes.code(of: id),
                    uri: walk.shelf.codes.uri(of: id),
                    relation: reached.relation,
                    depth: Int(reached.depth)
                )
            }
        }
    }

    /// A unit of the answer that an event of objects names.
    private struct Sighting {
        let unit: CodeTable.ID
        let isParent: Bool
    }

    /// The units of object and transaction events, found from the units' side: such an event may hold thousands.
    private func sightings() -> [EventShelf.Place: [Sighting]] {
        var found: [EventShelf.Place: [Sighting]] = [:]
        for unit in walk.order {
            walk.forEachLinkInAnswer(of: unit) { link, event in
                guard event.hasObjects else { return }
                found[link.event, default: []].append(
                    Sighting(unit: unit, isParent: link.role.contains(.parent))
                )
            }
        }
        return found
    }

    private func participant(_ sighting: Sighting, in event: LoadedEvent) -> TracedEvent.Participant? {
        guard let position = walk.position(of: sighting.unit) else { return nil }
        if let object = event.object(sighting.unit, in: walk.shelf.codes) {
            return .init(unit: position, role: .object, quantity: object.quantity, uom: object.uom)
        }
        guard sighting.isParent else { return nil }
        return .init(unit: position, role: .parent, quantity: nil, uom: nil)
    }

    private func flowParticipants(of event: LoadedEvent) -> [TracedEvent.Participant] {
        var participants: [TracedEvent.Participant] = []
        func add(_ amounts: Amounts, _ role: TracedEvent.Role) {
            for amount in amounts {
                guard let position = walk.position(of: amount.unit) else { continue }
                participants.append(
                    .init(unit: position, role: role, quantity: amount.quantity, uom: amount.uom)
                )
            }
        }
        if let position = event.parent.flatMap(walk.position) {
            participants.append(.init(unit: position, role: .parent, quantity: nil, uom: nil))
        }
        add(event.children, .child)
        add(event.inputs, .input)
        add(event.outputs, .output)
        return participants
    }

    private func traced(_ loaded: LoadedEvent, _ participants: [TracedEvent.Participant]) -> TracedEvent {
        let event = loaded.event
        let standing: TracedEvent.Standing =
            loaded.isDeclaredWrong
            ? .declaredWrong : event.errorDeclaration != nil ? .declaration : .counts
        return TracedEvent(
            number: loaded.number.rawValue,
            eventID: loaded.eventID,
            type: event.type.name,
            action: event.action?.rawValue,
            eventTime: event.eventTime.text,
            milliseconds: loaded.milliseconds,
            timeZoneOffset: event.timeZoneOffset,
            bizStep: event.bizStep,
            disposition: event.disposition,
            readPoint: event.readPoint?.id,
            bizLocation: event.bizLocation?.id,
            participants: participants,
            otherUnits: loaded.otherUnitCount(besides: participants.count) {
                walk.units[$0] != nil
            },
            sources: event.sources.map { .init(type: $0.type, id: $0.id) },
            destinations: event.destinations.map { .init(type: $0.type, id: $0.id) },
            standing: standing
        )
    }

    private func edges() -> [TraceEdge] {
        let ranks = EventRanks(places, of: walk.shelf)
        var edges: Set<TraceEdge> = []
        walk.forEachTransformation { input, output, place in
            guard let from = walk.position(of: input), let to = walk.position(of: output),
                let event = ranks[place]
            else { return }
            let since = walk.shelf[place].milliseconds
            edges.insert(
                TraceEdge(kind: .transformation, from: from, to: to, event: event, since: since, until: since)
            )
        }
        for containment in walk.containments {
            guard let from = walk.position(of: containment.child),
                let to = walk.position(of: containment.parent),
                let event = walk.shelf.place(of: containment.packing).flatMap({ ranks[$0] })
            else { continue }
            edges.insert(
                TraceEdge(
                    kind: containment.isAssociation ? .association : .containment,
                    from: from,
                    to: to,
                    event: event,
                    since: containment.span.since,
                    until: containment.span.until == .max ? nil : containment.span.until
                )
            )
        }
        return edges.sorted { ($0.event, $0.from, $0.to) < ($1.event, $1.from, $1.to) }
    }

    private func subjects() -> [TracedSubject] {
        var roles: [String: Set<String>] = [:]
        var events: [String: Int] = [:]
        for event in places.lazy.map({ walk.shelf[$0] }) where event.counts {
            var seen: Set<String> = []
            for party in event.event.sources + event.event.destinations
            where party.type != "location" {
                roles[party.id, default: []].insert(party.type)
                if seen.insert(party.id).inserted { events[party.id, default: 0] += 1 }
            }
        }
        return roles.keys.sorted().map {
            TracedSubject(id: $0, roles: (roles[$0] ?? []).sorted(), events: events[$0] ?? 0)
        }
    }

    private func tracedPlaces() -> [TracedPlace] {
        var found: [String: TracedPlace] = [:]
        for event in places.lazy.map({ walk.shelf[$0] }) where event.counts {
            let here = Set(
                [event.event.readPoint?.id, event.event.bizLocation?.id].compactMap(\.self)
            )
            for id in here {
                let known = found[id]
                found[id] = TracedPlace(
                    id: id,
                    first: known?.first ?? event.milliseconds,
                    last: event.milliseconds,
                    events: (known?.events ?? 0) + 1
                )
            }
        }
        return found.values.sorted { ($0.first, $0.id) < ($1.first, $1.id) }
    }
}
