// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Market
import Supervision
import Testing
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

@Suite("The status of a code")
struct StatusTests {
    private static func status(_ code: String, _ stage: String, _ scene: MarketScene) async throws
        -> StatusAnswer
    {
        let known = try #require(scene.ledger.profiles?.stage(stage, at: MarketScene.time(0)))
        return try await scene.desk.status(of: [CanonicalCode.identify(code)], for: known)
    }

    @Test("The rules of the stage that is asked for decide: a lot within its date may go on, one past it not")
    func expiry() async throws {
        let scene = try await MarketScene()
        try await scene.harvested()
        let fresh = try await Self.status(MarketScene.lot, "greens/entry", scene)
        #expect(fresh.reasons.filter { $0.alarm == "T-02" }.isEmpty)
        let other = try await MarketScene()
        try await other.harvested(until: "2026-06-01")
        let old = try await Self.status(MarketScene.lot, "greens/entry", other)
        #expect(old.decision == .refuse && old.reasons.contains { $0.alarm == "T-02" })
    }

    @Test("What was made into something else is used up; what was made of it is not")
    func usedUp() async throws {
        let scene = try await MarketScene()
        let code = "https://id.gs1.org/01/06901234567892/21/A1"
        var event = Event(
            type: .transformation,
            eventTime: .init(milliseconds: MarketScene.time(5)),
            timeZoneOffset: "+08:00"
        )
        event.inputEPCs = [code]
        event.outputEPCs = [code + "B"]
        _ = try await scene.ledger.capture(event, caller: .operator)
        #expect(try await scene.desk.status(of: [CanonicalCode.identify(code)]).state == .consumed)
        #expect(try await scene.desk.status(of: [CanonicalCode.identify(code + "B")]).state == .inChain)
    }

    private static func observed(_ codes: [String], _ hoursAgo: Double, _ disposition: String?) -> Event {
        var event = Event(
            type: .object,
            eventTime: .init(milliseconds: MarketScene.time(hoursAgo)),
            timeZoneOffset: "+08:00"
        )
        event.epcs = codes
        event.action = .observe
        event.disposition = disposition
        return event
    }

    @Test(
        "Asked again and again, the answer holds what was stored since, and nothing that was declared wrong since"
    )
    func askedAgain() async throws {
        let scene = try await MarketScene()
        let code = "https://id.gs1.org/01/06901234567892/21/A2"
        func state() async throws -> CodeLife.State? {
            let states = [
                try await scene.desk.status(of: [CanonicalCode.identify(code)]).state,
                try await scene.desk.status(of: [CanonicalCode.identify(code)]).state,
            ]
            #expect(states[0] == states[1])
            return states[0]
        }
        #expect(try await state() == nil)
        _ = try await scene.ledger.capture(Self.observed([code], 9, "in_transit"), caller: .operator)
        #expect(try await state() == .inChain)
        _ = try await scene.ledger.capture(Self.observed([code], 8, "in_progress"), caller: .operator)
        #expect(try await state() == .inChain)
        var recall = try await scene.ledger.capture(
            Self.observed([code], 7, "recalled"),
            caller: .operator
        )
        #expect(try await state() == .recalled)
        recall.errorDeclaration = ErrorDeclaration(
            declarationTime: .init(milliseconds: MarketScene.time(0)),
            reason: "incorrect_data"
        )
        _ = try await scene.ledger.capture(recall, caller: .operator)
        #expect(try await state() == .inChain)
    }

    @Test("An event that was not worth opening for one unit is opened for another whose first it is")
    func firstOfAnother() async throws {
        let scene = try await MarketScene()
        let (one, other) = (MarketScene.lot + "1", MarketScene.lot + "2")
        _ = try await scene.ledger.capture(Self.observed([one], 9, nil), caller: .operator)
        _ = try await scene.ledger.capture(Self.observed([one, other], 8, nil), caller: .operator)
        for code in [one, other, one, other] {
            #expect(try await scene.desk.status(of: [CanonicalCode.identify(code)]).state == .inChain)
        }
    }

    @Test("Of codes that were captured as a run each has its own status", arguments: IndexForm.allCases)
    func run(form: IndexForm) async throws {
        let scene = try await MarketScene()
        let codes = (95..<240).map { "https://id.gs1.org/01/06901234567892/21/\($0)" }
        func event(_ codes: ArraySlice<String>, _ hoursAgo: Double, _ disposition: String) -> Event {
            var event = Event(
                type: .object,
                eventTime: .init(milliseconds: MarketScene.time(hoursAgo)),
                timeZoneOffset: "+08:00"
            )
            (event.epcs, event.action, event.disposition) = (Array(codes), .observe, disposition)
            return event
        }
        let events = [
            event(codes[...], 5, "active"), event(codes[5..<25], 4, "destroyed"),
            event(codes[25..<31], 3, "dispensed"),
        ]
        _ = try await scene.ledger.capture(events, behaviour: .rollback, caller: .operator)
        try await TestLedger.give(scene.ledger, form)
        for (place, code) in codes.enumerated() {
            let expected: CodeLife.State
            switch place {
            case 5..<25: expected = .destroyed
            case 25..<31: expected = .consumed
            default: expected = .inChain
            }
            #expect(
                try await scene.desk.status(of: [CanonicalCode.identify(code)]).state == expected,
                "\(code)"
            )
            let life = try await scene.ledger.read { try CodeLife(of: CanonicalCode.identify(code), $0) }
            #expect(life?.events == ((5..<31).contains(place) ? 2 : 1))
        }
        #expect(try await scene.desk.status(of: [CanonicalCode.identify(codes[0] + "0")]).state == nil)
    }
}
