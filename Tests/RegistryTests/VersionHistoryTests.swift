// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import TraceTesting

@testable import Registry

@Suite("Versions of an entry")
struct VersionHistoryTests {
    /// (value, from, until, recorded)
    private typealias Row = (String, Int64, Int64?, Int64)

    private static func history(_ rows: [Row]) -> VersionHistory<String> {
        var history = VersionHistory<String>()
        for row in rows {
            history.add(Version(row.0, validFrom: row.1, validUntil: row.2, recordedAt: row.3))
        }
        return history
    }

    private static let rows: [Row] = [
        ("first", 10, nil, 1), ("second", 20, 30, 2), ("second, corrected", 20, 25, 5), ("third", 40, nil, 3),
        ("never", 50, 50, 4),
    ]

    @Test(
        "At an instant the latest first day holds, and of the same day what was recorded last",
        arguments: [
            (9, nil), (10, "first"), (19, "first"), (20, "second, corrected"), (24, "second, corrected"),
            (25, nil), (39, nil), (40, "third"), (49, "third"), (50, nil), (99, nil),
        ] as [(Int64, String?)]
    )
    func now(time: Int64, expected: String?) {
        #expect(Self.history(Self.rows).version(at: time)?.value == expected)
    }

    @Test(
        "What was known at an earlier time stays answerable",
        arguments: [(24, 4, "second"), (29, 4, "second"), (24, 1, "first"), (45, 2, nil), (45, 3, "third")]
            as [(Int64, Int64, String?)]
    )
    func known(time: Int64, known: Int64, expected: String?) {
        #expect(Self.history(Self.rows).version(at: time, known: known)?.value == expected)
    }

    @Test("The answer does not depend on the order in which versions are read")
    func order() {
        var generator = SeededGenerator(seed: 50)
        for _ in 0..<50 {
            let history = Self.history(Self.rows.shuffled(using: &generator))
            for time in Int64(0)..<60 {
                for known in Int64(0)..<7 {
                    let right = Self.history(Self.rows).version(at: time, known: known)
                    #expect(history.version(at: time, known: known) == right)
                }
            }
        }
    }

    @Test("Of each first day only the last statement is current")
    func current() {
        #expect(
            Self.history(Self.rows).current.map(\.value) == ["first", "second, corrected", "third", "never"]
        )
    }
}
