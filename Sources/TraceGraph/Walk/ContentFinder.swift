// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceLedger

/// Finds out what was inside a container when, from the container's own events.
struct ContentFinder {
    /// The index entries of one container, over all time.
    let links: [EventLink]
    let container: CodeTable.ID

    func contents(_ shelf: EventShelf) -> [Containment] {
        var open: [CodeTable.ID: Containment] = [:]
        var found: [Containment] = []
        for link in links.sorted(by: { $0.number < $1.number }) where link.role.contains(.parent) {
            guard let event = shelf[link.number], event.counts, event.parent == container else { continue }
            switch event.stored.event.action {
            case .add:
                for child in event.children where open[child.unit] == nil {
                    open[child.unit] = Containment(
                        child: child.unit,
                        parent: container,
                        isAssociation: event.stored.event.type == .association,
                        packing: event.number,
                        ending: nil,
                        span: TimeSpan(since: event.milliseconds, until: .max)
                    )
                }
            case .delete:
                let taken = event.unpacksAll ? Array(open.keys) : event.children.map(\.unit)
                for child in taken {
                    guard var containment = open.removeValue(forKey: child) else { continue }
                    containment.ending = event.number
                    containment.span.until = event.milliseconds
                    found.append(containment)
                }
            default: break
            }
        }
        return (found + open.values).sorted { ($0.packing, $0.child) < ($1.packing, $1.child) }
    }
}
