// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Market
import Supervision
import TraceEvents
import TraceLedger
import TraceText

/// A made-up chain that passes a market, with those who work in it.
struct MarketScene {
    let ledger: Ledger
    let desk: MarketDesk
    let records: RecordDesk
    let checker: ChainChecker

    static let market = "urn:qiongsu:place:M1"
    static let lot = "https://id.gs1.org/01/06901234567892/10/L1"
    static let packed = "https://id.gs1.org/01/06901234567892/10/P1"

    init() async throws {
        let book = try Self.book()
        ledger = try await TestLedger.make(in: TestLedger.database(), profiles: book)
        let parties = Parties()
        records = RecordDesk(ledger, book: book, parties: parties)
        checker = try await ChainChecker(ledger, book: book, parties: parties)
        desk = MarketDesk(ledger, book: book, parties: parties, checker: checker, desk: records) { place, _ in
            place == Self.market ? "urn:test:market" : nil
        }
    }

    /// Hours before the ledger's clock.
    static func time(_ hoursAgo: Double) -> Int64 { TestLedger.now / 1000 - Int64(hoursAgo * 3_600_000) }

    func record(_ stage: String, _ hoursAgo: Double, _ fields: [String: String]) async throws {
        var all: [String: FieldValue] = [
            "subject": .text("urn:test:farm"), "place": .text("urn:qiongsu:place:F1"),
            "time": .text(Timestamp(milliseconds: Self.time(hoursAgo)).text),
        ]
        for (name, value) in fields { all[name] = .text(value) }
        // As an EPCIS document: what happened is stored, whatever the rules say of it.
        let event = try RecordReader.event(
            all,
            profile: "greens",
            stage: stage,
            book: try Self.book(),
            now: TestLedger.now / 1000
        )
        _ = try await ledger.capture(event, caller: .operator)
        try await checker.catchUp()
    }

    /// A lot with its certificate, packed into another.
    func harvested(until day: String = "2026-12-31", _ fields: [String: String] = [:]) async throws {
        let certificate = ["certificate": "C1", "certificate.quantity": "100"]
        try await record(
            "harvest",
            30,
            ["units": "\(Self.lot) 100", "best-before": day].merging(certificate) { $1 }.merging(fields) {
                $1
            }
        )
        try await record("packing", 20, ["inputs": "\(Self.lot) 100", "outputs": "\(Self.packed) 95"])
    }

    func check(_ code: String, place: String = market) async throws -> GateAnswer {
        let request = GateRequest(codes: [code], place: place, subject: nil, time: Self.time(0))
        return try await desk.check(request)[0]
    }

    private struct Parties: PartyBook {
        func types(of party: String, at time: Int64) -> [String]? {
            ["urn:test:farm": ["farm"], "urn:test:market": ["market"], "urn:test:shop": ["shop"]][party]
        }

        func holds(_ licence: String, _ party: String, at time: Int64) -> Bool { true }
        func permit(_ type: String, number: String, at time: Int64) -> Permit? { nil }
        func region(of id: String, at time: Int64) -> String? { "460100" }
        func capacity(of place: String, kind: String?, at time: Int64) -> Double? { nil }
    }

    private static func book() throws -> ProfileBook {
        let words = try ProfileBook.embedded().reference.messages.map {
            let (zh, en) = ($0.text.zh.replacing("'", with: "''"), $0.text.en.replacing("'", with: "''"))
            return "  - {id: \($0.id), text: {zh: '\(zh)', en: '\(en)'}}"
        }
        return try ProfileBook(reading: [
            .init(
                name: "reference.yaml",
                text: reference + "messages:\n" + words.joined(separator: "\n"),
                isReference: true
            ),
            .init(name: "greens.yaml", text: profile, isReference: false),
        ])
    }

    private static let reference = """
        industries: [{id: growing, name: {zh: 种植, en: Growing}}]
        departments: [{id: office, names: [{zh: 局, en: Office}]}]
        measures: [{code: KGM, symbol: kg, name: {zh: 千克, en: kilogram}}]
        parties:
          - {id: farm, name: {zh: 农场, en: Farm}}
          - {id: market, name: {zh: 市场, en: Market}}
          - {id: shop, name: {zh: 商店, en: Shop}}
        documents:
          - {id: certificate, name: {zh: 合格证, en: Certificate}}
          - {id: receipt, name: {zh: 结算单, en: Receipt}}
        lists:
          - {id: result, name: {zh: 结论, en: Result}, values: [{id: pass, zh: 合格, en: Pass}, {id: fail, zh: 不合格, en: Fail}]}
        elements:
          - {id: best-before, name: {zh: 保质期至, en: Best before}, type: date, class: public}
        alarms:
          - {id: T-01, name: {zh: 检测不合格, en: Test failed}, level: red, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: T-02, name: {zh: 过期, en: Expired}, level: red, effect: refuse, basis: {zh: 法, en: Law}}
          - {id: T-03, name: {zh: 账存为负, en: Sold more than there was}, level: yellow, effect: refuse, basis: {zh: 法, en: Law}}
          - {id: PL-03, name: {zh: 码, en: Code}, level: yellow, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-05, name: {zh: 来源不明, en: Origin unknown}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-06, name: {zh: 主体, en: Party}, level: yellow, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-07, name: {zh: 证明, en: Certificate}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}

        """

    private static let profile = """
        profile: greens
        from: 2020-01-01
        industry: growing
        name: {zh: 青菜, en: Greens}
        lead: [office]
        unit: {kind: lot, codes: [gtin]}
        stages:
          - id: harvest
            name: {zh: 采收, en: Harvested}
            actor: {types: [farm]}
            event: {type: ObjectEvent, action: ADD, step: commissioning}
            units: {level: lot, measure: KGM}
            elements: [{id: best-before}]
            documents: [{type: certificate, issues: true, covers: units}]
          - id: test
            name: {zh: 检测, en: Tested}
            after: [harvest]
            actor: {types: [farm]}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: lot}
            elements: [{id: result, name: {zh: 结论, en: Result}, type: code, list: result, class: public}]
            rules: [{id: T-01, kind: element-value, element: result, in: [pass]}]
          - id: packing
            name: {zh: 包装, en: Packed}
            after: [harvest]
            actor: {types: [farm]}
            event: {type: TransformationEvent, step: creating_class_instance}
            inputs: {level: lot, measure: KGM}
            outputs: {level: lot, measure: KGM}
            documents: [{type: certificate, issues: true, covers: outputs}]
          - id: entry
            name: {zh: 进场, en: Entry}
            after: [packing]
            serves: gate
            actor: {types: [market]}
            event: {type: ObjectEvent, action: OBSERVE, step: receiving}
            units: {level: lot, measure: KGM}
            documents: [{type: certificate, required: true, covers: units}]
            rules: [{id: T-02, kind: expiry, element: best-before}]
          - id: sale
            name: {zh: 成交, en: Sold}
            after: [entry]
            serves: settlement
            actor: {types: [market]}
            from: {types: []}
            to: {types: [shop], required: true}
            event: {type: ObjectEvent, action: OBSERVE, step: shipping}
            units: {level: lot, measure: KGM}
            elements: [{id: price, name: {zh: 单价, en: Price}, type: number, class: business}]
            documents: [{type: receipt, required: true, issues: true}]
            rules: [{id: T-03, kind: stock-balance, in: [entry], out: [sale]}]
        """
}
