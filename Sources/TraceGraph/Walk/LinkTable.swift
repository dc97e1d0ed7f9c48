// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceLedger

/// An index entry of a unit: in which event on the shelf, and as what.
struct UnitLink: Hashable {
    let event: EventShelf.Place
    private let roles: Int32

    init(event: EventShelf.Place, role: LinkRole) {
        self.event = event
        roles = Int32(role.rawValue)
    }

    var role: LinkRole { LinkRole(rawValue: Int64(roles)) }
}

/// The index entries of units over all time, those of one unit side by side and in order of event.
///
/// One list for all, because a million units with one entry each are common.
struct LinkTable {
    private var links: [UnitLink] = []
    private var runs = UnitMap(empty: Run(start: -1, count: 0))

    private struct Run {
        var start: Int32
        var count: Int32
    }

    /// Whether a unit's entries were read; it may have none.
    func holds(_ unit: CodeTable.ID) -> Bool { runs[unit].start >= 0 }

    /// Notes that a unit's entries were read.
    mutating func hold(_ unit: CodeTable.ID) { runs[unit].start = 0 }

    /// Adds an entry; those of one unit come one after another.
    mutating func append(_ link: UnitLink, of unit: CodeTable.ID) {
        if runs[unit].count == 0 { runs[unit].start = Int32(links.count) }
        runs[unit].count += 1
        links.append(link)
    }

    subscript(index: Int) -> UnitLink { links[index] }

    /// Where a unit's entries stand, rather than the entries: a slice would keep the list from growing in place.
    func indices(of unit: CodeTable.ID) -> Range<Int> {
        let run = runs[unit]
        return run.count == 0 ? 0..<0 : Int(run.start)..<Int(run.start + run.count)
    }
}
