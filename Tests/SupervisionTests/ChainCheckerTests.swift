// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import LedgerTesting
import Supervision
import Synchronization
import Testing
import TraceEvents
import TraceLedger
import TraceTesting
import TraceText

@Suite("The chain checker")
struct ChainCheckerTests {
    @Test("finds what is wrong and nothing else", arguments: Stories.all)
    func inOrder(story: Story) async throws {
        #expect(try await Self.alarms(of: story, batches: [story.events]) == story.alarms)
    }

    @Test(
        "finds the same in whatever order events arrive, and in however many pieces",
        arguments: Stories.all
    )
    func shuffled(story: Story) async throws {
        var dice = SeededGenerator(seed: UInt64(story.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }))
        for round in 0..<12 {
            var events = try story.events
            events.shuffle(using: &dice)
            var batches: [[Event]] = []
            while !events.isEmpty {
                let count = Int.random(in: 1...events.count, using: &dice)
                batches.append(Array(events.prefix(count)))
                events.removeFirst(count)
            }
            let found = try await Self.alarms(of: story, batches: batches)
            #expect(found == story.alarms, "round \(round)")
        }
    }

    /// The alarms that stand after some captures, with a check after each and the checker begun anew in between.
    private static func alarms(of story: Story, batches: [[Event]]) async throws -> [String] {
        let clock = Clock(milliseconds: Story.begin)
        let ledger = try await Ledger(
            TestLedger.database(),
            profiles: TestBook.book,
            clock: { clock.microseconds }
        )
        var latest = Story.begin
        for batch in batches {
            latest = batch.reduce(latest) { max($0, $1.eventTime.milliseconds) }
            clock.set(milliseconds: latest)
            _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: batch), caller: .operator))
            let checker = try await ChainChecker(ledger, book: TestBook.book, parties: FakeParties())
            try await checker.catchUp()
        }
        clock.set(milliseconds: Story.begin + Int64(story.now * 3_600_000))
        let checker = try await ChainChecker(ledger, book: TestBook.book, parties: FakeParties())
        try await checker.catchUp()
        let alarms = try await checker.alarms()
        let once = try await checker.catchUp()
        #expect(once == 0)
        #expect(try await checker.alarms() == alarms)
        return alarms.map { "\($0.alarm) \($0.stage.dropFirst("thing/".count))" }.sorted()
    }
}

/// A clock that tests set; events are never of its future, because it begins late enough.
final class Clock: Sendable {
    private let time: Atomic<Int64>

    init(milliseconds: Int64) {
        time = Atomic(milliseconds * 1000)
    }

    var microseconds: Int64 { time.load(ordering: .relaxed) }

    func set(milliseconds: Int64) { time.store(milliseconds * 1000, ordering: .relaxed) }
}
