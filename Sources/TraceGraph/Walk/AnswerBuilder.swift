// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// Turns what a walk found into an answer.
struct AnswerBuilder {
    private let walk: TraceWalk
    private var answer: TraceAnswer
    private var positions = UnitMap<Int>()
    private var eventPositions: [EventNumber: Int] = [:]
    private let loaded: [LoadedEvent]

    init(walk: TraceWalk, start: TraceCode, direction: TraceAnswer.Direction) {
        self.walk = walk
        answer = TraceAnswer(start: start, direction: direction)
        loaded = walk.events.sorted().compactMap { walk.shelf[$0] }
    }

    /// - Parameter isWhole: with edges, subjects and places; without them for who only counts what is where.
    mutating func build(now: Int64, isWhole: Bool = true) -> TraceAnswer {
        addUnits()
        addEvents()
        if isWhole {
            addEdges()
            answer.subjects = subjects()
            answer.places = places()
        }
        answer.gaps = GapFinder(
            walk: walk,
            events: loaded,
            positions: positions,
            eventPositions: eventPositions
        )
        .gaps(now: now)
        answer.cut = walk.cut
        return answer
    }

    private mutating func addUnits() {
        for id in walk.order {
            guard let reached = walk.units[id] else { continue }
            let entry = walk.shelf.codes[id]
            positions[id] = answer.units.count
            answer.units.append(
                TracedUnit(code: entry.code, uri: entry.uri, relation: reached.relation, depth: reached.depth)
            )
        }
    }

    private mutating func addEvents() {
        let objects = objectParticipants()
        for event in loaded {
            var participants = flowParticipants(of: event)
            participants += objects[event.number] ?? []
            eventPositions[event.number] = answer.events.count
            answer.events.append(traced(event, participants))
        }
    }

    /// The units of object and transaction events, found from the units' side: such an event may hold thousands.
    private func objectParticipants() -> [EventNumber: [TracedEvent.Participant]] {
        var found: [EventNumber: [TracedEvent.Participant]] = [:]
        for (position, id) in walk.order.enumerated() {
            for link in walk.linksInAnswer(of: id) {
                guard walk.events.contains(link.number), let event = walk.shelf[link.number],
                    [.object, .transaction].contains(event.stored.event.type)
                else { continue }
                if let object = event.object(walk.shelf.codes[id]) {
                    found[link.number, default: []].append(
                        .init(unit: position, role: .object, quantity: object.quantity, uom: object.uom)
                    )
                } else if link.role.contains(.parent) {
                    found[link.number, default: []].append(
                        .init(unit: position, role: .parent, quantity: nil, uom: nil)
                    )
                }
            }
        }
        return found
    }

    private func flowParticipants(of event: LoadedEvent) -> [TracedEvent.Participant] {
        var participants: [TracedEvent.Participant] = []
        func add(_ unit: CodeTable.ID, _ role: TracedEvent.Role, _ quantity: String?, _ uom: String?) {
            guard let position = positions[unit] else { return }
            participants.append(.init(unit: position, role: role, quantity: quantity, uom: uom))
        }
        if let parent = event.parent { add(parent, .parent, nil, nil) }
        for child in event.children { add(child.unit, .child, child.quantity, child.uom) }
        for input in event.inputs { add(input.unit, .input, input.quantity, input.uom) }
        for output in event.outputs { add(output.unit, .output, output.quantity, output.uom) }
        return participants
    }

    private func traced(_ loaded: LoadedEvent, _ participants: [TracedEvent.Participant]) -> TracedEvent {
        let event = loaded.stored.event
        let standing: TracedEvent.Standing =
            loaded.stored.declaredWrongBy != nil
            ? .declaredWrong : event.errorDeclaration != nil ? .declaration : .counts
        return TracedEvent(
            number: loaded.number.rawValue,
            eventID: loaded.stored.eventID,
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
            otherUnits: loaded.otherUnitCount(besides: participants.count) { positions[$0] != nil },
            sources: event.sources.map { .init(type: $0.type, id: $0.id) },
            destinations: event.destinations.map { .init(type: $0.type, id: $0.id) },
            standing: standing
        )
    }

    private mutating func addEdges() {
        for transformation in walk.transformations {
            guard let from = positions[transformation.input], let to = positions[transformation.output],
                let event = eventPositions[transformation.event]
            else { continue }
            let since = answer.events[event].milliseconds
            answer.edges.append(
                TraceEdge(kind: .transformation, from: from, to: to, event: event, since: since, until: since)
            )
        }
        for containment in walk.containments {
            guard let from = positions[containment.child], let to = positions[containment.parent],
                let event = eventPositions[containment.packing]
            else { continue }
            answer.edges.append(
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
        answer.edges.sort { ($0.event, $0.from, $0.to) < ($1.event, $1.from, $1.to) }
    }

    private func subjects() -> [TracedSubject] {
        var roles: [String: Set<String>] = [:]
        var events: [String: Int] = [:]
        for event in loaded where event.counts {
            var seen: Set<String> = []
            for party in event.stored.event.sources + event.stored.event.destinations
            where party.type != "location" {
                roles[party.id, default: []].insert(party.type)
                if seen.insert(party.id).inserted { events[party.id, default: 0] += 1 }
            }
        }
        return roles.keys.sorted().map {
            TracedSubject(id: $0, roles: (roles[$0] ?? []).sorted(), events: events[$0] ?? 0)
        }
    }

    private func places() -> [TracedPlace] {
        var places: [String: TracedPlace] = [:]
        for event in loaded where event.counts {
            let here = Set(
                [event.stored.event.readPoint?.id, event.stored.event.bizLocation?.id].compactMap(\.self)
            )
            for id in here {
                let known = places[id]
                places[id] = TracedPlace(
                    id: id,
                    first: known?.first ?? event.milliseconds,
                    last: event.milliseconds,
                    events: (known?.events ?? 0) + 1
                )
            }
        }
        return places.values.sorted { ($0.first, $0.id) < ($1.first, $1.id) }
    }
}
