// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
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
    var units = UnitMap<Reached>()
    /// In the order in which they were reached.
    var order: [CodeTable.ID] = []
    var events: Set<EventNumber> = []
    var containments: Set<Containment> = []
    var transformations: Set<Transformation> = []
    var cut: TraceCut?

    private var covered: [Way: UnitMap<[TimeSpan]>] = [:]
    private var turnings: Set<Turning> = []
    var histories = UnitMap<[EventLink]>()
    /// The index entries of carriers while goods were inside.
    var rides = UnitMap<Set<EventLink>>()
    var carriersOf = UnitMap<[Containment]>()
    var mates: [String: [EventNumber]] = [:]

    /// How a unit came into the answer.
    struct Reached {
        var relation: TracedUnit.Relation
        var depth: Int
    }

    /// Goods flowed from an input to an output.
    struct Transformation: Hashable {
        let input: CodeTable.ID
        let output: CodeTable.ID
        let event: EventNumber
    }

    /// A unit to be followed.
    struct Leg {
        let unit: CodeTable.ID
        let span: TimeSpan
        let way: Way
        let depth: Int
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
        guard try !history(of: starts).isEmpty else { return false }
        var legs: [Leg] = []
        for start in starts {
            reach(start, .start, depth: 0)
            if direction != .forward {
                legs.append(Leg(unit: start, span: .always, way: .back, depth: 0, isStart: true))
            }
            if direction != .back {
                legs.append(Leg(unit: start, span: .always, way: .forward, depth: 0, isStart: true))
            }
        }
        while !legs.isEmpty { legs = try hop(legs) }
        return true
    }

    private mutating func hop(_ legs: [Leg]) throws -> [Leg] {
        let fresh = legs.filter { take($0) }
        let turning = legs.filter { turns($0) }
        guard let depth = (fresh + turning).map(\.depth).max() else { return [] }
        if depth > limits.depth { return stop(.depth) }
        if order.count > limits.size || events.count > limits.size { return stop(.size) }
        if ContinuousClock.now > deadline { return stop(.time) }
        try readHistories(of: (fresh + turning).filter { !$0.way.isCarrier }.map(\.unit))
        var next: [Leg] = []
        for leg in fresh { next += leg.way.isCarrier ? try ride(leg) : try follow(leg) }
        for leg in turning { next += try contents(of: leg) }
        return next
    }

    private mutating func stop(_ reason: TraceCut) -> [Leg] {
        cut = cut ?? reason
        return []
    }

    /// Whether a leg says anything that was not followed yet; notes that it is being followed.
    private mutating func take(_ leg: Leg) -> Bool {
        if leg.span.isEmpty { return false }
        return covered[leg.way, default: UnitMap()][leg.unit, default: []].cover(leg.span)
    }

    /// Whether the contents of a unit at the moment at which it went in are still to be followed: they are others at
    /// each moment, also where the unit itself was followed further already.
    private mutating func turns(_ leg: Leg) -> Bool {
        leg.way == .back && !leg.isStart && !leg.span.isEmpty
            && turnings.insert(Turning(unit: leg.unit, moment: leg.span.until)).inserted
    }

    mutating func reach(_ unit: CodeTable.ID, _ relation: TracedUnit.Relation, depth: Int) {
        if let known = units[unit] {
            if known.relation.rank > relation.rank { units[unit]?.relation = relation }
            units[unit]?.depth = min(known.depth, depth)
        } else {
            units[unit] = Reached(relation: relation, depth: depth)
            order.append(unit)
        }
    }

    mutating func readHistories(of wanted: [CodeTable.ID]) throws {
        var missing: [CodeTable.ID] = []
        for unit in wanted where histories[unit] == nil {
            histories[unit] = []
            missing.append(unit)
        }
        guard !missing.isEmpty else { return }
        var read = UnitMap<[EventLink]>()
        swap(&read, &histories)
        try shelf.entries(of: missing, roles: [.unit, .mention]) { read[$0, default: []].append($1) }
        histories = read
    }

    /// All index entries of units over all time, read once.
    mutating func history(of wanted: [CodeTable.ID]) throws -> [EventLink] {
        try readHistories(of: wanted)
        return wanted.flatMap { histories[$0] ?? [] }
    }

    /// The index entries of a unit that the walk has read: of goods all, of a carrier those while it carried.
    func linksInAnswer(of unit: CodeTable.ID) -> [EventLink] {
        (histories[unit] ?? rides[unit].map(Array.init) ?? []).filter { events.contains($0.number) }
    }
}

extension [TimeSpan] {
    /// Adds a stretch; false where one of these holds all of it already.
    fileprivate mutating func cover(_ span: TimeSpan) -> Bool {
        if contains(where: { $0.contains(span) }) { return false }
        removeAll { span.contains($0) }
        append(span)
        return true
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
