// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger

/// Finds what the records of an answer should say and do not.
struct GapFinder {
    private let walk: TraceWalk
    /// The events of the answer in order of time.
    private let places: [EventShelf.Place]
    private let ranks: EventRanks
    private let neighbours: ContainmentIndex

    init(walk: TraceWalk, places: [EventShelf.Place]) {
        self.walk = walk
        self.places = places
        ranks = EventRanks(places, of: walk.shelf)
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
        var firstUse: [CodeTable.ID: Int] = [:]
        walk.forEachTransformation { input, _, place in
            guard isSource(input), let rank = ranks[place] else { return }
            firstUse[input] = min(firstUse[input] ?? rank, rank)
        }
        return walk.order.compactMap { unit in
            guard isSource(unit), let position = walk.position(of: unit), !wasMade(unit) else { return nil }
            return TraceGap(kind: .inputNobodyMade, unit: position, event: firstUse[unit], other: nil)
        }
    }

    private func isSource(_ unit: CodeTable.ID) -> Bool {
        walk.units[unit].map { $0.relation == .source || $0.relation == .start } ?? false
    }

    /// Whether an event shows where a unit began: it was commissioned or came out of a transformation. A container
    /// begins nowhere; what it held does.
    private func wasMade(_ unit: CodeTable.ID) -> Bool {
        var isMade = false
        walk.forEachLinkInAnswer(of: unit) { link, event in
            guard event.counts else { return }
            if !link.role.isDisjoint(with: [.output, .parent])
                || !link.role.isDisjoint(with: [.epc, .quantity]) && event.event.action == .add
            {
                isMade = true
            }
        }
        return isMade
    }

    private func shipmentsNobodyReceived(now: Int64) -> [TraceGap] {
        let steps = StepIndex(walk: walk, shipping: Self.shippingSteps, arrival: Self.arrivalSteps)
        return places.enumerated().flatMap { rank, place -> [TraceGap] in
            let shippedAt = walk.shelf[place].milliseconds
            guard shippedAt + Self.transitTime < now else { return [] }
            return steps.shipped[place, default: []].compactMap { unit in
                let arrived = neighbours.around(unit, from: shippedAt).contains { relative in
                    steps.arrivals[relative, default: []].contains { $0 >= shippedAt }
                }
                guard !arrived, let unit = walk.position(of: unit) else { return nil }
                return TraceGap(kind: .shipmentNobodyReceived, unit: unit, event: rank, other: nil)
            }
        }
    }

    /// An instance that is packed while it is in another container, unless one container is inside the other.
    private func packedTwice() -> [TraceGap] {
        Dictionary(grouping: walk.containments.filter { !$0.isAssociation }, by: \.child).flatMap {
            child,
            all -> [TraceGap] in
            guard walk.shelf.codes.level(of: child) == .instance,
                let unit = walk.position(of: child)
            else {
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
                        event: walk.shelf.place(of: later.packing).flatMap { ranks[$0] },
                        other: walk.position(of: earlier.parent)
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
    private(set) var shipped: [EventShelf.Place: [CodeTable.ID]] = [:]
    private(set) var arrivals: [CodeTable.ID: [Int64]] = [:]

    init(walk: TraceWalk, shipping: Set<String>, arrival: Set<String>) {
        func isStep(_ event: LoadedEvent, of steps: Set<String>) -> Bool {
            event.counts && steps.contains(event.event.bizStep ?? "")
        }
        let places = walk.events.members
        let shipments = Set(places.filter { isStep(walk.shelf[$0], of: shipping) })
        if !shipments.isEmpty {
            for unit in walk.order {
                walk.forEachLinkInAnswer(of: unit) { link, _ in
                    guard shipments.contains(link.event), !link.role.isDisjoint(with: .unit) else { return }
                    shipped[link.event, default: []].append(unit)
                }
            }
        }
        // A carrier arrives also where it unpacks and where it no longer carries, which its own entries leave out.
        for event in places.lazy.map({ walk.shelf[$0] }) where isStep(event, of: arrival) {
            for unit in event.units(in: walk.shelf.codes) {
                arrivals[unit, default: []].append(event.milliseconds)
            }
        }
    }
}
