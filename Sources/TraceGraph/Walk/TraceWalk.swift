// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceLedger

/// Follows goods through the events, hop by hop, with one batched query a hop.
///
/// A hop is a set of *legs*: a unit to be followed over a stretch of time. Goods are followed back from a moment
/// or forward from a moment. A container that carried goods is followed only while they were inside, and what
/// else it carried is not followed at all.
struct TraceWalk {
    var shelf: EventShelf
    private let limits: TraceLimits
    private let deadline: ContinuousClock.Instant

    /// The units of the answer.
    var units = UnitMap<Reached?>(empty: nil)
    /// In the order in which they were reached.
    var order: [CodeTable.ID] = []
    var events = PlaceSet()
    var containments: Set<Containment> = []
    var flows: Set<Flow> = []
    var cut: TraceCut?

    private var covered: [Way: Coverage] = [:]
    private var turnings: Set<Turning> = []
    var histories = LinkTable()
    /// The index entries of carriers while goods were inside.
    var rides: [CodeTable.ID: Set<UnitLink>] = [:]
    var carriersOf = UnitMap<[Containment]?>(empty: nil)
    var mates: [String: [EventShelf.Place]] = [:]

    /// How a unit came into the answer.
    struct Reached {
        /// In the order of the answer.
        let position: Int32
        var depth: Int32
        var relation: TracedUnit.Relation
    }

    /// Goods flowed through an event: back from a unit to all inputs, or forward from it to all products.
    struct Flow: Hashable {
        let unit: CodeTable.ID
        let event: EventShelf.Place
        let isBack: Bool
    }

    /// A unit to be followed.
    struct Leg {
        let span: TimeSpan
        let unit: CodeTable.ID
        let depth: Int32
        let way: Way
        /// Whether the contents of this unit are wanted over all time, and not only at the turning moment.
        var isStart = false
    }

    enum Way: Hashable {
        case back, forward, carrierBack, carrierForward

        var isCarrier: Bool { self == .carrierBack || self == .carrierForward }
        var isBack: Bool { self == .back || self == .carrierBack }
    }

    private struct Turning: Hashable {
        let unit: CodeTable.ID
        let moment: Int64
    }

    init(reader: LedgerReader, limits: TraceLimits) {
        shelf = EventShelf(reader: reader)
        self.limits = limits
        deadline = .now + limits.time
    }

    /// Follows units; false where no event names any of them.
    mutating func run(from uris: [String], direction: TraceAnswer.Direction) throws -> Bool {
        let starts = uris.map { shelf.codes.id(of: $0) }
        try readHistories(of: starts)
        guard starts.contains(where: { !histories.indices(of: $0).isEmpty }) else { return false }
        var legs: [Leg] = []
        for start in starts {
            reach(start, .start, depth: 0)
            if direction != .forward {
                legs.append(Leg(span: .always, unit: start, depth: 0, way: .back, isStart: true))
            }
            if direction != .back {
                legs.append(Leg(span: .always, unit: start, depth: 0, way: .forward, isStart: true))
            }
        }
        while !legs.isEmpty { try hop(&legs) }
        return true
    }

    /// Follows legs, and puts those in their place that lead on from them.
    private mutating func hop(_ legs: inout [Leg]) throws {
        let turning = legs.filter { turns($0) }
        legs.removeAll { !take($0) }
        let all = [legs, turning].joined()
        guard let depth = all.lazy.map(\.depth).max(), mayGoOn(depth) else { return legs = [] }
        try readHistories(of: all.lazy.filter { !$0.way.isCarrier }.map(\.unit))
        var next: [Leg] = []
        for leg in legs { next += leg.way.isCarrier ? try ride(leg) : try follow(leg) }
        for leg in turning { next += try contents(of: leg) }
        legs = next
    }

    /// Whether the limits let a hop be made; notes which one does not.
    private mutating func mayGoOn(_ depth: Int32) -> Bool {
        if depth > limits.depth {
            cut = .depth
        } else if order.count > limits.size || events.count > limits.size {
            cut = .size
        } else if ContinuousClock.now > deadline {
            cut = .time
        }
        return cut == nil
    }

    /// Whether a leg says anything that was not followed yet; notes that it is being followed.
    private mutating func take(_ leg: Leg) -> Bool {
        if leg.span.isEmpty { return false }
        return covered[leg.way, default: Coverage()].cover(leg.span, of: leg.unit)
    }

    /// Whether the contents of a unit at the moment at which it went in are still to be followed: they are others at
    /// each moment, also where the unit itself was followed further already.
    private mutating func turns(_ leg: Leg) -> Bool {
        leg.way == .back && !leg.isStart && !leg.span.isEmpty
            && turnings.insert(Turning(unit: leg.unit, moment: leg.span.until)).inserted
    }

    mutating func reach(_ unit: CodeTable.ID, _ relation: TracedUnit.Relation, depth: Int32) {
        if let known = units[unit] {
            if known.relation.rank > relation.rank { units[unit]?.relation = relation }
            if known.depth > depth { units[unit]?.depth = depth }
        } else {
            units[unit] = Reached(position: Int32(order.count), depth: depth, relation: relation)
            order.append(unit)
        }
    }

    /// A unit's place in the order of the answer; nil where it is not in it.
    func position(of unit: CodeTable.ID) -> Int? { units[unit].map { Int($0.position) } }

    /// Reads all index entries of units over all time, of each unit once.
    mutating func readHistories(of wanted: some Sequence<CodeTable.ID>) throws {
        var missing: [CodeTable.ID] = []
        for unit in wanted where !histories.holds(unit) {
            histories.hold(unit)
            missing.append(unit)
        }
        guard !missing.isEmpty else { return }
        var read = LinkTable()
        swap(&read, &histories)
        try shelf.entries(of: missing, roles: [.unit, .mention]) { read.append($1, of: $0) }
        histories = read
    }

    /// The index entries of a unit that the walk has read: of goods all, of a carrier those while it carried.
    func forEachLinkInAnswer(of unit: CodeTable.ID, _ body: (UnitLink, LoadedEvent) -> Void) {
        func tell(_ link: UnitLink) {
            if events.contains(link.event) { body(link, shelf[link.event]) }
        }
        if histories.holds(unit) {
            for index in histories.indices(of: unit) { tell(histories[index]) }
        } else {
            rides[unit]?.forEach(tell)
        }
    }
}

extension TracedUnit.Relation {
    /// Of several relations the first in this order is told.
    fileprivate var rank: Int {
        switch self {
        case .start: 0
        case .source: 1
        case .product: 2
        case .carrier: 3
        case .mention: 4
        }
    }
}
