// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Simulation
import Testing
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger

/// From the last hand back to where it all began, across the categories' borders.
@Suite struct CrossChainTests {
    /// A last stage, and the beginning that every trace back from it must reach.
    struct Way: Sendable, CustomTestStringConvertible {
        let scenario: String
        let last: String
        let first: String

        var testDescription: String { "\(last) ← \(first)" }
    }

    @Test(
        arguments: [
            Way(scenario: "finished-drugs", last: "finished-drugs/dispensing", first: "apis/synthesis"),
            Way(scenario: "baijiu", last: "baijiu/retail", first: "baijiu/grain-receipt"),
            Way(scenario: "gas-cylinders", last: "gas-cylinders/filling", first: "gas-cylinders/making"),
            Way(
                scenario: "civil-explosives",
                last: "civil-explosives/blasting",
                first: "civil-explosives/making"
            ),
            Way(scenario: "tropical-fruit", last: "tropical-fruit/retail", first: "pesticides/production"),
            Way(scenario: "tropical-fruit", last: "tropical-fruit/retail", first: "tropical-fruit/planting"),
            Way(scenario: "meat-products", last: "meat-products/retail", first: "pork/rearing"),
            Way(scenario: "pork", last: "pork/retail", first: "veterinary-drugs/production"),
            Way(
                scenario: "decoction-pieces",
                last: "decoction-pieces/dispensing",
                first: "crude-herbs/planting"
            ),
        ]
    )
    func `Goods trace back to where their raw material began`(way: Way) async throws {
        let play = try TestProvince.scenarios.play(
            Programme(until: TestProvince.until, days: 60, scale: 1, only: [way.scenario])
        )
        let ledger = try await Ledger(
            TestLedger.database(),
            profiles: TestProvince.book,
            clock: { TestProvince.end * 1_000_000 }
        )
        for document in play.documents() {
            _ = try await ledger.capture(CaptureRequest(document, caller: .operator))
        }
        let beginnings = Set(
            play.records.filter { $0.stage == way.first }.map { $0.event.eventID ?? $0.event.hashURI() }
        )
        let ends = play.records.filter { $0.stage == way.last && $0.fault == nil }
        try #require(!beginnings.isEmpty && !ends.isEmpty)
        var reached = 0
        for end in ends.prefix(20) {
            let code = try #require((end.event.epcs + end.event.quantities.map(\.epcClass)).first)
            let answer = try await ledger.trace(CanonicalCode.identify(code), direction: .back)
            if answer?.events.contains(where: { beginnings.contains($0.eventID) }) ?? false { reached += 1 }
        }
        #expect(reached > 0, "none of \(ends.count)")
        try ledger.database.close()
    }
}
