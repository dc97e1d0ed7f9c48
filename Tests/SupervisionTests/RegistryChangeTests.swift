// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Supervision
import Testing
import TraceEvents
import TraceLedger
import TraceTesting

@Suite("The chain checker, when the registry changes")
struct RegistryChangeTests {
    private let clock = Clock(milliseconds: Story.begin + 100 * 3_600_000)
    private let parties = ChangingParties()

    private func ledger(_ steps: [Story.Step]) async throws -> Ledger {
        let clock = clock
        let ledger = try await Ledger(
            TestLedger.database(),
            profiles: TestBook.book,
            clock: { clock.microseconds }
        )
        let events = try Story("", steps, []).events
        let job = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        #expect(job.stored == events.count)
        return ledger
    }

    /// The alarms that stand, each as `T-01 make reason`.
    private static func standing(_ checker: ChainChecker) async throws -> [String] {
        try await checker.catchUp()
        return try await checker.alarms().map { alarm in
            let stage = alarm.stage.split(separator: "/").last ?? ""
            return "\(alarm.alarm) \(stage) \(alarm.reason)"
        }.sorted()
    }

    /// So many hours after the begin.
    private static func instant(_ hours: Double) -> Int64 { Story.begin + Int64(hours * 3_600_000) }

    @Test("A subject and a licence that are recorded later take back what was found, and bring it again")
    func laterLicence() async throws {
        let ledger = try await ledger([at(1, "make", "urn:test:u1"), at(50, "make", "urn:test:u2")])
        let checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        let nobody = ["PL-02 make unlicensed", "PL-06 make unknown-party"]
        #expect(try await Self.standing(checker) == (nobody + nobody).sorted())
        parties.set(.makerType, "maker")
        #expect(try await Self.standing(checker) == ["PL-02 make unlicensed", "PL-02 make unlicensed"])
        parties.set(.makerLicence, "making", from: Self.instant(10))
        #expect(try await Self.standing(checker) == ["PL-02 make unlicensed"])
        parties.set(.makerLicence, "making")
        #expect(try await Self.standing(checker) == [])
        // The licence ended before the second record.
        parties.set(.makerLicence, "none", from: Self.instant(20))
        #expect(try await Self.standing(checker).filter { $0.contains("PL-02") }.count >= 1)
    }

    @Test("A checker that begins anew takes in what changed while none ran")
    func restart() async throws {
        let ledger = try await ledger([at(1, "make", "urn:test:u1")])
        parties.set(.makerType, "maker")
        var checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        #expect(try await Self.standing(checker) == ["PL-02 make unlicensed"])
        parties.set(.makerLicence, "making")
        checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        #expect(try await Self.standing(checker) == [])
    }

    @Test("A permit that is not the record's parties' is found, and found right when it becomes theirs")
    func otherHolder() async throws {
        let ledger = try await ledger([
            at(1, "make", "urn:test:l1 60"), at(2, "buy", "urn:test:l1 60", ["buying": "B1"]),
        ])
        parties.set(.makerType, "maker")
        parties.set(.makerLicence, "making")
        parties.set(.permitQuantity, "100")
        parties.set(.permitHolder, "urn:test:trader")
        let checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        #expect(try await Self.standing(checker) == ["PL-07 buy not-holder"])
        parties.set(.permitHolder, "urn:test:maker")
        #expect(try await Self.standing(checker) == [])
        parties.set(.permitQuantity, "50")
        #expect(try await Self.standing(checker) == ["T-22 buy quota-exceeded"])
        parties.set(.permitQuantity, nil)
        #expect(try await Self.standing(checker) == ["T-22 buy no-quota"])
    }

    @Test("A place's capacity and region count from the day on which they are stated")
    func places() async throws {
        let ledger = try await ledger([
            at(1, "make", "urn:test:l1 60"),
            at(2, "ship", "urn:test:l1 60", ["to": "urn:test:trader", "certificate": "C1"]),
            at(3, "receive", "urn:test:l1 60", ["subject": "urn:test:trader", "place": "urn:test:store"]),
        ])
        for fact in [ChangingParties.Fact.makerType, .traderType] {
            parties.set(fact, fact == .makerType ? "maker" : "trader")
        }
        parties.set(.makerLicence, "making")
        parties.set(.region, "460100")
        let checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        #expect(try await Self.standing(checker) == [])
        parties.set(.capacity, "50")
        #expect(try await Self.standing(checker) == ["T-12 receive over-capacity"])
        parties.set(.capacity, "80", from: Self.instant(2.5))
        #expect(try await Self.standing(checker) == [])
        parties.set(.region, "440100", from: Self.instant(1.5))
        #expect(try await Self.standing(checker) == ["T-11 ship wrong-region"])
        parties.set(.region, "440100", from: Self.instant(2.5))
        parties.set(.region, nil, from: Self.instant(1.5))
        #expect(try await Self.standing(checker) == [])
    }

    @Test(
        "Whenever what is recorded, the same alarms stand as if it had all been recorded before",
        arguments: 0..<100
    )
    func confluence(seed: Int) async throws {
        var dice = SeededGenerator(seed: UInt64(seed))
        // After the last event of the longest story.
        let clock = Clock(milliseconds: Self.instant(200_000))
        let ledger = try await Ledger(
            TestLedger.database(),
            profiles: TestBook.book,
            clock: { clock.microseconds }
        )
        var checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        let story = Stories.all[Int.random(in: Stories.all.indices, using: &dice)]
        var events = try story.events
        let extra = Story(
            "",
            [
                at(1, "make", "urn:test:l9 60"), at(2, "buy", "urn:test:l9 60", ["buying": "B1"]),
                at(3, "buy", "urn:test:l9 30", ["buying": "B1"]),
                at(
                    4,
                    "receive",
                    "urn:test:l9 40",
                    ["subject": "urn:test:trader", "place": "urn:test:store"]
                ),
            ],
            []
        )
        events += try extra.events
        events.shuffle(using: &dice)
        while !events.isEmpty {
            if Bool.random(using: &dice), let event = events.popLast() {
                _ = try await ledger.capture(
                    CaptureRequest(EPCISDocument(events: [event]), caller: .operator)
                )
            }
            Self.change(parties, &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
            case 1, 2: try await checker.catchUp()
            default: break
            }
        }
        let live = try await Self.standing(checker)
        try await checker.rebuild()
        let rebuilt = try await Self.standing(checker)
        let difference = rebuilt.difference(from: live)
        #expect(difference.isEmpty, "\(story.name): \(difference.insertions) \(difference.removals)")
    }

    private static func change(_ parties: ChangingParties, _ dice: inout SeededGenerator) {
        let facts = ChangingParties.Fact.allCases
        let fact = facts[Int.random(in: facts.indices, using: &dice)]
        let values: [String?] =
            switch fact {
            case .makerType: ["maker", "trader", nil]
            case .traderType: ["trader", "maker", nil]
            case .makerLicence: ["making", "other", nil]
            case .permitQuantity: ["100", "50", nil]
            case .permitHolder: ["urn:test:maker", "urn:test:trader"]
            case .region: ["460100", "440100", nil]
            case .capacity: ["50", "20", nil]
            }
        let value = values[Int.random(in: values.indices, using: &dice)]
        parties.set(
            fact,
            value,
            from: Int.random(in: 0..<4, using: &dice) == 0
                ? 0 : instant(Double.random(in: 0..<5, using: &dice))
        )
    }
}
