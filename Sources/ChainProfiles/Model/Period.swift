// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A length of time as rules state it: months and years by the calendar, everything else by the clock.
package struct Period: Hashable, Sendable {
    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// What is counted.
    package enum Unit: String, Sendable, CaseIterable {
        case seconds, minutes, hours, days, months, years

        /// Reads `day` as well as `days`.
        init?(word: Substring) { self.init(rawValue: word.hasSuffix("s") ? String(word) : word + "s") }

        /// Nil for units of the calendar.
        var milliseconds: Int64? {
            switch self {
            case .seconds: 1000
            case .minutes: 60_000
            case .hours: 3_600_000
            case .days: 86_400_000
            case .months, .years: nil
            }
        }
    }

    /// Reads `15 days`, `1 month`.
    package init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let count = Int(words[0]), count >= 0, let unit = Unit(word: words[1]) else {
            return nil
        }
        self.init(count, unit)
    }

    /// As it is written in a profile.
    package var text: String {
        let word = unit.rawValue
        return "\(count) \(count == 1 ? String(word.dropLast()) : word)"
    }

    /// The instant so much later, in milliseconds since 1970; a day that the month has not becomes its last.
    package func after(_ milliseconds: Int64) -> Int64 {
        if let one = unit.milliseconds { return milliseconds + Int64(count) * one }
        return HainanCalendar.adding(months: unit == .years ? count * 12 : count, to: milliseconds)
    }

    /// The instant so much earlier, in milliseconds since 1970.
    package func before(_ milliseconds: Int64) -> Int64 { Period(-count, unit).after(milliseconds) }
}
