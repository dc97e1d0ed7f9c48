// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger

/// Finds out when a unit was inside which container, from the events of both.
///
/// Packing is an aggregation or association event with action ADD. It lasts until the unit is unpacked by name,
/// its container is unpacked as a whole, or the unit itself ceases to exist: an instance that goes into a
/// transformation or is deleted (EPCIS 2.0 §7.4.2). Events count in the order in which they happened.
struct ContainmentFinder {
    /// The index entries of one unit, over all time, in order of event.
    let links: [UnitLink]
    let unit: CodeTable.ID

    func containments(_ shelf: inout EventShelf) throws -> [Containment] {
        guard links.contains(where: { !$0.role.isDisjoint(with: .child) }) else { return [] }
        var open: [CodeTable.ID: Containment] = [:]
        var found: [Containment] = []
        for link in links {
            let event = shelf[link.event]
            guard event.counts else { continue }
            if ends(event, link: link, shelf) {
                found += open.values.map { $0.ended(by: event) }
                open.removeAll()
            }
            guard !link.role.isDisjoint(with: .child), let parent = event.parent else { continue }
            if let earlier = open[parent], try isUnpacked(earlier, before: event, &shelf) {
                found.append(earlier)
                open[parent] = nil
            }
            switch event.event.action {
            case .add where open[parent] == nil:
                open[parent] = Containment(
                    child: unit,
                    parent: parent,
                    isAssociation: event.event.type == .association,
                    packing: event.number,
                    ending: nil,
                    span: TimeSpan(since: event.milliseconds, until: .max)
                )
            case .delete:
                if let containment = open.removeValue(forKey: parent) {
                    found.append(containment.ended(by: event))
                }
            default: break
            }
        }
        found += open.values
        return try found.map { try cutByUnpackingAll($0, &shelf) }.sorted { $0.packing < $1.packing }
    }

    private func ends(_ event: LoadedEvent, link: UnitLink, _ shelf: EventShelf) -> Bool {
        guard shelf.codes.level(of: unit) == .instance else { return false }
        return !link.role.isDisjoint(with: .inputEPC)
            || link.role.contains(.epc) && event.event.type == .object
                && event.event.action == .delete
    }

    private func isUnpacked(
        _ containment: Containment,
        before event: LoadedEvent,
        _ shelf: inout EventShelf
    ) throws -> Bool {
        try shelf.unpackings(of: containment.parent).contains {
            $0.number > containment.packing && $0.number < event.number
        }
    }

    /// The first unpacking of the whole container ends the containment early.
    private func cutByUnpackingAll(_ containment: Containment, _ shelf: inout EventShelf) throws
        -> Containment
    {
        let unpacking = try shelf.unpackings(of: containment.parent).first {
            $0.number > containment.packing && $0.number < (containment.ending ?? .last)
        }
        return unpacking.map { containment.ended(by: $0) } ?? containment
    }
}

extension Containment {
    fileprivate func ended(by event: LoadedEvent) -> Containment {
        var ended = self
        ended.ending = event.number
        ended.span.until = event.milliseconds
        return ended
    }
}
