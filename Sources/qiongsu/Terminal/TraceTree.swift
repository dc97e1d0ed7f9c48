// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceGraph

/// A trace as an indented list: each unit with its events, then what it hangs together with.
struct TraceTree {
    private let answer: TraceAnswer
    private var lines: [String] = []
    private var shown: Set<Int> = []

    init(_ answer: TraceAnswer) {
        self.answer = answer
        show(0, label: "", indent: "")
        for gap in answer.gaps { lines.append("gap: \(gap.kind.rawValue): \(name(gap.unit))") }
    }

    var text: String { lines.joined(separator: "\n") }

    private func name(_ unit: Int) -> String { answer.units[unit].code.canonical }

    private mutating func show(_ unit: Int, label: String, indent: String) {
        guard shown.insert(unit).inserted else {
            lines.append("\(indent)\(label)\(name(unit)) (see above)")
            return
        }
        lines.append("\(indent)\(label)\(name(unit))")
        let inner = indent + "  "
        for event in answer.events where event.participants.contains(where: { $0.unit == unit }) {
            lines.append(inner + line(event, unit))
        }
        if answer.direction != .forward {
            for edge in answer.edges where edge.to == unit {
                show(edge.from, label: caption(edge, back: true), indent: inner)
            }
        }
        if answer.direction != .back {
            for edge in answer.edges where edge.from == unit && edge.kind == .transformation {
                show(edge.to, label: caption(edge, back: false), indent: inner)
            }
            for edge in answer.edges where edge.to == unit && edge.kind != .transformation {
                show(edge.from, label: "contains ", indent: inner)
            }
        }
        for edge in answer.edges
        where edge.from == unit && edge.kind != .transformation && !shown.contains(edge.to) {
            show(edge.to, label: "inside ", indent: inner)
        }
    }

    private func caption(_ edge: TraceEdge, back: Bool) -> String {
        switch edge.kind {
        case .transformation: back ? "made of " : "made into "
        case .containment: "contains "
        case .association: "has "
        }
    }

    private func line(_ event: TracedEvent, _ unit: Int) -> String {
        let part = event.participants.first { $0.unit == unit }
        let amount = part?.quantity.map { " \($0)\(part?.uom.map { " \($0)" } ?? "")" } ?? ""
        let place = (event.bizLocation ?? event.readPoint).map { " at \($0)" } ?? ""
        let standing = event.standing == .counts ? "" : " [\(event.standing.rawValue)]"
        return "\(event.eventTime) \(event.bizStep ?? event.type)\(amount)\(place)\(standing)"
    }
}
