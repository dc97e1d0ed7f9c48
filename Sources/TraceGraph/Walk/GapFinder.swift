// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger

/// Finds what the records of an answer should say and do not.
struct GapFinder {
    let walk: TraceWalk
    /// The events of the answer in order of time.
    let events: [LoadedEvent]
    let positions: UnitMap<Int>
    let eventPositions: [EventNumber: Int]
    private let neighbours: ContainmentIndex

    init(
        walk: TraceWalk,
        events: [LoadedEvent],
        positions: UnitMap<Int>,
        eventPositions: [EventNumber: Int]
    ) {
        self.walk = walk
        self.events = events
        self.positions = positions
        self.eventPositions = eventPositions
        neighbours = ContainmentIndex(walk.containments)
    }

    /// Goods on their way for less than this are not missed yet, in milliseconds (DOMAIN: alarm DR-03, 48 h).
    private static let transitTime: Int64 = 48 * 3_600_000
    private static let shippingSteps: Set<String> = ["shipping"]
    private static let arrivalSteps: Set<String> = ["receiving", "arriving", "accepting"]

    /// - Parameter now: milliseconds since 1970.
    func gaps(now: Int64) -> [TraceGap] {
        let gaps = inputsNobodyMade() + shipmentsNobodyReceived(now: now) + packedTwice()
        return gaps.sorted {
            ($0.event ?? -1, $0.unit, $0.kind.rawValue) < ($1.event ?? -1, $1.unit, $1.kind.rawValue)
        }
    }

    private func inputsNobodyMade() -> [TraceGap] {
        var firstUse: [CodeTable.ID: EventNumber] = [:]
        for use in walk.transformations where isSource(use.input) {
            firstUse[use.input] = min(firstUse[use.input] ?? use.event, use.event)
        }
        return walk.order.compactMap { unit in
            guard isSource(unit), let position = positions[unit], !wasMade(unit) else { return nil }
            return TraceGap(
                kind: .inputNobodyMade,
                unit: position,
                event: firstUse[unit].flatMap { eventPositions[$0] },
                other: nil
            )
        }
    }

    private func isSource(_ unit: CodeTable.ID) -> Bool {
        walk.units[unit].map { $0.relation == .source || $0.relation == .start } ?? false
    }

    /// Whether an event shows where a unit began: it was commissioned or came out of a transformation. A container
    /// begins nowhere; what it held does.
    private func wasMade(_ unit: CodeTable.ID) -> Bool {
        walk.linksInAnswer(of: unit).contains { link in
            guard let event = walk.shelf[link.number], event.counts else { return false }
            return !link.role.isDisjoint(with: [.output, .parent])
                || !link.role.isDisjoint(with: [.epc, .quantity]) && event.stored.event.action == .add
        }
    }

    private func shipmentsNobodyReceived(now: Int64) -> [TraceGap] {
        let steps = StepIndex(walk: walk, shipping: Self.shippingSteps, arrival: Self.arrivalSteps)
        return events.flatMap { event -> [TraceGap] in
            guard event.milliseconds + Self.transitTime < now, let position = eventPositions[event.number]
            else { return [] }
            return steps.shipped[event.number, default: []].compactMap { unit in
                let arrived = neighbours.around(unit, from: event.milliseconds).contains { relative in
                    steps.arrivals[relative, default: []].contains { $0 >= event.milliseconds }
                }
                guard !arrived, let unit = positions[unit] else { return nil }
                return TraceGap(kind: .shipmentNobodyReceived, unit: unit, event: position, other: nil)
            }
        }
    }

    /// An instance that is packed while it is in another container, unless one container is inside the other.
    private func packedTwice() -> [TraceGap] {
        Dictionary(grouping: walk.containments.filter { !$0.isAssociation }, by: \.child).flatMap {
            child,
            all -> [TraceGap] in
            guard walk.shelf.codes[child].code.level == .instance, let unit = positions[child] else {
                return []
            }
            let ordered = all.sorted { ($0.span.since, $0.packing) < ($1.span.since, $1.packing) }
            return ordered.indices.flatMap { later in
                ordered[..<later].compactMap { earlier -> TraceGap? in
                    let later = ordered[later]
                    guard earlier.parent != later.parent, later.span.since < earlier.span.until,
                        !isNested(earlier.parent, later.parent, at: later.span.since)
                    else { return nil }
                    return TraceGap(
                        kind: .packedTwice,
                        unit: unit,
                        event: eventPositions[later.packing],
                        other: positions[earlier.parent]
                    )
                }
            }
        }
    }

    private func isNested(_ one: CodeTable.ID, _ two: CodeTable.ID, at milliseconds: Int64) -> Bool {
        neighbours.containers(of: one, at: milliseconds).contains(two)
            || neighbours.containers(of: two, at: milliseconds).contains(one)
    }
}

/// Which units were shipped in which event, and when each unit arrived somewhere.
private struct StepIndex {
    private(set) var shipped: [EventNumber: [CodeTable.ID]] = [:]
    private(set) var arrivals: [CodeTable.ID: [Int64]] = [:]

    init(walk: TraceWalk, shipping: Set<String>, arrival: Set<String>) {
        for unit in walk.order {
            for link in walk.linksInAnswer(of: unit) {
                guard !link.role.isDisjoint(with: .unit), let event = walk.shelf[link.number], event.counts,
                    event.isStep(of: shipping)
                else { continue }
                shipped[event.number, default: []].append(unit)
            }
        }
        // A carrier arrives also where it unpacks and where it no longer carries, which its own entries leave out.
        for event in walk.events.compactMap({ walk.shelf[$0] })
        where event.counts && event.isStep(of: arrival) {
            for unit in event.units(in: walk.shelf.codes) {
                arrivals[unit, default: []].append(event.milliseconds)
            }
        }
    }
}

extension LoadedEvent {
    fileprivate func isStep(of steps: Set<String>) -> Bool { steps.contains(stored.event.bizStep ?? "") }
}
