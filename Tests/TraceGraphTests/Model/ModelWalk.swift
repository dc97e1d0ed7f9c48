// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// Follows goods and carriers until nothing new is found.
struct ModelWalk {
    let model: TraceModel
    let start: Int
    private(set) var expectation = TraceExpectation()

    init(model: TraceModel, start: Int) {
        self.model = model
        self.start = start
        expectation.relations[start] = [.start]
    }

    /// Goods, followed back up to a time or forward from it.
    private struct Goods: Hashable {
        let unit: Int
        let time: Int64
    }

    /// A container, followed for a stretch.
    private struct Carrier: Hashable {
        let unit: Int
        let from: Int64
        let to: Int64
    }

    private var history: History { model.history }
    private var events: [HistoryEvent] { model.history.events }

    mutating func followBack() {
        var goods = [Goods(unit: start, time: .max)]
        var carriers: [Carrier] = []
        var (goodsDone, carriersDone): (Set<Goods>, Set<Carrier>) = ([], [])
        while !goods.isEmpty || !carriers.isEmpty {
            if let next = goods.popLast(), goodsDone.insert(next).inserted {
                let isStart = next == Goods(unit: start, time: .max)
                addEvents { $0.named.contains(next.unit) && $0.time <= next.time }
                goods += inputs(of: next)
                goods += contentsBack(of: next, isStart: isStart)
                carriers += containers(of: next.unit, .min, next.time)
            }
            if let next = carriers.popLast(), carriersDone.insert(next).inserted {
                carriers += carried(by: next)
            }
        }
    }

    mutating func followForward() {
        var goods = [Goods(unit: start, time: .min)]
        var carriers: [Carrier] = []
        var (goodsDone, carriersDone): (Set<Goods>, Set<Carrier>) = ([], [])
        while !goods.isEmpty || !carriers.isEmpty {
            if let next = goods.popLast(), goodsDone.insert(next).inserted {
                addEvents { $0.named.contains(next.unit) && $0.time >= next.time }
                goods += outputs(of: next.unit, next.time, .max)
                goods += contentsForward(of: next)
                carriers += containers(of: next.unit, next.time, .max)
            }
            if let next = carriers.popLast(), carriersDone.insert(next).inserted {
                carriers += carried(by: next)
                goods += outputs(of: next.unit, next.from, next.to)
            }
        }
    }
}

extension ModelWalk {
    private mutating func addEvents(_ matches: (HistoryEvent) -> Bool) {
        for position in events.indices where matches(events[position]) {
            expectation.events.insert(position)
            expectation.permittedEvents.insert(position)
        }
    }

    /// Notes what a unit is; whether it is to be followed.
    private mutating func meet(_ unit: Int, as relation: TracedUnit.Relation) -> Bool {
        let isFollowed = history.units[unit].isTraceable || unit == start
        if isFollowed {
            expectation.relations[unit, default: []].insert(relation)
        } else {
            expectation.permittedMentions.insert(unit)
        }
        return isFollowed
    }

    private mutating func follow(_ position: Int) {
        let containment = model.containments[position]
        expectation.containments.insert(position)
        for choices in [containment.beginnings, containment.endings] where !choices.isEmpty {
            if choices.count == 1 { expectation.events.insert(choices[0]) }
            expectation.eventChoices.append(choices)
            expectation.permittedEvents.formUnion(choices)
        }
    }

    private mutating func inputs(of goods: Goods) -> [Goods] {
        var found: [Goods] = []
        for position in events.indices
        where model.counting[position] && events[position].outputs.contains(goods.unit)
            && events[position].time <= goods.time
        {
            for part in model.transformation(of: position) {
                expectation.permittedEvents.insert(part)
                for input in events[part].inputs where meet(input, as: .source) {
                    expectation.transformations.insert(ModelFlow(from: input, to: goods.unit))
                    found.append(Goods(unit: input, time: events[part].time))
                }
            }
        }
        return found
    }

    /// The outputs of transformations into which a unit went between two times.
    private mutating func outputs(of unit: Int, _ from: Int64, _ to: Int64) -> [Goods] {
        var found: [Goods] = []
        for position in events.indices
        where model.counting[position] && events[position].inputs.contains(unit)
            && (from...to).contains(events[position].time)
        {
            for part in model.transformation(of: position) {
                expectation.permittedEvents.insert(part)
                for output in events[part].outputs where meet(output, as: .product) {
                    expectation.transformations.insert(ModelFlow(from: unit, to: output))
                    found.append(Goods(unit: output, time: events[part].time))
                }
            }
        }
        return found
    }

    /// Whether what was found in a container is to be followed; the page leaves open whether the packing and
    /// unpacking of what is only mentioned are in the answer.
    private mutating func meetContent(_ position: Int, as relation: TracedUnit.Relation) -> Bool {
        let containment = model.containments[position]
        if meet(containment.child, as: relation) { return true }
        expectation.permittedEvents.formUnion(containment.beginnings + containment.endings)
        return false
    }

    private mutating func contentsBack(of goods: Goods, isStart: Bool) -> [Goods] {
        var found: [Goods] = []
        for (position, containment) in model.containments.enumerated()
        where containment.parent == goods.unit && (isStart || containment.holds(at: goods.time))
            && meetContent(position, as: .source)
        {
            follow(position)
            found.append(Goods(unit: containment.child, time: min(goods.time, containment.until)))
        }
        return found
    }

    private mutating func contentsForward(of goods: Goods) -> [Goods] {
        var found: [Goods] = []
        for (position, containment) in model.containments.enumerated()
        where containment.parent == goods.unit && containment.until >= goods.time
            && meetContent(position, as: .product)
        {
            follow(position)
            found.append(Goods(unit: containment.child, time: max(goods.time, containment.since)))
        }
        return found
    }

    /// The containers that held a unit between two times, each for the part that they share.
    private mutating func containers(of unit: Int, _ from: Int64, _ to: Int64) -> [Carrier] {
        var found: [Carrier] = []
        for (position, containment) in model.containments.enumerated()
        where containment.child == unit && containment.overlaps(from, to)
            && meet(containment.parent, as: .carrier)
        {
            follow(position)
            found.append(
                Carrier(
                    unit: containment.parent,
                    from: max(from, containment.since),
                    to: min(to, containment.until)
                )
            )
        }
        return found
    }

    /// A carrier's own events in its stretch, and the containers that carried it.
    private mutating func carried(by carrier: Carrier) -> [Carrier] {
        addEvents {
            $0.named.contains(carrier.unit) && $0.parent != carrier.unit
                && (carrier.from...carrier.to).contains($0.time)
        }
        return containers(of: carrier.unit, carrier.from, carrier.to)
    }
}
