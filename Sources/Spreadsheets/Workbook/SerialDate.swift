// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Dates as workbooks count them: days since 1900, or since 1904 on old Macintosh computers, the time of day as a
/// fraction.
struct SerialDate {
    let since1904: Bool

    private static let day = 86_400_000

    /// `2026-03-01`, `08:30:00` or `2026-03-01T08:30:00`; nil for what is no date.
    func text(_ serial: Double) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var milliseconds = Int(((serial - Double(days)) * Double(Self.day)).rounded())
        if milliseconds == Self.day { (days, milliseconds) = (days + 1, 0) }
        if days == 0, !since1904 || milliseconds > 0 { return Self.time(milliseconds) }
        let date = Self.date(since1904 ? days + 1462 : days)
        return milliseconds == 0 ? date : date + "T" + Self.time(milliseconds)
    }

    private static func date(_ days: Int) -> String {
        // The count has a 29 February 1900, which there never was.
        let shift = days < 60 ? 25_568 : 25_569
        let date = CivilDate(daysSince1970: days - shift)
        let year = String(date.year)
        return String(repeating: "0", count: max(0, 4 - year.count)) + year + "-" + two(date.month) + "-"
            + two(date.day)
    }

    private static func time(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1000
        let text = two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
        let rest = milliseconds % 1000
        return rest == 0 ? text : text + "." + String(1000 + rest).dropFirst()
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
