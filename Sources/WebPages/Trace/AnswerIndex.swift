// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// A trace answer arranged by unit.
struct AnswerIndex: Sendable {
    let answer: TraceAnswer
    /// For each unit the events that name it, by position, in order of time.
    let events: [[Int]]
    /// For each unit the edges that lead to it: what it was made of, what was packed into it.
    let incoming: [[TraceEdge]]
    /// For each unit the edges that lead away from it.
    let outgoing: [[TraceEdge]]

    init(_ answer: TraceAnswer) {
        var events = [[Int]](repeating: [], count: answer.units.count)
        for (position, event) in answer.events.enumerated() {
            for participant in event.participants where events[participant.unit].last != position {
                events[participant.unit].append(position)
            }
        }
        var incoming = [[TraceEdge]](repeating: [], count: answer.units.count)
        var outgoing = incoming
        for edge in answer.edges {
            incoming[edge.to].append(edge)
            outgoing[edge.from].append(edge)
        }
        self.answer = answer
        self.events = events
        self.incoming = incoming
        self.outgoing = outgoing
    }

    /// The events of a unit that count.
    func countingEvents(of unit: Int) -> [TracedEvent] {
        events[unit].map { answer.events[$0] }.filter { $0.standing == .counts }
    }

    /// Whether the unit is only ever named as what something else was made of.
    func isOnlyInput(_ unit: Int) -> Bool {
        let events = countingEvents(of: unit)
        return !events.isEmpty
            && events.allSatisfy { event in
                event.participants.allSatisfy { $0.unit != unit || $0.role == .input }
            }
    }

    /// The different units that went into a unit by transformation, in the order of the records.
    func inputs(of unit: Int) -> [Int] { origins(of: unit) { $0.kind == .transformation } }

    /// The different units that were packed into a unit or joined to it.
    func contents(of unit: Int) -> [Int] { origins(of: unit) { $0.kind != .transformation } }

    private func origins(of unit: Int, where matches: (TraceEdge) -> Bool) -> [Int] {
        var seen: Set<Int> = [unit]
        return incoming[unit].filter(matches).map(\.from).filter { seen.insert($0).inserted }
    }
}
