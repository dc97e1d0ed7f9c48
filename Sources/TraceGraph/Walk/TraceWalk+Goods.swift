// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceLedger

extension TraceWalk {
    /// Follows goods: their own events, what they were made of or made into, what carried them, what they contain.
    mutating func follow(_ leg: Leg) throws -> [Leg] {
        var next: [Leg] = []
        for index in histories.indices(of: leg.unit) {
            let link = histories[index]
            let event = shelf[link.event]
            guard leg.span.contains(event.milliseconds) else { continue }
            events.insert(link.event)
            guard event.counts else { continue }
            if leg.way == .back, event.isProduct(link.role) {
                next += try sources(of: leg.unit, in: link.event, depth: leg.depth + 1)
            }
            if leg.way == .forward, event.isInput(link.role) {
                next += try products(of: leg.unit, in: link.event, depth: leg.depth + 1)
            }
        }
        next += try carriers(of: leg)
        if leg.way == .forward || leg.isStart { next += try contents(of: leg) }
        return next
    }

    private mutating func sources(of output: CodeTable.ID, in place: EventShelf.Place, depth: Int32) throws
        -> [Leg]
    {
        try partners(of: place).flatMap { place in
            flows.insert(Flow(unit: output, event: place, isBack: true))
            let partner = shelf[place]
            let span = TimeSpan(since: .min, until: partner.milliseconds)
            return partner.inputs.units.compactMap { leg(to: $0, span, .back, depth) }
        }
    }

    mutating func products(of input: CodeTable.ID, in place: EventShelf.Place, depth: Int32) throws -> [Leg] {
        try partners(of: place).flatMap { place in
            flows.insert(Flow(unit: input, event: place, isBack: false))
            let partner = shelf[place]
            let span = TimeSpan(since: partner.milliseconds, until: .max)
            return partner.products.units.compactMap { leg(to: $0, span, .forward, depth) }
        }
    }

    /// What the walk followed through events, one input and one output at a time; some are told twice.
    func forEachTransformation(
        _ body: (_ input: CodeTable.ID, _ output: CodeTable.ID, _ event: EventShelf.Place) -> Void
    ) {
        for flow in flows {
            if flow.isBack {
                for input in shelf[flow.event].inputs.units { body(input, flow.unit, flow.event) }
            } else {
                for output in shelf[flow.event].products.units { body(flow.unit, output, flow.event) }
            }
        }
    }

    /// The events of one transformation: the event itself and those with the same transformation ID.
    private mutating func partners(of place: EventShelf.Place) throws -> [EventShelf.Place] {
        guard let id = shelf[place].transformation else { return [place] }
        if mates[id] == nil {
            let links = try shelf.reader.links(of: [Sought(id)], roles: .transformation)
            try shelf.load(links.lazy.map(\.number))
            mates[id] = links.compactMap { shelf.place(of: $0.number) }.filter {
                shelf[$0].counts && shelf[$0].transformation == id
            }
        }
        let places = mates[id] ?? []
        for place in places { events.insert(place) }
        return places
    }

    private mutating func leg(to unit: CodeTable.ID, _ span: TimeSpan, _ way: Way, _ depth: Int32) -> Leg? {
        guard shelf.codes.isTraceable(unit) else {
            reach(unit, .mention, depth: depth)
            return nil
        }
        reach(unit, way.isBack ? .source : .product, depth: depth)
        return Leg(span: span, unit: unit, depth: depth, way: way)
    }

    /// What a unit contained: of the start and forward over the leg's time, of a source at the moment it went in.
    mutating func contents(of leg: Leg) throws -> [Leg] {
        var children: Set<CodeTable.ID> = []
        for index in histories.indices(of: leg.unit) where histories[index].role.contains(.parent) {
            let event = shelf[histories[index].event]
            if event.parent == leg.unit { children.formUnion(event.children.units) }
        }
        guard !children.isEmpty else { return [] }
        try readHistories(of: children.filter { shelf.codes.isTraceable($0) })
        var next: [Leg] = []
        for content in try children.sorted().flatMap({ try carriers(of: $0) })
        where content.parent == leg.unit {
            let turning = leg.way == .back ? leg.span.until : leg.span.since
            let isWanted =
                leg.isStart || leg.way == .forward
                ? !content.span.intersection(leg.span).isEmpty : content.span.contains(turning)
            guard isWanted else { continue }
            note(content)
            let span =
                leg.way == .back
                ? TimeSpan(since: .min, until: min(content.span.until, leg.span.until))
                : TimeSpan(since: max(content.span.since, leg.span.since), until: .max)
            if let child = self.leg(to: content.child, span, leg.way, leg.depth + 1) { next.append(child) }
        }
        return next
    }

    mutating func note(_ containment: Containment) {
        containments.insert(containment)
        for number in [containment.packing, containment.ending].compactMap(\.self) {
            if let place = shelf.place(of: number) { events.insert(place) }
        }
    }
}
