// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// A moment as clocks in China show it.
///
/// UTC+8 throughout: the summer time of 1986 to 1991 lies before every trace record.
struct ShanghaiTime: Hashable, Sendable {
    let date: CivilDate
    let hour: Int
    let minute: Int

    init(milliseconds: Int64) {
        let shifted = milliseconds + 8 * 3_600_000
        let day = shifted >= 0 ? shifted / 86_400_000 : (shifted - 86_399_999) / 86_400_000
        let minutes = Int((shifted - day * 86_400_000) / 60_000)
        date = CivilDate(daysSince1970: Int(day))
        hour = minutes / 60
        minute = minutes % 60
    }

    /// `14:05`.
    var clock: String { "\(Self.padded(hour)):\(Self.padded(minute))" }

    /// `2026-03-02T14:05+08:00`, for machines.
    var machine: String { "\(Self.machine(date))T\(clock)+08:00" }

    /// `2026年3月2日`, `2 Mar 2026`.
    func day(_ phrases: Phrases) -> String { Self.day(date, phrases) }

    /// `3月2日`, `2 Mar`.
    func shortDay(_ phrases: Phrases) -> String {
        phrases("time.short-day", ["month": phrases["time.month.\(date.month)"], "day": String(date.day)])
    }

    static func day(_ date: CivilDate, _ phrases: Phrases) -> String {
        phrases(
            "time.day",
            [
                "year": String(date.year), "month": phrases["time.month.\(date.month)"],
                "day": String(date.day),
            ]
        )
    }

    /// A date that records write as `2026-03-02` or as an RFC 3339 time; nil for any other text.
    static func day(written text: String, _ phrases: Phrases) -> String? {
        let numbers = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard text.utf8.count == 10 || text.dropFirst(10).hasPrefix("T"), numbers.count == 3,
            (1...12).contains(numbers[1]), numbers[2] >= 1,
            numbers[2] <= CivilDate.daysInMonth(year: numbers[0], month: numbers[1])
        else { return nil }
        return day(CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]), phrases)
    }

    private static func machine(_ date: CivilDate) -> String {
        "\(date.year)-\(padded(date.month))-\(padded(date.day))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
