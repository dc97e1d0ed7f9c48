// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceTesting

/// Makes random histories: shaped like those of practice, and not always sensible.
struct HistoryGenerator {
    private var random: SeededGenerator
    private var history: History
    private var time: Int64
    private let step: Int64
    /// Of 100 events, how many happen at the very moment of the one before.
    private let ties: Int
    /// Of 100 units chosen, how many are of the first few, so that things meet.
    private let focus: Int

    /// The history of a seed; the same in every run.
    ///
    /// - Parameter now: milliseconds since 1970 before which everything happens.
    static func history(seed: UInt64, world: Int, now: Int64) -> History {
        var generator = HistoryGenerator(seed: seed, world: world, now: now)
        generator.fill()
        return generator.history
    }

    private init(seed: UInt64, world: Int, now: Int64) {
        var random = SeededGenerator(seed: seed)
        let units = Int.random(in: 5...30, using: &random)
        let events = Int.random(in: 10...60, using: &random)
        let hours = Int64.random(in: 40...600, using: &random)
        step = hours * 3_600_000 / Int64(events)
        time = now - hours * 3_600_000 - 1
        ties = Bool.random(using: &random) ? 0 : Int.random(in: 5...40, using: &random)
        focus = Int.random(in: 0...80, using: &random)
        history = History(world: world, units: [], events: [])
        let kinds: [(HistoryUnit, Int)] = [
            (.container, 30), (.instance, 33), (.lot, 25), (.product, 6), (.asset, 6),
        ]
        for _ in 0..<units { history.units.append(Self.pick(kinds, &random)) }
        history.events.reserveCapacity(events)
        self.random = random
        count = events
    }

    private let count: Int

    private mutating func fill() {
        let makers: [(Maker, Int)] = [
            (.commission, 12), (.observe, 24), (.destroy, 4), (.pack, 22), (.unpack, 9), (.unpackAll, 3),
            (.look, 3), (.repack, 5), (.transform, 13), (.associate, 5), (.transact, 3), (.declareWrong, 7),
        ]
        while history.events.count < count {
            if history.events.isEmpty || !chance(ties) {
                time += Int64.random(in: 1...max(step, 1), using: &random)
            }
            guard var event = make(Self.pick(makers, &random)) else { continue }
            if event.declaration == nil, contradicts(event) {
                time += 1
                event.time = time
            }
            history.events.append(event)
        }
    }

    /// Whether an event of the same moment packs what this one takes out or ends, or the other way round.
    ///
    /// The page does not say which of the two counts first.
    private func contradicts(_ event: HistoryEvent) -> Bool {
        history.events.contains { other in
            guard other.time == event.time else { return false }
            func undoes(_ packing: HistoryEvent, _ end: HistoryEvent) -> Bool {
                packing.isPacking
                    && (end.isUnpacking && end.parent == packing.parent
                        || !Set(end.inputs + (end.action == .delete ? end.objects : []))
                            .isDisjoint(with: packing.children))
            }
            return undoes(other, event) || undoes(event, other)
        }
    }

    private enum Maker {
        case commission, observe, destroy, pack, unpack, unpackAll, look, repack, transform, associate,
            transact
        case declareWrong
    }

    private mutating func make(_ maker: Maker) -> HistoryEvent? {
        switch maker {
        case .commission: objectEvent(.add, step: "commissioning")
        case .observe:
            objectEvent(
                .observe,
                step: Self.pick(
                    [
                        ("shipping", 30), ("receiving", 15), ("arriving", 5), ("accepting", 5),
                        ("inspecting", 15), ("storing", 15), (nil, 15),
                    ],
                    &random
                )
            )
        case .destroy: objectEvent(.delete, step: "destroying")
        case .pack: pack(.aggregation)
        case .unpack: unpack()
        case .unpackAll: unpackAll()
        case .look: look()
        case .repack: again()
        case .transform: transform()
        case .associate: chance(65) ? pack(.association) : unpack()
        case .transact: transact()
        case .declareWrong: declareWrong()
        }
    }
}

extension HistoryGenerator {
    private func blank(_ type: EventType, _ action: Action?, _ step: String?) -> HistoryEvent {
        HistoryEvent(id: history.events.count, time: time, type: type, action: action, step: step)
    }

    private mutating func objectEvent(_ action: Action, step: String?) -> HistoryEvent? {
        var event = blank(.object, action, step)
        event.objects = units(1...3)
        return event
    }

    private mutating func pack(_ type: EventType) -> HistoryEvent? {
        var event = blank(
            type,
            .add,
            type == .aggregation ? (chance(10) ? "shipping" : "packing") : "installing"
        )
        guard let parent = parent() else { return nil }
        event.parent = parent
        event.children = units(1...3).filter { $0 != parent }
        return event.children.isEmpty ? nil : event
    }

    /// Mostly what was packed before, sometimes what was not.
    private mutating func unpack() -> HistoryEvent? {
        let packings = history.events.filter(\.isPacking)
        guard chance(90), var event = packings.randomElement(using: &random) else {
            return pack(.aggregation)
        }
        let type: EventType =
            chance(85) ? event.type : (event.type == .aggregation ? .association : .aggregation)
        let children = event.children.shuffled(using: &random)
        event = blankUnpacking(type, parent: event.parent)
        event.children = Array(children.prefix(Int.random(in: 1...children.count, using: &random)))
        return event
    }

    private mutating func unpackAll() -> HistoryEvent? {
        guard let packed = history.events.filter(\.isPacking).randomElement(using: &random) else {
            return nil
        }
        return blankUnpacking(chance(85) ? .aggregation : .association, parent: packed.parent)
    }

    private mutating func blankUnpacking(_ type: EventType, parent: Int?) -> HistoryEvent {
        var event = blank(type, .delete, chance(90) ? "unpacking" : "receiving")
        event.parent = parent
        return event
    }

    private mutating func look() -> HistoryEvent? {
        var event = blank(
            chance(80) ? .aggregation : .association,
            .observe,
            chance(50) ? "shipping" : "receiving"
        )
        event.parent = event.type == .aggregation && chance(30) ? nil : parent()
        event.children = units(1...2).filter { $0 != event.parent }
        return event.children.isEmpty ? nil : event
    }

    /// An earlier event once more, with an ID and a time of its own.
    private mutating func again() -> HistoryEvent? {
        let earlier = history.events.filter { $0.isPacking || $0.type == .transformation }
        guard var event = earlier.randomElement(using: &random) else { return nil }
        event.id = history.events.count
        event.time = time
        return event
    }

    private mutating func transform() -> HistoryEvent? {
        var event = blank(.transformation, nil, "commissioning")
        event.inputs = units(1...3)
        event.outputs = units(1...3)
        if chance(95) { event.outputs.removeAll(where: event.inputs.contains) }
        if chance(40) {
            event.transformationID = Int.random(in: 0..<2, using: &random)
            if chance(40) { if chance(50) { event.inputs = [] } else { event.outputs = [] } }
        }
        return event.named.isEmpty || event.transformationID == nil && event.outputs.isEmpty ? nil : event
    }

    private mutating func transact() -> HistoryEvent? {
        var event = blank(
            .transaction,
            Self.pick([(.add, 1), (.observe, 1), (.delete, 1)], &random),
            "shipping"
        )
        event.objects = units(1...2)
        return event
    }

    /// Mostly of an event of this history, sometimes of one that nobody ever captured.
    private mutating func declareWrong() -> HistoryEvent? {
        guard var event = history.events.randomElement(using: &random), event.declaration == nil else {
            return nil
        }
        event.declaration = history.events.count
        if chance(5) { event.id = history.events.count }
        return event
    }
}

extension HistoryGenerator {
    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func unit() -> Int {
        Int.random(in: 0..<(chance(focus) ? 5 : history.units.count), using: &random)
    }

    private mutating func units(_ count: ClosedRange<Int>) -> [Int] {
        var list: [Int] = []
        for _ in 0..<Int.random(in: count, using: &random) {
            let unit = unit()
            if !list.contains(unit) { list.append(unit) }
        }
        return list
    }

    private mutating func parent() -> Int? {
        for _ in 0..<8 {
            let unit = unit()
            switch history.units[unit] {
            case .container: return unit
            case .asset, .instance: if chance(30) { return unit }
            case .lot: if chance(5) { return unit }
            case .product: continue
            }
        }
        return nil
    }

    private static func pick<Value>(_ weighted: [(Value, Int)], _ random: inout SeededGenerator) -> Value {
        var draw = Int.random(in: 0..<weighted.reduce(0) { $0 + $1.1 }, using: &random)
        for (value, weight) in weighted {
            if draw < weight { return value }
            draw -= weight
        }
        preconditionFailure("a draw is below the sum of the weights")
    }
}
