// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

extension TraceAnswer {
    /// The graph in the DOT language of Graphviz: units as boxes, events of transformation and packing on the edges.
    package var dot: String {
        var text = "digraph trace {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n"
        for (position, unit) in units.enumerated() {
            let style = position == 0 ? ", style=bold" : unit.relation == .carrier ? ", style=dashed" : ""
            text += "  u\(position) [label=\"\(Self.escape(unit.code.canonical))\"\(style)];\n"
        }
        for edge in edges {
            let label = "\(events[edge.event].bizStep ?? edge.kind.rawValue) \(events[edge.event].eventTime)"
            let style = edge.kind == .transformation ? "" : ", style=dashed"
            text += "  u\(edge.from) -> u\(edge.to) [label=\"\(Self.escape(label))\"\(style)];\n"
        }
        return text + "}\n"
    }

    private static func escape(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
