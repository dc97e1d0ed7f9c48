// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// The same graph as a list in lists, for readers without pictures: under each unit what went into it.
struct SourceTree: Sendable, Equatable {
    let unit: Int
    let branches: [SourceTree]
    /// Whether what lies below stands elsewhere in the list.
    let isRepeated: Bool

    /// - Parameter limit: entries in the list.
    init(_ index: AnswerIndex, limit: Int = 120) {
        var seen: Set<Int> = []
        var room = limit
        self.init(0, index, &seen, &room)
    }

    private init(_ unit: Int, _ index: AnswerIndex, _ seen: inout Set<Int>, _ room: inout Int) {
        self.unit = unit
        let isFirst = seen.insert(unit).inserted
        let below = index.inputs(of: unit) + index.contents(of: unit)
        isRepeated = !isFirst && !below.isEmpty
        var branches: [SourceTree] = []
        if isFirst {
            for next in below where room > 0 {
                room -= 1
                branches.append(SourceTree(next, index, &seen, &room))
            }
        }
        self.branches = branches
    }
}
