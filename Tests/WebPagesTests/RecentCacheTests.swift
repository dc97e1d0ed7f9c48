// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceLedger

@testable import WebPages

@Suite("Recent cache")
struct RecentCacheTests {
    private let start = ContinuousClock.now

    private func moment(
        _ commits: Int,
        register: Int64 = 1,
        event: Int64 = 1,
        job: String = "A",
        after seconds: Int
    )
        -> LedgerMoment
    {
        LedgerMoment(
            commits: commits,
            register: register,
            position: LedgerPosition(event: event, job: job),
            time: start + .seconds(seconds)
        )
    }

    @Test(
        "A value holds while nothing is captured, and not for ever",
        arguments: [(0, true), (29, true), (31, false)]
    )
    func age(_ age: Int, holds: Bool) {
        let cache = RecentCache<String, Int>(capacity: 1_000)
        cache.keep(7, as: "a", bytes: 10, from: moment(1, after: 0))
        #expect((cache.value("a", at: moment(1, after: age)) == 7) == holds)
    }

    @Test("A commit, an event or document of another process and an entry of the register end it at once")
    func changes() {
        let cache = RecentCache<String, Int>(capacity: 1_000)
        cache.keep(7, as: "a", bytes: 10, from: moment(1, after: 0))
        #expect(cache.value("a", at: moment(1, after: 0)) == 7)
        for other in [
            moment(2, after: 0), moment(1, register: 2, after: 0), moment(1, event: 2, after: 0),
            moment(1, job: "B", after: 0),
        ] {
            #expect(cache.value("a", at: other) == nil)
        }
    }

    @Test("It never keeps more than its capacity, and keeps what is new")
    func bound() {
        let cache = RecentCache<Int, Int>(capacity: 1_000)
        for key in 0..<1_000 {
            cache.keep(key, as: key, bytes: 50, from: moment(1, after: 0))
            #expect(cache.bytes <= 1_000)
            #expect(cache.value(key, at: moment(1, after: 1)) == key)
        }
        #expect(cache.value(0, at: moment(1, after: 1)) == nil)
    }

    @Test("A value kept again counts once, and one that is too large is not kept")
    func sizes() {
        let cache = RecentCache<Int, Int>(capacity: 1_000)
        for _ in 0..<100 { cache.keep(1, as: 1, bytes: 100, from: moment(1, after: 0)) }
        #expect(cache.bytes == 100)
        cache.keep(2, as: 2, bytes: 126, from: moment(1, after: 0))
        #expect(cache.value(2, at: moment(1, after: 0)) == nil)
    }
}
