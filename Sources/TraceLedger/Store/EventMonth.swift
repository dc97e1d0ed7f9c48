// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// A month of UTC, in which events happened.
package struct EventMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Months since the year 0.
    private let count: Int

    private init(count: Int) { self.count = count }

    /// - Parameter text: as `2026-03`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month), year > 0
        else { return nil }
        count = year * 12 + month - 1
    }

    init(holding milliseconds: Int64) {
        let days = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        let date = CivilDate(daysSince1970: days)
        count = date.year * 12 + date.month - 1
    }

    package var description: String {
        let month = count % 12 + 1
        return "\(count / 12)-\(month < 10 ? "0" : "")\(month)"
    }

    func advanced(by months: Int) -> EventMonth { EventMonth(count: count + months) }

    /// The smallest number that an event of the month can have.
    var firstNumber: EventNumber {
        let date = CivilDate(year: count / 12, month: count % 12 + 1, day: 1)
        return EventNumber(firstAt: Int64(date.daysSince1970) * 86_400_000)
    }

    package static func < (left: EventMonth, right: EventMonth) -> Bool { left.count < right.count }
}
