// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How far a trace goes before it is cut.
package struct TraceLimits: Sendable {
    /// Hops from the start.
    package var depth: Int
    /// Units, and events, after which no further event is followed; the last one is told whole.
    package var size: Int
    package var time: Duration

    package init(depth: Int = 1_000, size: Int = 250_000, time: Duration = .seconds(20)) {
        self.depth = depth
        self.size = size
        self.time = time
    }

    /// What a public page asks for: enough for a product, not for a country's harvest.
    package static let page = TraceLimits(depth: 40, size: 2_000, time: .seconds(2))
}
