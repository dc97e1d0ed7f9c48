// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// Two made-up categories that have something of every visibility class; one is of class security.
enum ClassBook {
    static let book: ProfileBook = {
        do {
            return try ProfileBook(reading: [
                .init(name: "reference.yaml", text: reference, isReference: true),
                .init(name: "open.yaml", text: open, isReference: false),
                .init(name: "guarded.yaml", text: guarded, isReference: false),
                .init(name: "machine.yaml", text: machine, isReference: false),
            ])
        } catch {
            fatalError("\(error)")
        }
    }()

    private static let reference = """
        industries: [{id: things, name: {zh: 物, en: Things}}]
        departments: [{id: office, names: [{zh: 局, en: Office}]}]
        regions:
          - {code: "460000", name: {zh: 海南省, en: Hainan}, level: province}
          - {code: "460100", name: {zh: 海口市, en: Haikou}, level: prefecture, parent: "460000"}
          - {code: "460105", name: {zh: 秀英区, en: Xiuying}, level: county, parent: "460100"}
        measures: [{code: KGM, symbol: kg, name: {zh: 千克, en: kilogram}}]
        parties: [{id: maker, name: {zh: 制造者, en: Maker}}]
        documents:
          - {id: open-paper, name: {zh: 合格证, en: Certificate}, days: 400, class: public}
          - {id: chain-paper, name: {zh: 送货单, en: Delivery note}, class: chain}
          - {id: secret-paper, name: {zh: 密件, en: Secret paper}, class: security}
        lists:
          - id: result
            name: {zh: 结论, en: Result}
            values: [{id: good, zh: 良好, en: Good}, {id: bad, zh: 不良, en: Bad}]
        elements:
          - {id: variety, name: {zh: 品名, en: Variety}, type: text, class: public}
          - {id: weight, name: {zh: 净重, en: Net weight}, type: number, measure: KGM, class: public}
          - {id: outcome, name: {zh: 检验结论, en: Outcome}, type: code, list: result, class: public}
          - {id: certified-by, name: {zh: 认证编号, en: Certified}, type: identifier, class: public}
          - {id: partner-note, name: {zh: 往来备注, en: Partner note}, type: text, class: chain}
          - {id: price, name: {zh: 价格, en: Price}, type: number, class: business}
          - {id: worker, name: {zh: 工人, en: Worker}, type: text, class: personal}
          - {id: store-code, name: {zh: 库房, en: Store}, type: identifier, class: security}
          - {id: tags, name: {zh: 标牌, en: Tags}, type: identifiers, class: business}
        alarms:
          - {id: T-01, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-02, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-03, name: {zh: 警, en: Alarm}, level: orange, effect: refuse, basis: {zh: 法, en: Law}}
          - {id: PL-05, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-06, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-07, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-08, name: {zh: 警, en: Alarm}, level: orange, effect: refuse, basis: {zh: 法, en: Law}}
        messages:
          - {id: state-running, text: {zh: 运行中, en: Running}}
        """

    private static let open = """
        profile: open
        from: 2020-01-01
        industry: things
        name: {zh: 寻常物, en: Common thing}
        lead: [office]
        unit: {kind: any, codes: [gtin, hn]}
        stages:
          - id: make
            name: {zh: 制作, en: Made}
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: ADD, step: commissioning, disposition: active}
            units: {level: any, measure: KGM}
            elements: [{id: variety}, {id: weight}, {id: outcome}, {id: certified-by}, {id: partner-note}, {id: price}, {id: worker}, {id: store-code}, {id: tags}]
            documents: [{type: open-paper}, {type: chain-paper}, {type: secret-paper}]
            rules: [{id: T-01, kind: element-value, element: outcome, in: [good]}]
          - id: mix
            name: {zh: 混合, en: Mixed}
            after: [make]
            actor: {types: [maker]}
            event: {type: TransformationEvent, step: creating_class_instance}
            inputs: {level: any, measure: KGM}
            outputs: {level: any, measure: KGM}
            elements: [{id: variety}, {id: price}]
          - id: pack
            name: {zh: 装箱, en: Packed}
            after: [make, mix]
            actor: {types: [maker]}
            event: {type: AggregationEvent, action: ADD, step: packing}
            elements: [{id: worker}]
          - id: sell
            name: {zh: 出售, en: Sold}
            after: [make, mix]
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: OBSERVE, step: retail_selling, disposition: retail_sold}
            units: {level: any, measure: KGM}
            elements: [{id: price}, {id: variety}]
        public:
          headline: {zh: "{subject}在{place}制作，{variety}", en: "{variety}, made by {subject} in {place}"}
          order: [make, mix, sell]
        """

    private static let guarded = """
        profile: guarded
        from: 2020-01-01
        industry: things
        name: {zh: 管制物, en: Guarded thing}
        lead: [office]
        security: true
        unit: {kind: any, codes: [detonator, gtin]}
        stages:
          - id: keep
            name: {zh: 入库, en: Stored}
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: ADD, step: storing, disposition: sellable_not_accessible}
            units: {level: any, measure: KGM}
            elements: [{id: variety}, {id: partner-note}, {id: store-code}]
            documents: [{type: open-paper}, {type: secret-paper}]
          - id: load
            name: {zh: 装车, en: Loaded}
            after: [keep]
            actor: {types: [maker]}
            event: {type: AggregationEvent, action: ADD, step: loading}
            elements: [{id: variety}]
        public:
          headline: {zh: "{subject}", en: "{subject}"}
          order: [keep]
        """

    private static let machine = """
        profile: machine
        from: 2020-01-01
        industry: things
        name: {zh: 机器, en: Machine}
        lead: [office]
        unit: {kind: asset, codes: [gtin]}
        stages:
          - id: start
            name: {zh: 启用, en: Started}
            actor: {types: []}
            event: {type: ObjectEvent, action: ADD, step: installing, disposition: active}
            units: {level: asset}
            state: running
            rules: [{id: T-01, kind: due-date, then: [service], within: 15 days}]
          - id: service
            name: {zh: 保养, en: Serviced}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting, disposition: active}
            units: {level: asset}
            elements: [{id: outcome}, {id: worker}]
            rules:
              - {id: T-01, kind: due-date, then: [service], within: 15 days}
              - {id: T-01, kind: due-date, then: [service], within: 1 days, when: {element: outcome, in: [bad]}}
              - {id: T-01, kind: element-value, element: outcome, in: [good]}
        public:
          headline: {zh: "{subject}保养", en: "Serviced by {subject}"}
          order: [service, start]
        """
}

/// A register with a plot, a person's stall and some names.
struct FakeRegister: PublicRegister {
    let position: Int64 = 0

    static let plot = "urn:qiongsu:place:PLOT-77001"
    static let shop = "urn:qiongsu:place:SHOP-1"
    static let maker = "urn:qiongsu:uscc:91460100MA5T00002P"

    func visibility(of id: String) -> Visibility { id == Self.plot ? .personal : .public }

    func region(of id: String) -> String? { [Self.plot, Self.shop].contains(id) ? "460105" : nil }

    func name(of id: String) -> LocalName? {
        switch id {
        case Self.plot: LocalName(zh: "张三的地块", en: "The plot of Zhang San")
        case Self.shop: LocalName(zh: "海秀店", en: "Haixiu Shop")
        case Self.maker: LocalName(zh: "椰风厂", en: "Coconut Wind")
        default: nil
        }
    }
}
