// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Market
import Testing
import TraceLedger

@Suite("Market access")
struct GateTests {
    @Test("Goods with a whole past and their certificate are let in")
    func admitted() async throws {
        let scene = try await MarketScene()
        try await scene.harvested()
        let answer = try await scene.check(MarketScene.packed)
        #expect(answer.decision == .admit, "\(answer.reasons)")
        #expect(answer.profile == "greens")
    }

    @Test("Goods without a certificate are kept out, in words of both languages")
    func noCertificate() async throws {
        let scene = try await MarketScene()
        try await scene.record("harvest", 30, ["units": "\(MarketScene.lot) 100"])
        try await scene.record(
            "packing",
            20,
            ["inputs": "\(MarketScene.lot) 100", "outputs": "\(MarketScene.packed) 95"]
        )
        let answer = try await scene.check(MarketScene.packed)
        #expect(answer.decision == .keepOut)
        #expect(answer.reasons.map(\.text.zh) == ["缺少“合格证”"])
        #expect(answer.reasons.map(\.text.en) == ["“Certificate” is missing"])
        #expect(answer.reasons.map(\.alarm) == ["PL-07"])
    }

    @Test("A failed test of the lot from which the goods were packed keeps them out")
    func failedTest() async throws {
        let scene = try await MarketScene()
        try await scene.harvested()
        try await scene.record("test", 10, ["units": "\(MarketScene.lot) 1", "result": "fail"])
        let answer = try await scene.check(MarketScene.packed)
        #expect(answer.decision == .keepOut)
        #expect(answer.reasons.map(\.alarm) == ["T-01"])
        #expect(answer.reasons.first?.text.en == "Tested: Test failed")
    }

    @Test("What nobody recorded, what cannot be read and what is past its date are kept out")
    func others() async throws {
        let scene = try await MarketScene()
        try await scene.harvested(until: "2026-06-01")
        let unknown = try await scene.check("https://id.gs1.org/01/06901234567892/10/NONE")
        #expect(unknown.decision == .keepOut && unknown.reasons.count == 1)
        let malformed = try await scene.check("06901234567890")
        #expect(malformed.decision == .keepOut && malformed.canonical == nil)
        let expired = try await scene.check(MarketScene.lot)
        #expect(expired.reasons.contains { $0.alarm == "T-02" })
    }

    @Test("A certificate that covers nothing more keeps further goods out")
    func usedUp() async throws {
        let scene = try await MarketScene()
        try await scene.harvested()
        try await scene.record(
            "entry",
            5,
            [
                "units": "\(MarketScene.packed) 100", "certificate": "C1", "subject": "urn:test:market",
                "place": MarketScene.market,
            ]
        )
        let answer = try await scene.check(MarketScene.packed)
        #expect(answer.reasons.map(\.text.en).contains("Certificate C1 covers nothing more"))
        let certificate = try #require(try await scene.desk.certificate("certificate", number: "C1"))
        #expect(certificate.covered == 100 && certificate.left == 0)
        #expect(certificate.uses.map(\.stage) == ["greens/entry"])
        #expect(try await scene.desk.certificate("certificate", number: "C9") == nil)
    }

    @Test("A certificate that was split tells what it was made into, and covers so much less")
    func split() async throws {
        let scene = try await MarketScene()
        try await scene.record(
            "harvest",
            30,
            ["units": "\(MarketScene.lot) 100", "certificate": "C1", "certificate.quantity": "100"]
        )
        try await scene.record(
            "packing",
            20,
            [
                "inputs": "\(MarketScene.lot) 60", "outputs": "\(MarketScene.packed) 60", "certificate": "C2",
                "certificate.quantity": "60", "certificate.sources": "C1 60",
            ]
        )
        let whole = try #require(try await scene.desk.certificate("certificate", number: "C1"))
        #expect(whole.left == 40 && whole.successors == ["C2"])
        let part = try #require(try await scene.desk.certificate("certificate", number: "C2"))
        #expect(part.covered == 60 && part.sources.map(\.number) == ["C1"])
    }

    @Test("The block list holds what an alarm is about, and what was made of it")
    func blockList() async throws {
        let scene = try await MarketScene()
        try await scene.record(
            "packing",
            20,
            ["inputs": "\(MarketScene.lot) 9", "outputs": "\(MarketScene.packed) 9"]
        )
        let list = try await scene.desk.blockList()
        #expect(list.entries.map(\.code) == [MarketScene.lot, MarketScene.packed])
        #expect(list.entries.map(\.source) == [nil, MarketScene.lot])
        #expect(!list.isCut)
    }
}

@Suite("Electronic settlement")
struct SettlementTests {
    private static let common: [String: FieldValue] = [
        "place": .text(MarketScene.market), "time": .text("2026-07-01T07:30:00+08:00"),
        "from": .text("urn:test:farm"), "to": .text("urn:test:shop"),
    ]

    private static func scene() async throws -> MarketScene {
        let scene = try await MarketScene()
        try await scene.harvested()
        try await scene.record(
            "entry",
            5,
            [
                "units": "\(MarketScene.packed) 90", "certificate": "C1", "subject": "urn:test:market",
                "place": MarketScene.market,
            ]
        )
        return scene
    }

    @Test("A sale ties seller, buyer, goods, weights and prices, and is found by its number")
    func sale() async throws {
        let scene = try await Self.scene()
        let lines: [[String: FieldValue]] = [
            ["units": .text("\(MarketScene.packed) 40.5"), "price": .text("8.6")],
            ["units": .text("\(MarketScene.packed) 10"), "price": .text("8")],
        ]
        let sale = try await scene.desk.settle(Self.common, lines: lines, caller: .operator)
        #expect(sale.seller == "urn:test:farm" && sale.buyer == "urn:test:shop")
        #expect(sale.subject == "urn:test:market", "the place's holder keeps the market")
        #expect(sale.lines.compactMap(\.total).sorted() == [80, 348.3])
        #expect(sale.total == 428.3)
        let again = try #require(try await scene.desk.settlement(sale.number))
        #expect(again.lines.map(\.eventID) == sale.lines.map(\.eventID))
        let receipt = again.receipt(.english) { _ in nil }
        for text in [sale.number, "40.5 KGM", "Price: 8.6", "Total (yuan): 428.3"] {
            #expect(receipt.contains(text))
        }
    }

    @Test("A sale of which one line is refused stores nothing")
    func refused() async throws {
        let scene = try await Self.scene()
        let before = try await scene.ledger.read { try $0.eventCount() }
        let lines: [[String: FieldValue]] = [
            ["units": .text("\(MarketScene.packed) 40"), "price": .text("8.6")],
            ["units": .text("\(MarketScene.packed) 91"), "price": .text("8.6")],
        ]
        await #expect(throws: SettlementError.self) {
            try await scene.desk.settle(Self.common, lines: lines, caller: .operator)
        }
        await #expect(throws: SettlementError.self) {
            try await scene.desk.settle(
                Self.common,
                lines: [["units": .text("urn:test:nothing 1")]],
                caller: .operator
            )
        }
        #expect(try await scene.ledger.read { try $0.eventCount() } == before)
    }
    @Test(
        "Lines that are right one by one and not together store nothing",
        arguments: [(["60", "50"], "refused(line: 1"), (["40", "40.0"], "sameLine(line: 1, as: 0)")]
    )
    func together(_ amounts: [String], _ error: String) async throws {
        let scene = try await Self.scene()
        let before = try await scene.ledger.read { try $0.eventCount() }
        let lines: [[String: FieldValue]] = amounts.map {
            ["units": .text("\(MarketScene.packed) \($0)"), "price": .text("8.6")]
        }
        let thrown = await #expect(throws: SettlementError.self) {
            try await scene.desk.settle(Self.common, lines: lines, caller: .operator)
        }
        #expect("\(try #require(thrown))".contains(error))
        #expect(try await scene.ledger.read { try $0.eventCount() } == before)
    }
}
