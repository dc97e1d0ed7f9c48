// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// The graph of a trace, small enough to be drawn on a phone.
struct Picture: Sendable, Equatable {
    /// Units by position in the answer; the first is the start.
    let units: [Int]
    /// Pairs of positions in ``units``, in the direction in which goods flow.
    let lines: [Line]
    /// Units that the picture leaves out.
    let hidden: Int

    /// A connection of two units.
    struct Line: Sendable, Hashable {
        let from: Int
        let to: Int
        let kind: TraceEdge.Kind
    }

    /// The units nearest to the start.
    init(_ index: AnswerIndex, limit: Int = 120) {
        let answer = index.answer
        let joined = answer.units.indices.filter { unit in
            unit == 0 || !index.incoming[unit].isEmpty || !index.outgoing[unit].isEmpty
        }
        let nearest = joined.sorted { (answer.units[$0].depth, $0) < (answer.units[$1].depth, $1) }
        units = Array(nearest.prefix(limit))
        hidden = joined.count - units.count
        let positions = Dictionary(uniqueKeysWithValues: zip(units, units.indices))
        var seen: Set<Line> = []
        lines = answer.edges.compactMap { edge in
            guard let from = positions[edge.from], let to = positions[edge.to] else { return nil }
            let line = Line(from: from, to: to, kind: edge.kind)
            return seen.insert(line).inserted ? line : nil
        }
    }

    /// Whether there is more than a dot to draw.
    var isWorthDrawing: Bool { units.count > 1 }
}
