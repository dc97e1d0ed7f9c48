// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// A child in a parent over a stretch of time; events and units are positions in the history.
struct ModelContainment: Hashable {
    let child: Int
    let parent: Int
    let since: Int64
    /// `Int64.max` where nothing ended it.
    let until: Int64
    /// The events that begin and that end it: more than one where several say so at the same moment.
    let beginnings: [Int]
    let endings: [Int]

    func holds(at time: Int64) -> Bool { since <= time && time <= until }
    func overlaps(_ from: Int64, _ to: Int64) -> Bool { since <= to && from <= until }

    /// Every containment of a history.
    ///
    /// The page does not order events of one moment. Here, because stretches include both ends: a child that is
    /// unpacked at a moment is still in at that moment, and what is packed and unpacked at one moment was in.
    static func all(in history: History, counting: [Bool]) -> [ModelContainment] {
        var found: [ModelContainment] = []
        let events = history.events
        for child in history.units.indices {
            for parent in history.units.indices where parent != child {
                let packings = events.indices.filter {
                    counting[$0] && events[$0].isPacking && events[$0].parent == parent
                        && events[$0].children.contains(child)
                }
                guard !packings.isEmpty else { continue }
                let ends = events.indices.filter {
                    counting[$0] && events[$0].ends(child, in: parent, history)
                }
                found += spans(child, parent, packings, ends, events)
            }
        }
        return found
    }

    private static func spans(
        _ child: Int,
        _ parent: Int,
        _ packings: [Int],
        _ ends: [Int],
        _ events: [HistoryEvent]
    ) -> [ModelContainment] {
        var spans: [ModelContainment] = []
        for since in Set(packings.map { events[$0].time }).sorted() {
            if spans.contains(where: { $0.holds(at: since) }) { continue }
            let until = ends.map { events[$0].time }.filter { $0 >= since }.min() ?? .max
            spans.append(
                ModelContainment(
                    child: child,
                    parent: parent,
                    since: since,
                    until: until,
                    beginnings: packings.filter { events[$0].time == since },
                    endings: ends.filter { events[$0].time == until }
                )
            )
        }
        return spans
    }
}

extension HistoryEvent {
    /// The three ends of a containment.
    fileprivate func ends(_ child: Int, in parent: Int, _ history: History) -> Bool {
        if isUnpacking, self.parent == parent, children.contains(child) || children.isEmpty { return true }
        guard history.units[child].isInstance else { return false }
        return inputs.contains(child) || type == .object && action == .delete && objects.contains(child)
    }
}
