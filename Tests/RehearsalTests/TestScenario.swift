// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation

/// A made-up category with a scenario that tests change.
enum TestScenario {
    static let book: ProfileBook = {
        do {
            return try ProfileBook(reading: [
                .init(name: "reference.yaml", text: reference, isReference: true),
                .init(name: "thing.yaml", text: profile, isReference: false),
            ])
        } catch {
            fatalError("\(error)")
        }
    }()

    /// - Parameters:
    ///   - expected: what the fault must raise.
    ///   - field: of a step that the fault adds.
    static func scenarios(_ expected: String, _ field: String) throws -> ScenarioBook {
        try ScenarioBook(
            reading: [
                .init(name: "parties.yaml", text: parties),
                .init(
                    name: "thing.yaml",
                    text: scenario.replacing("EXPECTED", with: expected).replacing("FIELD", with: field)
                ),
            ],
            profiles: [.init(name: "thing.yaml", text: profile)]
        )
    }

    private static let reference = """
        industries: [{id: things, name: {zh: 物, en: Things}}]
        departments: [{id: office, names: [{zh: 局, en: Office}]}]
        measures: [{code: KGM, symbol: kg, name: {zh: 千克, en: kilogram}}]
        parties:
          - {id: maker, name: {zh: 制造者, en: Maker}}
        alarms:
          - {id: T-01, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-05, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-06, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
        """

    private static let profile = """
        profile: thing
        from: 2020-01-01
        industry: things
        name: {zh: 物, en: Thing}
        lead: [office]
        unit: {kind: lot, codes: [gtin]}
        stages:
          - id: making
            name: {zh: 制造, en: Making}
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: ADD, step: commissioning, disposition: active}
            units: {level: lot, measure: KGM}
          - id: entering
            name: {zh: 入库, en: Entering}
            after: [making]
            actor: {types: [maker]}
            from: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: receiving, disposition: active}
            units: {level: lot, measure: KGM}
          - id: use
            name: {zh: 使用, en: Use}
            after: [entering]
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting, disposition: active}
            units: {level: lot, measure: KGM}
            elements:
              - {id: what, name: {zh: 内容, en: What}, type: text, class: chain}
            rules:
              - {id: T-01, kind: element-value, element: what, in: [this]}
        public:
          headline: {zh: "{subject}", en: "{subject}"}
          order: [making]
        """

    private static let parties = """
        words: [{zh: 岚崖, en: Lanya}]
        surnames: [{zh: 符, en: Fu}]
        regions: [{code: "460105", zh: 海口, en: Haikou, at: [20.0, 110.3]}]
        outside: [{code: "440100", zh: 广州, en: Guangzhou, at: [23.1, 113.2]}]
        forms: {company: {code: "91", zh: 有限公司, en: Ltd.}}
        types:
          maker: {zh: "{word}{form}", en: "{word} {form}", place: {zh: 厂, en: Works}, use: factory}
          office: {zh: "{word}局", en: "{word} Office", place: {zh: 局, en: Office}, use: office}
        """

    private static let scenario = """
        scenario: thing
        every: 4 days
        cast:
          maker: {type: maker}
          office: {type: office}
        goods:
          lot: {scheme: lgtin, product: "10001", owner: maker, measure: KGM, name: {zh: 物, en: Thing}}
        steps:
          - {stage: making, by: maker, units: {lot: 10}}
          - {stage: entering, by: maker, units: {lot: 10}}
        faults:
          - id: other
            kind: party-type
            title: {zh: 错, en: Wrong}
            drop: [making]
            change: {entering: {FIELD units: {lot: 5}}}
            EXPECTED
        """
}
