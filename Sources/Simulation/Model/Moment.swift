// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The wall clock of the simulation: whole seconds since 1970 in UTC, shown at +08:00.
enum HainanClock {
    static let offset = "+08:00"
    static let day = 86_400

    private static let offsetSeconds = 8 * 3600

    /// Midnight at the beginning of a day.
    static func midnight(of date: CivilDate) -> Int { date.daysSince1970 * day - offsetSeconds }

    static func date(of moment: Int) -> CivilDate {
        let local = moment + offsetSeconds
        return CivilDate(daysSince1970: local >= 0 ? local / day : (local - day + 1) / day)
    }

    static func secondsOfDay(of moment: Int) -> Int { moment - midnight(of: date(of: moment)) }

    static func text(_ moment: Int) -> String {
        let seconds = secondsOfDay(of: moment)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
        return "\(text(date(of: moment)))T\(clock.joined(separator: ":"))\(offset)"
    }

    static func timestamp(_ moment: Int) -> Timestamp {
        guard let timestamp = Timestamp(text(moment)) else {
            preconditionFailure("\(text(moment)) is a time of RFC 3339")
        }
        return timestamp
    }

    /// `2026-03-12`.
    static func text(_ date: CivilDate) -> String {
        "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    }

    /// The day of `2026-03-12`.
    static func date(_ text: some StringProtocol) -> CivilDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 3, text.utf8.count == 10, (1...12).contains(parts[1]), parts[2] >= 1,
            parts[2] <= CivilDate.daysInMonth(year: parts[0], month: parts[1])
        else { return nil }
        return CivilDate(year: parts[0], month: parts[1], day: parts[2])
    }

    /// The same time of day so many months later; a day that the month has not becomes its last.
    static func adding(months: Int, to moment: Int) -> Int {
        let date = date(of: moment)
        let index = date.year * 12 + date.month - 1 + months
        let (year, month) = (index / 12, index % 12 + 1)
        let day = min(date.day, CivilDate.daysInMonth(year: year, month: month))
        return midnight(of: CivilDate(year: year, month: month, day: day)) + secondsOfDay(of: moment)
    }

    /// A number with zeros before it.
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Plain decimal text.
enum Plain {
    /// To three decimals, without trailing zeros.
    static func text(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        guard !thousandths.isMultiple(of: 1000) else { return String(thousandths / 1000) }
        var fraction = HainanClock.padded(abs(thousandths) % 1000, 3)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000).\(fraction)"
    }
}

/// A length of time, or one drawn between two.
struct Wait: Sendable {
    let low: Int
    let high: Int
    let unit: Unit

    enum Unit: String {
        case seconds, minutes, hours, days, weeks, months, years
    }

    /// Reads `3 days`, `2..4 hours`, `-30 minutes`.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2 else { return nil }
        let word = words[1].hasSuffix("s") ? words[1] : words[1] + "s"
        guard let unit = Unit(rawValue: word) else { return nil }
        let bounds = words[0].split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        guard words[0].contains("..") == (bounds.count == 2), let low = bounds.first.flatMap({ Int($0) }),
            let high = bounds.last.flatMap({ Int($0) }), low <= high, bounds.count <= 2
        else { return nil }
        self.low = low
        self.high = high
        self.unit = unit
    }

    init(minutes: Int) {
        low = minutes
        high = minutes
        unit = .minutes
    }

    /// So much later; a range to the second, months and years by the calendar.
    func later(than moment: Int, _ dice: inout Dice) -> Int {
        if let size = Self.seconds[unit] {
            let (low, high) = (low * size, high * size)
            return moment + (low == high ? low : low + dice.below(high - low + 1))
        }
        let count = low + (high > low ? dice.below(high - low + 1) : 0)
        return HainanClock.adding(months: unit == .years ? count * 12 : count, to: moment)
    }

    /// About how many seconds.
    var seconds: Int { (low + high) * (Self.seconds[unit] ?? (unit == .years ? 365 : 30) * 86_400) / 2 }

    private static let seconds: [Unit: Int] = [
        .seconds: 1, .minutes: 60, .hours: 3600, .days: 86_400, .weeks: 604_800,
    ]
}
