// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation

/// Days by Foundation's calendar, so that the product's own is not asked about itself.
///
/// A day is a number: days since 1970, Hainan time.
enum Days {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func date(_ day: Int) -> Date { Date(timeIntervalSince1970: Double(day) * 86_400) }

    private static func day(_ date: Date) -> Int { Int(date.timeIntervalSince1970 / 86_400) }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let parts = DateComponents(year: year, month: month, day: day)
        return Self.day(calendar.date(from: parts) ?? .distantPast)
    }

    /// The same day of a later year; the 29th of February becomes the 28th.
    static func adding(years: Int, to day: Int) -> Int {
        Self.day(calendar.date(byAdding: .year, value: years, to: date(day)) ?? .distantPast)
    }

    /// The first day of a month so many months after the month of a day.
    static func firstOfMonth(_ months: Int, after day: Int) -> Int {
        let parts = calendar.dateComponents([.year, .month], from: date(day))
        return Self.day(parts.year ?? 0, (parts.month ?? 0) + months, 1)
    }

    /// As `2026-03-01`.
    static func text(_ day: Int) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date(day))
        func two(_ number: Int?) -> String { String("0\(number ?? 0)".suffix(2)) }
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
    }
}
