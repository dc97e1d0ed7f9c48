// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// Days, months and years as the rules count them: at +08:00, where no clock is ever put back.
package enum HainanCalendar {
    private static let offset: Int64 = 8 * 3_600_000
    private static let day: Int64 = 86_400_000

    /// The day of an instant, given in milliseconds since 1970.
    package static func date(of milliseconds: Int64) -> CivilDate {
        CivilDate(daysSince1970: days(of: milliseconds))
    }

    /// When a day begins.
    package static func start(of date: CivilDate) -> Int64 {
        Int64(date.daysSince1970) * day - offset
    }

    /// When the day after a day begins: until then something due on that day is in time.
    package static func end(of date: CivilDate) -> Int64 { start(of: date) + day }

    /// The same time of day so many months later; a day that the month has not becomes its last.
    package static func adding(months: Int, to milliseconds: Int64) -> Int64 {
        let date = date(of: milliseconds)
        let sinceMidnight = milliseconds - start(of: date)
        return start(of: adding(months: months, to: date)) + sinceMidnight
    }

    /// The same day so many months later.
    package static func adding(months: Int, to date: CivilDate) -> CivilDate {
        let index = date.year * 12 + date.month - 1 + months
        let (year, month) = (index / 12, index % 12 + 1)
        return CivilDate(
            year: year,
            month: month,
            day: min(date.day, CivilDate.daysInMonth(year: year, month: month))
        )
    }

    private static func days(of milliseconds: Int64) -> Int {
        let local = milliseconds + offset
        return Int(local >= 0 ? local / day : (local - day + 1) / day)
    }

    /// Reads `2026-02-03`.
    package static func date(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
            text.utf8.allSatisfy({
                $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            year >= 1, (1...12).contains(month), day >= 1,
            day <= CivilDate.daysInMonth(year: year, month: month)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// As `2026-02-03`.
    package static func text(_ date: CivilDate) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year = String(date.year)
        return String(repeating: "0", count: max(0, 4 - year.count)) + year + "-" + two(date.month) + "-"
            + two(date.day)
    }
}
