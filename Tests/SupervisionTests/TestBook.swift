// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// A made-up category that has every rule kind once.
enum TestBook {
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

    static let reference = """
        industries: [{id: things, name: {zh: 物, en: Things}}]
        departments: [{id: office, names: [{zh: 局, en: Office}]}]
        measures:
          - {code: KGM, symbol: kg, name: {zh: 千克, en: kilogram}}
          - {code: CEL, symbol: ℃, name: {zh: 摄氏度, en: degree Celsius}}
        parties:
          - {id: maker, name: {zh: 制造者, en: Maker}}
          - {id: trader, name: {zh: 经营者, en: Trader}}
        licences:
          - {id: making, name: {zh: 生产许可证, en: Making licence}}
          - {id: buying, name: {zh: 购买许可证, en: Buying permit}}
          - {id: renewing, name: {zh: 定期许可证, en: Renewable licence}, years: 5, renew-before: 3 months}
          - {id: quality, name: {zh: 质量认证, en: Quality certification}, certification: true}
        documents:
          - {id: certificate, name: {zh: 证明, en: Certificate}}
          - {id: note, days: 5, name: {zh: 便条, en: Note}}
          - {id: slip, name: {zh: 领用单, en: Issue slip}}
          - {id: buying, name: {zh: 购买许可证, en: Buying permit}}
        lists:
          - id: kind
            name: {zh: 种类, en: Kind}
            values: [{id: plain, zh: 普通, en: Plain}, {id: hot, zh: 热, en: Hot}, {id: cold, zh: 冷, en: Cold}]
        elements:
          - {id: what, name: {zh: 货类, en: Goods}, type: code, list: kind}
          - {id: medium, name: {zh: 介质, en: Medium}, type: text}
        alarms:
        \((1...40).map { "  - {id: T-\($0 < 10 ? "0" : "")\($0), name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}" }.joined(separator: "\n"))
          - {id: IN-01, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-02, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-03, name: {zh: 警, en: Alarm}, level: orange, effect: refuse, basis: {zh: 法, en: Law}}
          - {id: PL-05, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-06, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-07, name: {zh: 警, en: Alarm}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-08, name: {zh: 警, en: Alarm}, level: orange, effect: refuse, basis: {zh: 法, en: Law}}
        """

    static let profile = """
        profile: thing
        from: 2020-01-01
        industry: things
        name: {zh: 物, en: Thing}
        lead: [office]
        unit: {kind: any, codes: [gtin]}
        stages:
          - id: make
            name: {zh: 制造, en: Made}
            actor: {types: [maker], licences: [making]}
            event: {type: ObjectEvent, action: ADD, step: commissioning}
            units: {level: any, measure: KGM}
            state: new
            elements:
              - {id: kind, name: {zh: 种类, en: Kind}, type: code, list: kind}
              - {id: weight, name: {zh: 重量, en: Weight}, type: number, measure: KGM}
              - {id: best-before, name: {zh: 保质期, en: Best before}, type: date, class: public}
              - {id: began, name: {zh: 开始, en: Begun}, type: time}
              - {id: number, name: {zh: 编号, en: Number}, type: identifier}
              - {id: parts, name: {zh: 部件, en: Parts}, type: identifiers}
            rules:
              - {id: T-01, kind: element-required, element: weight, when: {element: kind, in: [hot]}}
              - {id: T-02, kind: element-limit, element: weight, max: 100}
              - {id: T-35, kind: element-limit, element: parts, min: 2}
              - {id: T-03, kind: element-value, element: kind, not-in: [cold]}
              - {id: T-04, kind: duration, start: began, end: time, at-most: 2 hours}
              - {id: T-05, kind: unique, of: number}
              - {id: T-32, kind: code-check, of: number, region: place}
              - {id: T-29, kind: silent-node, days: 10, after: 0}
          - id: treat
            name: {zh: 处理, en: Treated}
            after: [make]
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: any, measure: KGM}
            elements:
              - {id: wait-days, name: {zh: 间隔, en: Wait}, type: integer}
          - id: ship
            name: {zh: 发货, en: Shipped}
            after: [make]
            actor: {types: [maker]}
            to: {types: [trader]}
            event: {type: ObjectEvent, action: OBSERVE, step: shipping}
            units: {level: any, measure: KGM}
            documents:
              - {type: certificate, required: true, covers: units}
            rules:
              - {id: T-06, kind: interval-after-use, use: [treat], days: wait-days}
              - {id: T-07, kind: document-overdrawn, document: certificate, tolerance: 0.02}
              - {id: T-08, kind: ship-receive, receive: [receive], within: 48 hours}
              - {id: T-09, kind: sensor-range, type: Temperature, measure: CEL, min: 2, max: 8, for: 10 minutes}
              - {id: T-10, kind: sensor-gap, type: Temperature, interval: 5 minutes, times: 2}
              - {id: T-11, kind: region, of: place, in: ["46"]}
          - id: receive
            name: {zh: 收货, en: Received}
            after: [ship]
            actor: {types: [trader]}
            from: {types: [maker]}
            event: {type: ObjectEvent, action: OBSERVE, step: receiving}
            units: {level: any, measure: KGM}
            rules:
              - {id: T-33, kind: interval-after-use, use: [treat], days: wait-days, key: from}
              - {id: T-12, kind: capacity, in: [receive], out: [sell], by: what, apart: [[hot, cold]]}
            elements:
              - {id: what}
          - id: pack
            name: {zh: 装箱, en: Packed}
            after: [make, pack]
            actor: {types: [maker]}
            event: {type: AggregationEvent, action: ADD, step: packing}
            rules:
              - {id: T-13, kind: unique-link}
          - id: unpack
            name: {zh: 拆箱, en: Unpacked}
            actor: {types: [maker, trader]}
            event: {type: AggregationEvent, action: DELETE, step: unpacking}
          - id: ship-case
            name: {zh: 整箱发货, en: Case shipped}
            after: [pack]
            actor: {types: [maker]}
            to: {types: [trader]}
            event: {type: ObjectEvent, action: OBSERVE, step: shipping}
            units: {level: item}
          - id: open
            name: {zh: 启用, en: Opened}
            after: [ship-case]
            actor: {types: [trader]}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: item}
            rules:
              - {id: T-34, kind: match, value: subject, with: {stages: [ship-case], value: to}}
          - id: mix
            name: {zh: 混合, en: Mixed}
            after: [make, mix]
            actor: {types: [maker]}
            event: {type: TransformationEvent, step: creating_class_instance}
            inputs: {level: lot, measure: KGM}
            outputs: {level: any, measure: KGM}
            rules:
              - {id: T-14, kind: mass-balance, output: outputs, input: inputs, band: [0.9, 1.0]}
          - id: sell
            name: {zh: 销售, en: Sold}
            after: [make, mix, receive]
            actor: {types: [maker, trader]}
            event: {type: ObjectEvent, action: OBSERVE, step: retail_selling}
            units: {level: any, measure: KGM}
            elements:
              - {id: what}
            rules:
              - {id: T-15, kind: expiry, element: best-before}
              - {id: T-16, kind: stock-balance, in: [receive, make, mix], out: [sell]}
          - id: use
            name: {zh: 使用, en: Used}
            after: [make]
            actor: {types: []}
            event: {type: ObjectEvent, action: DELETE, step: decommissioning}
            units: {level: item}
            rules:
              - {id: T-17, kind: unique}
          - id: start
            name: {zh: 启动, en: Started}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: installing}
            units: {level: item}
            state: running
            allowed-in: [new, stopped]
            elements:
              - {id: medium}
            rules:
              - {id: T-18, kind: due-date, then: [service], stop: [stop], within: 15 days}
              - {id: T-30, kind: due-date, then: [inspect], stop: [stop], calendar: {years: [1, 4], then-every: 2, keep-month: true, early: 2 months}}
          - id: service
            name: {zh: 维保, en: Serviced}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: item}
            allowed-in: [running]
            elements:
              - {id: medium}
            rules:
              - {id: T-18, kind: due-date, then: [service], stop: [stop], within: 15 days}
              - {id: T-19, kind: interval, since: [service], at-least: 2 days}
              - {id: T-20, kind: match, value: medium, with: {stages: [start], value: medium}}
              - {id: T-31, kind: silent-node, days: 9, after: 2}
          - id: inspect
            name: {zh: 检验, en: Inspected}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: item}
            rules:
              - {id: T-30, kind: due-date, then: [inspect], stop: [stop], calendar: {base: [start], years: [1, 4], then-every: 2, keep-month: true, early: 2 months}}
          - id: stop
            name: {zh: 停用, en: Stopped}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: item}
            state: stopped
          - id: issue
            name: {zh: 领用, en: Issued}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: picking}
            units: {level: item}
            documents: [{type: slip, required: true}]
            rules:
              - {id: T-21, kind: set-balance, used: [fire], returned: [return], key: slip, within: 12 hours}
          - id: fire
            name: {zh: 消耗, en: Fired}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: consigning}
            units: {level: item}
            documents: [{type: slip, required: true}, {type: note}]
          - id: return
            name: {zh: 退回, en: Returned}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: accepting}
            units: {level: item}
            documents: [{type: slip, required: true}]
          - id: buy
            name: {zh: 购买, en: Bought}
            actor: {types: []}
            event: {type: ObjectEvent, action: OBSERVE, step: accepting}
            units: {level: lot, measure: KGM}
            documents: [{type: buying, required: true}]
            rules:
              - {id: T-22, kind: quota, licence: buying, of: units}
        """
}
