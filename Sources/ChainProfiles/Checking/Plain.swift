// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Numbers and lengths of time as people write them.
package enum Plain {
    /// At most three digits after the point, and no more than are needed.
    package static func text(_ number: Double) -> String {
        let rounded = (number * 1000).rounded() / 1000
        guard abs(rounded) < 1e15 else { return "\(number)" }
        if rounded == rounded.rounded() { return "\(Int64(rounded))" }
        return "\(rounded)"
    }

    /// A length of time in its largest whole unit, such as `3 hours`, `36 days`.
    package static func duration(_ milliseconds: Int64) -> String {
        let units: [(Int64, String)] = [
            (86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute"), (1000, "second"),
        ]
        let (size, name) = units.first { abs(milliseconds) >= $0.0 } ?? (1000, "second")
        let count = text(Double(milliseconds) / Double(size))
        return "\(count) \(name)\(count == "1" ? "" : "s")"
    }

    /// The day at +08:00.
    package static func day(_ milliseconds: Int64) -> String {
        HainanCalendar.text(HainanCalendar.date(of: milliseconds))
    }
}
