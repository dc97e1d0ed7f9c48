// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The wall clock of the demonstration: whole seconds since 1970 in UTC, shown at +08:00.
enum HainanClock {
    static let offset = "+08:00"

    private static let offsetSeconds = 8 * 3600
    private static let secondsADay = 86_400

    /// Midnight at the beginning of a day.
    static func midnight(of date: CivilDate) -> Int {
        date.daysSince1970 * secondsADay - offsetSeconds
    }

    static func date(of moment: Int) -> CivilDate {
        CivilDate(daysSince1970: (moment + offsetSeconds) / secondsADay)
    }

    /// Seconds since midnight.
    static func secondsOfDay(of moment: Int) -> Int {
        (moment + offsetSeconds) % secondsADay
    }

    static func timestamp(_ moment: Int) -> Timestamp {
        let seconds = secondsOfDay(of: moment)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(
            separator: ":"
        )
        let text = "\(isoDate(of: moment))T\(clock)\(offset)"
        guard let timestamp = Timestamp(text) else {
            preconditionFailure("\(text) is a time of RFC 3339")
        }
        return timestamp
    }

    /// `2026-03-12`.
    static func isoDate(of moment: Int) -> String {
        let date = date(of: moment)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    }

    /// `260312`.
    static func compactDate(of moment: Int) -> String {
        let date = date(of: moment)
        return padded(date.year % 100, 2) + padded(date.month, 2) + padded(date.day, 2)
    }

    /// A number with zeros before it.
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
