// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How much work one request may cause before it is refused as too complex.
package struct QueryLimits: Sendable {
    /// Rows of the event table and the index that are looked at.
    package var rows: Int
    /// Event bodies that are unpacked and judged.
    package var bodies: Int
    package var time: Duration
    /// Values in all parameters together.
    package var values: Int

    package init(
        rows: Int = 5_000_000,
        bodies: Int = 200_000,
        time: Duration = .seconds(10),
        values: Int = 10_000
    ) {
        self.rows = rows
        self.bodies = bodies
        self.time = time
        self.values = values
    }
}
