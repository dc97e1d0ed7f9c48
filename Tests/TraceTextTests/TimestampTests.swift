// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting

@testable import TraceText

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "An RFC 3339 date-time is one instant, rounded to milliseconds",
        arguments: [
            ("2026-02-03T04:05:06Z", "2026-02-03T04:05:06.000Z"),
            ("2026-02-03T04:05:06.7+08:00", "2026-02-02T20:05:06.700Z"),
            ("2026-02-03T04:05:06.99951-00:30", "2026-02-03T04:35:07.000Z"),
            ("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
        ]
    )
    func reads(text: String, utc: String) {
        #expect(Timestamp(text)?.utc == utc)
    }

    @Test(
        "What is no RFC 3339 date-time is none",
        arguments: [
            "2026-02-03", "2026-02-03T04:05:06", "2026-02-30T04:05:06Z", "2023-02-29T00:00:00Z",
            "2026-02-03T24:00:00Z", "2026-02-03 04:05:06Z", "2026-02-03T04:05:06.Z",
            "2026-02-03T04:05:06+0800",
            "2026-13-03T04:05:06Z", "2026-02-03T04:05:06Zz", "0000-01-01T00:00:00Z", "",
        ]
    )
    func refuses(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("The calendar agrees with Foundation over eight thousand years", arguments: 0..<50)
    func calendar(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = .gmt
        for _ in 0..<200 {
            let days = Int.random(in: -140_000...2_900_000, using: &generator)
            let date = CivilDate(daysSince1970: days)
            let theirs = gregorian.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: Double(days) * 86_400)
            )
            #expect([date.year, date.month, date.day] == [theirs.year, theirs.month, theirs.day])
            #expect(date.daysSince1970 == days)
        }
    }
}
