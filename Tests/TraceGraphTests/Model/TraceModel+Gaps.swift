// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceGraph

extension TraceModel {
    private static let arrivals: Set<String?> = ["receiving", "arriving", "accepting"]

    func judgeGaps(in expectation: inout TraceExpectation) {
        for (unit, relations) in expectation.relations {
            if !relations.isDisjoint(with: [.start, .source]) { judgeBeginning(of: unit, &expectation) }
            judgeShipments(of: unit, isGoods: relations != [.carrier], &expectation)
            if history.units[unit].isInstance {
                judgePacking(of: unit, isGoods: relations != [.carrier], &expectation)
            }
        }
    }

    /// A transaction with action ADD and the parent of an event that packs nothing may pass for a beginning.
    private func judgeBeginning(of unit: Int, _ expectation: inout TraceExpectation) {
        func isMade(in event: HistoryEvent) -> Bool {
            event.type == .object && event.action == .add && event.objects.contains(unit)
                || event.outputs.contains(unit)
        }
        let gap = ModelGap(kind: .inputNobodyMade, unit: unit)
        let sure = expectation.events.filter { counting[$0] }.map { history.events[$0] }
        let possible = expectation.permittedEvents.filter { counting[$0] }.map { history.events[$0] }
        if !sure.contains(where: { isMade(in: $0) || $0.isPacking && $0.parent == unit }) {
            expectation.permittedGaps.insert(gap)
            let mayBeMade = possible.contains {
                isMade(in: $0) || $0.parent == unit || $0.action == .add && $0.objects.contains(unit)
            }
            if !mayBeMade { expectation.gaps.insert(gap) }
        }
    }

    /// What "around" and "inside" mean over time the page does not say: surely a gap where no unit that was ever
    /// around or inside arrived, surely none where a unit that was so from shipping to arrival did.
    private func judgeShipments(of unit: Int, isGoods: Bool, _ expectation: inout TraceExpectation) {
        let ever = family(of: unit) { _ in true }
        for position in expectation.permittedEvents where counting[position] {
            let shipment = history.events[position]
            guard shipment.step == "shipping", shipment.named.contains(unit),
                shipment.time < now - 48 * 3_600_000
            else { continue }
            let gap = ModelGap(kind: .shipmentNobodyReceived, unit: unit, event: position)
            let later = history.events.indices.filter {
                Self.arrivals.contains(history.events[$0].step) && history.events[$0].time >= shipment.time
            }
            if isGoods, expectation.events.contains(position),
                !later.contains(where: { !history.events[$0].named.isDisjoint(with: ever) })
            {
                expectation.gaps.insert(gap)
            }
            let surelyReceived = later.contains { arrival in
                let event = history.events[arrival]
                guard counting[arrival], expectation.events.contains(arrival), event.time > shipment.time
                else { return false }
                // Only what the answer follows: its containers and contents, over the whole way.
                let followed = Set(expectation.containments.map { containments[$0] })
                let family = family(of: unit) {
                    followed.contains($0) && $0.holds(at: shipment.time) && $0.holds(at: event.time)
                }
                return !event.named.isDisjoint(with: family)
            }
            if !surelyReceived { expectation.permittedGaps.insert(gap) }
        }
    }

    /// A unit, the containers around it and the units inside it.
    private func family(of unit: Int, _ counts: (ModelContainment) -> Bool) -> Set<Int> {
        around(unit, counts).union(reach(unit, counts, from: \.parent, to: \.child))
    }

    private func around(_ unit: Int, _ counts: (ModelContainment) -> Bool) -> Set<Int> {
        reach(unit, counts, from: \.child, to: \.parent)
    }

    private func reach(
        _ unit: Int,
        _ counts: (ModelContainment) -> Bool,
        from: KeyPath<ModelContainment, Int>,
        to: KeyPath<ModelContainment, Int>
    ) -> Set<Int> {
        let steps = containments.filter(counts)
        var reached: Set<Int> = [unit]
        var size = 0
        while size < reached.count {
            size = reached.count
            for step in steps where reached.contains(step[keyPath: from]) {
                reached.insert(step[keyPath: to])
            }
        }
        return reached
    }

    /// Surely a gap where the second packing lies inside the first stretch, both are aggregations, both were
    /// followed and neither container was ever in the other; surely none where one was so all the time.
    private func judgePacking(of unit: Int, isGoods: Bool, _ expectation: inout TraceExpectation) {
        let own = containments.indices.filter { containments[$0].child == unit }
        for second in own {
            let packing = containments[second]
            for first in own where first != second {
                let earlier = containments[first]
                guard earlier.parent != packing.parent, earlier.holds(at: packing.since) else { continue }
                let gaps = packing.beginnings.map {
                    ModelGap(kind: .packedTwice, unit: unit, event: $0, other: earlier.parent)
                }
                let nested: (TraceModel, (ModelContainment) -> Bool) -> Bool = { model, counts in
                    model.around(earlier.parent, counts).contains(packing.parent)
                        || model.around(packing.parent, counts).contains(earlier.parent)
                }
                let isInside = earlier.since < packing.since && packing.since < earlier.until
                let shared = min(earlier.until, packing.until)
                if isInside, nested(self, { $0.since < packing.since && $0.until >= shared }) { continue }
                expectation.permittedGaps.formUnion(gaps)
                let packings = (earlier.beginnings + packing.beginnings).map { history.events[$0].type }
                if isInside, isGoods, gaps.count == 1,
                    expectation.containments.isSuperset(of: [first, second]),
                    packings.allSatisfy({ $0 == .aggregation }), !nested(self, { _ in true })
                {
                    expectation.gaps.formUnion(gaps)
                }
            }
        }
    }
}
