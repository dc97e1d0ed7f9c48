// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Supervision
import Testing
import TraceEvents
import TraceLedger
import TraceTesting

@Suite("A lift's due dates and a cylinder's life follow the rules over twenty simulated years")
struct TwentyYearsTests {
    private static let book: ProfileBook? = try? ProfileBook.embedded()

    @Test("by the rules alone", arguments: LiftLives.all + CylinderLives.all)
    func rules(life: Life) throws {
        let book = try #require(Self.book)
        let records = try life.events(book).enumerated().map { index, event in
            try #require(book.record(of: event, number: Int64(index), eventID: "\(index)"))
        }
        let rules = HistoryRules(
            parties: FakeParties(),
            now: life.instant,
            records: { $0 == life.unit ? records : [] },
            reports: { party, span in records.filter { $0.subject == party && span.contains($0.time) }[...] }
        )
        var found: Set<String> = []
        for record in records {
            for rule in record.stage.rules where life.alarms.contains(rule.alarm) {
                for key in HistoryRules.keys(of: rule.kind, in: record) {
                    guard let finding = try rules.outcome(of: rule, record, key: key).finding else {
                        continue
                    }
                    found.insert("\(rule.alarm) \(record.number)")
                    #expect((finding.rule.effect == .refuse) == (rule.alarm == "CY-01"))
                }
            }
        }
        #expect(found.subtracting(life.expected).sorted() == [], "found, though nothing is wrong")
        #expect(life.expected.subtracting(found).sorted() == [], "not found")
    }

    @Test("The lives show each of the alarms often, and often not")
    func variety() {
        for lives in [LiftLives.all, CylinderLives.all] {
            for alarm in lives[0].alarms {
                let raised = lives.map { life in life.expected.count { $0.hasPrefix(alarm) } }
                #expect(raised.reduce(0, +) > 30, "\(alarm)")
            }
            #expect(lives.contains { $0.expected.count < $0.steps.count / 5 })
        }
    }

    @Test("by the checker, in whatever order the records arrive", arguments: lives)
    func checker(life: Life) async throws {
        let book = try #require(Self.book)
        let clock = Clock(milliseconds: life.instant)
        let ledger = try await Ledger(
            TestLedger.database(),
            profiles: book,
            clock: { clock.microseconds }
        )
        let checker = try await ChainChecker(ledger, book: book, parties: FakeParties())
        let events = try life.events(book)
        let steps = Dictionary(
            uniqueKeysWithValues: events.enumerated().map { (EventHash.uri(digest: $1.hashDigest()), $0) }
        )
        #expect(steps.count == events.count)
        var dice = SeededGenerator(seed: 7)
        var left = events.shuffled(using: &dice)
        while !left.isEmpty {
            let batch = Array(left.prefix(90))
            left.removeFirst(batch.count)
            _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: batch), caller: .operator))
            try await checker.catchUp()
        }
        let found = try await checker.alarms(limit: 100_000).filter { life.alarms.contains($0.alarm) }.map {
            "\($0.alarm) \(steps[$0.eventID] ?? -1)"
        }
        #expect(Set(found).subtracting(life.expected).sorted() == [], "found, though nothing is wrong")
        #expect(life.expected.subtracting(found).sorted() == [], "not found")
    }

    /// A few of each: what the rules alone say is compared for all of them above.
    private static let lives = Array(LiftLives.all.prefix(1)) + Array(CylinderLives.all.prefix(6))
}
