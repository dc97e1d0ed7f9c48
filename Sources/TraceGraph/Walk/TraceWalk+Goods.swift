// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceLedger

extension TraceWalk {
    /// Follows goods: their own events, what they were made of or made into, what carried them, what they contain.
    mutating func follow(_ leg: Leg) throws -> [Leg] {
        let links = histories[leg.unit] ?? []
        var next: [Leg] = []
        for link in links {
            guard let event = shelf[link.number], leg.span.contains(event.milliseconds) else { continue }
            events.insert(event.number)
            guard event.counts else { continue }
            if leg.way == .back, event.isProduct(link.role) {
                next += try sources(of: leg.unit, in: event, depth: leg.depth + 1)
            }
            if leg.way == .forward, event.isInput(link.role) {
                next += try products(of: leg.unit, in: event, depth: leg.depth + 1)
            }
        }
        next += try carriers(of: leg)
        if leg.way == .forward || leg.isStart { next += try contents(of: leg) }
        return next
    }

    private mutating func sources(of output: CodeTable.ID, in event: LoadedEvent, depth: Int) throws -> [Leg]
    {
        try partners(of: event).flatMap { partner in
            partner.inputs.compactMap { input in
                transformations.insert(
                    Transformation(input: input.unit, output: output, event: partner.number)
                )
                return leg(to: input.unit, TimeSpan(since: .min, until: partner.milliseconds), .back, depth)
            }
        }
    }

    mutating func products(of input: CodeTable.ID, in event: LoadedEvent, depth: Int) throws -> [Leg] {
        try partners(of: event).flatMap { partner in
            partner.products.compactMap { output in
                transformations.insert(
                    Transformation(input: input, output: output.unit, event: partner.number)
                )
                return leg(
                    to: output.unit,
                    TimeSpan(since: partner.milliseconds, until: .max),
                    .forward,
                    depth
                )
            }
        }
    }

    /// The events of one transformation: the event itself and those with the same transformation ID.
    private mutating func partners(of event: LoadedEvent) throws -> [LoadedEvent] {
        guard let id = event.transformation else { return [event] }
        if mates[id] == nil {
            let links = try shelf.reader.links(of: [Sought(id)], roles: .transformation)
            try shelf.load(links.lazy.map(\.number))
            mates[id] = links.map(\.number).filter {
                shelf[$0]?.counts == true && shelf[$0]?.transformation == id
            }
        }
        let numbers = mates[id] ?? []
        events.formUnion(numbers)
        return numbers.compactMap { shelf[$0] }
    }

    private mutating func leg(to unit: CodeTable.ID, _ span: TimeSpan, _ way: Way, _ depth: Int) -> Leg? {
        guard shelf.codes[unit].isTraceable else {
            reach(unit, .mention, depth: depth)
            return nil
        }
        reach(unit, way.isBack ? .source : .product, depth: depth)
        return Leg(unit: unit, span: span, way: way, depth: depth)
    }

    /// What a unit contained: of the start and forward over the leg's time, of a source at the moment it went in.
    mutating func contents(of leg: Leg) throws -> [Leg] {
        let children = Set(
            (histories[leg.unit] ?? []).filter { $0.role.contains(.parent) }.flatMap { link in
                shelf[link.number].map { $0.parent == leg.unit ? $0.children.map(\.unit) : [] } ?? []
            }
        )
        guard !children.isEmpty else { return [] }
        try readHistories(of: children.filter { shelf.codes[$0].isTraceable })
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
        events.insert(containment.packing)
        if let ending = containment.ending { events.insert(ending) }
    }
}
