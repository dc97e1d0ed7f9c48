// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Testing
import TraceCodes
import TraceEvents
import TraceLedger

@testable import TraceGraph

@Suite("Goods that are used up beside an event's own")
struct ConsumedGoodsTests {
    private static let bottle = "urn:qiongsu:pesticide-32:11234561001123456789012345678901"
    private static let other = "urn:qiongsu:pesticide-32:11234561001123456789012345678902"
    private static let field = "https://id.gs1.org/01/06901234567892/10/F1"
    private static let lot = "https://id.gs1.org/01/06901234567892/10/L1"

    @Test("A lot traces back to what was used on the field it grew on, and to what that was made of")
    func back() async throws {
        let answer = try #require(try await Self.ledger().trace(Self.code(Self.lot), direction: .back))
        #expect(answer.units.map(\.code.canonical).contains(Self.bottle))
        #expect(answer.units.first { $0.code.canonical == Self.bottle }?.relation == .source)
        #expect(!answer.units.map(\.code.canonical).contains(Self.other), "used after the harvest")
        #expect(answer.events.map(\.bizStep).contains("commissioning"), "the bottle's own beginning")
        let edge = answer.edges.first { answer.units[$0.from].code.canonical == Self.bottle }
        #expect(edge.map { answer.units[$0.to].code.canonical } == Self.field)
        #expect(answer.gaps.isEmpty)
    }

    @Test("What was used is tracked forward to the lots that grew after it")
    func forward() async throws {
        let answer = try #require(try await Self.ledger().trace(Self.code(Self.bottle), direction: .forward))
        #expect(answer.units.map(\.code.canonical).contains(Self.lot))
        let later = try #require(try await Self.ledger().trace(Self.code(Self.other), direction: .forward))
        #expect(!later.units.map(\.code.canonical).contains(Self.lot))
    }

    @Test("A used unit is consumed in the scope of a recall, a lot of it still with its holder")
    func recall() async throws {
        let scope = try #require(
            try await Self.ledger().recallScope(Self.code(Self.bottle), includesSharedInputs: false)
        )
        #expect(scope.holdings.first { $0.code.canonical == Self.bottle }?.status == .consumed)
        #expect(scope.holdings.contains { $0.code.canonical == Self.lot })
    }

    private static func code(_ text: String) -> TraceCode { CanonicalCode.identify(text) }

    private static func ledger() async throws -> Ledger {
        let book = try ProfileBook(reading: [
            .init(name: "reference.yaml", text: reference, isReference: true),
            .init(name: "plant.yaml", text: profile, isReference: false),
        ])
        let ledger = try await TestLedger.make(in: TestLedger.database(), profiles: book)
        func use(_ bottle: String, at second: Int) -> Event {
            .at(second, .object) {
                ($0.action, $0.bizStep) = (.observe, "inspecting")
                $0.quantities = [QuantityElement(epcClass: field)]
                $0.extensions = [
                    ExtensionField(name: ChainTerms.name("stage"), value: .string("plant/use")),
                    ExtensionField(name: ChainTerms.name("subject"), value: .string("urn:test:grower")),
                    ExtensionField(name: ChainTerms.name("bottle"), value: .array([.string(bottle)])),
                ]
            }
        }
        let events: [Event] = [
            .at(0, .object) { ($0.epcs, $0.action, $0.bizStep) = ([bottle, other], .add, "commissioning") },
            .at(1, .object) {
                ($0.quantities, $0.action) = ([QuantityElement(epcClass: field)], .add)
            },
            use(bottle, at: 10),
            .at(20, .transformation) {
                $0.inputQuantities = [QuantityElement(epcClass: field)]
                $0.outputQuantities = [QuantityElement(epcClass: lot)]
            },
            use(other, at: 30),
        ]
        _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        return ledger
    }

    private static let reference = """
        industries: [{id: growing, name: {zh: 种植, en: Growing}}]
        departments: [{id: office, names: [{zh: 局, en: Office}]}]
        alarms:
          - {id: PL-05, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-03, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
        """

    private static let profile = """
        profile: plant
        from: 2020-01-01
        industry: growing
        name: {zh: 植物, en: Plant}
        lead: [office]
        unit: {kind: lot, codes: [gtin]}
        stages:
          - id: use
            name: {zh: 用药, en: Used}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: lot}
            elements:
              - {id: bottle, name: {zh: 药瓶, en: Bottle}, type: identifiers, consumed: true}
        """
}
