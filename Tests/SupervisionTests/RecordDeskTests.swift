// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Supervision
import Testing
import TraceLedger
import TraceTesting
import TraceText

@Suite("The desk for records")
struct RecordDeskTests {
    private static func desk() async throws -> (RecordDesk, Ledger) {
        let now = (Story.begin + 1_000 * 3_600_000) * 1000
        let ledger = try await Ledger(TestLedger.database(), profiles: TestBook.book, clock: { now })
        return (RecordDesk(ledger, book: TestBook.book, parties: FakeParties()), ledger)
    }

    /// What is told of an outcome.
    private static func told(_ outcome: Result<RecordDesk.Answer, InvalidRecord>) -> String {
        switch outcome {
        case .success(let answer):
            let findings = answer.findings.map {
                "\($0.rule.alarm) \($0.object ?? "") \($0.details.value ?? "")"
            }
            return ([answer.state.rawValue] + findings).joined(separator: ", ")
        case .failure(let invalid):
            return "faults: \(invalid.faults.map(\.field))"
        }
    }

    /// Random records of one stage about few units, places and documents, so that they depend on each other.
    private static func records(_ stage: String, _ dice: inout SeededGenerator) -> [RecordDesk.Input] {
        (0..<Int.random(in: 5...40, using: &dice)).map { _ in
            let unit = "urn:test:u\(Int.random(in: 1...4, using: &dice))"
            let amount = Int.random(in: 1...30, using: &dice)
            var fields: [String: String] = [
                "subject": Bool.random(using: &dice) ? "urn:test:maker" : "urn:test:trader",
                "place": Bool.random(using: &dice) ? "urn:test:store" : "urn:test:here",
                "time": Timestamp(
                    milliseconds: Story.begin + Int64.random(in: 0...20, using: &dice) * 3_600_000
                ).text,
            ]
            switch stage {
            case "mix":
                fields["inputs"] = "\(unit) \(amount)"
                fields["outputs"] = "urn:test:u\(Int.random(in: 1...4, using: &dice)) \(amount)"
            case "pack":
                fields["units"] = unit
                fields["container"] = "urn:test:c\(Int.random(in: 1...2, using: &dice))"
            default:
                fields["units"] = ["use", "start"].contains(stage) ? unit : "\(unit) \(amount)"
            }
            if stage == "ship" {
                fields["certificate"] = "K\(Int.random(in: 1...2, using: &dice))"
                if Bool.random(using: &dice) { fields["certificate.quantity"] = "50" }
            }
            if stage == "receive" { fields["what"] = Bool.random(using: &dice) ? "hot" : "cold" }
            if stage == "buy" { fields["buying"] = "B1" }
            if Int.random(in: 0..<12, using: &dice) == 0 { fields["place"] = nil }
            return RecordDesk.Input(fields.mapValues(FieldValue.text))
        }
    }

    @Test("says and stores the same of many records at once as of one after the other", arguments: 1...12)
    func batches(seed: UInt64) async throws {
        var dice = SeededGenerator(seed: seed)
        let (one, ledgerOfOne) = try await Self.desk()
        let (many, ledgerOfMany) = try await Self.desk()
        for stage in ["make", "mix", "ship", "receive", "sell", "use", "pack", "buy", "start"] {
            let records = Self.records(stage, &dice)
            var single: [String] = []
            for record in records {
                let outcomes = try await one.take(
                    [record],
                    profile: "thing",
                    stage: stage,
                    isWhole: false,
                    caller: .operator
                )
                single.append(Self.told(outcomes[0]))
            }
            let batch = try await many.take(
                records,
                profile: "thing",
                stage: stage,
                isWhole: false,
                caller: .operator
            )
            #expect(batch.map(Self.told) == single, "seed \(seed), \(stage)")
        }
        let counts = try await (
            ledgerOfOne.read { try $0.eventCount() }, ledgerOfMany.read { try $0.eventCount() }
        )
        #expect(counts.0 == counts.1)
        #expect(counts.0 > 0)
    }

    @Test("lets two that exclude each other not pass at the same time")
    func atTheSameTime() async throws {
        let (desk, ledger) = try await Self.desk()
        func buy(_ lot: Int) -> [String: FieldValue] {
            [
                "subject": .text("urn:test:trader"), "place": .text("urn:test:here"),
                "time": .text(Timestamp(milliseconds: Story.begin).text),
                "units": .text("urn:test:b\(lot) 60"), "buying": .text("B1"),
            ]
        }
        let told = try await withThrowingTaskGroup(of: Int.self) { group in
            for lot in 1...8 {
                group.addTask {
                    try await desk.take(buy(lot), profile: "thing", stage: "buy", caller: .operator)
                        .findings.count { $0.rule.alarm == "T-22" }
                }
            }
            return try await group.reduce(0, +)
        }
        // The permit allows 100: whichever came first is within it, every later one is told to be beyond.
        #expect(told == 7)
        #expect(try await ledger.read { try $0.eventCount() } == 8)
    }

    @Test("takes nothing from who may not write")
    func anonymous() async throws {
        let (desk, ledger) = try await Self.desk()
        await #expect(throws: LedgerError.self) {
            try await desk.take([:], profile: "thing", stage: "make", caller: .anonymous)
        }
        #expect(try await ledger.read { try $0.eventCount() } == 0)
    }
}
