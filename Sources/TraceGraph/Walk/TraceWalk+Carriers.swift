// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceLedger

extension TraceWalk {
    /// The containers that a unit travelled in, each for as long as it was inside.
    mutating func carriers(of leg: Leg) throws -> [Leg] {
        var next: [Leg] = []
        for containment in try carriers(of: leg.unit) {
            let span = containment.span.intersection(leg.span)
            guard !span.isEmpty, shelf.codes.isTraceable(containment.parent) else { continue }
            note(containment)
            reach(containment.parent, .carrier, depth: leg.depth + 1)
            next.append(
                Leg(
                    span: span,
                    unit: containment.parent,
                    depth: leg.depth + 1,
                    way: leg.way.isBack ? .carrierBack : .carrierForward
                )
            )
        }
        return next
    }

    mutating func carriers(of unit: CodeTable.ID) throws -> [Containment] {
        if let known = carriersOf[unit] { return known }
        let links =
            histories.holds(unit)
            ? histories.indices(of: unit).map { histories[$0] }
            : try shelf.entries(of: unit, roles: [.child, .inputEPC, .epc])
        let found = try ContainmentFinder(links: links, unit: unit).containments(&shelf)
        carriersOf[unit] = found
        return found
    }

    /// Follows a container while the goods were inside: where it went, what carried it, what it went into.
    ///
    /// Events in which it is packed or unpacked as a container tell of its other load and are left out.
    mutating func ride(_ leg: Leg) throws -> [Leg] {
        let roles = LinkRole.unit.subtracting(.parent)
        let links = try shelf.entries(of: leg.unit, roles: roles, in: leg.span)
        rides[leg.unit, default: []].formUnion(links)
        var next: [Leg] = []
        for link in links {
            events.insert(link.event)
            if shelf[link.event].counts, leg.way == .carrierForward, !link.role.isDisjoint(with: .input) {
                next += try products(of: leg.unit, in: link.event, depth: leg.depth + 1)
            }
        }
        return try next + carriers(of: leg)
    }
}
