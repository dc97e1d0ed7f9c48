// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import LedgerTesting
import Logging
import Registry
import Supervision
import Synchronization
import Testing
import TraceLedger
import WebAPI
import WebTesting

/// A server with profiles, a registry and a checker, on a clock that moves when it is told to.
struct ChainServer {
    static let maker = "urn:qiongsu:uscc:91460100MA5T00002P"
    static let trader = "urn:qiongsu:uscc:93469005MA5T12345Q"

    let client: WebClient
    let checker: ChainChecker
    let registry: RegistryBook
    private let clock: Clock

    init(token: String? = nil) async throws {
        let clock = Clock()
        self.clock = clock
        let book = try ProfileBook(reading: [
            .init(name: "reference.yaml", text: Self.reference, isReference: true),
            .init(name: "goods.yaml", text: Self.goodsProfile, isReference: false),
            .init(name: "machine.yaml", text: Self.machineProfile, isReference: false),
        ])
        let ledger = try await Ledger(TestLedger.database(), profiles: book, clock: { clock.now })
        registry = try await RegistryBook(ledger.database, profiles: book, clock: { clock.now })
        checker = try await ChainChecker(ledger, book: book, parties: registry)
        let desk = ChainDesk(
            ledger,
            book: book,
            desk: RecordDesk(ledger, book: book, parties: registry),
            checker: checker,
            registry: registry
        )
        let settings = WebSettings(token: token)
        client = WebClient(
            WebApplication(ledger, settings: settings, pages: nil, chain: desk, logger: Logger(label: "test"))
        )
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> WebAnswer {
        try await client.send(.get, path, headers: EPCISServer.fields(headers))
    }

    func post(_ path: String, _ body: String, _ headers: [String: String] = [:]) async throws -> WebAnswer {
        let type = ["Content-Type": "application/json"]
        return try await client.send(
            .post,
            path,
            headers: EPCISServer.fields(type.merging(headers) { $1 }),
            body: Array(body.utf8)
        )
    }

    func delete(_ path: String) async throws -> WebAnswer { try await client.send(.delete, path) }

    /// As a page of another site asks, or one that reached us under another name.
    func get(_ path: String, from origin: String? = nil, host: String) async throws -> WebAnswer {
        var client = client
        client.host = host
        let headers = origin.map { ["Origin": $0] } ?? [:]
        return try await client.send(.get, path, headers: EPCISServer.fields(headers))
    }

    /// Checks what was captured.
    func check() async throws { try await checker.catchUp() }

    /// Registers both parties with what they need.
    func register() async throws -> WebAnswer {
        try await post("/api/v1/registry", Self.entries.joined(separator: "\n"))
    }

    /// Stores a record at the works.
    func record(_ stage: String, _ units: String, day: Int, _ more: String = "") async throws {
        let answer = try await post(
            "/api/v1/records/\(stage)",
            #"{"subject":"\#(Self.maker)","time":"\#(Self.time(day))","place":"urn:qiongsu:place:WORKS","units":"\#(units)"\#(more)}"#
        )
        #expect(answer.status == 201, "\(answer.text)")
    }

    /// Goods 1 to `count`, made one a day.
    func make(_ count: Int) async throws {
        for serial in 1...count { try await record("goods/make", Self.goods(serial), day: serial) }
    }

    static func goods(_ serial: Int) -> String { "https://id.gs1.org/01/06901028075831/21/\(serial)" }

    func pass(days: Int64) { clock.advance(by: days * 86_400_000_000) }

    static let entries = [
        #"{"kind":"subject","id":"\#(maker)","name":{"zh":"某厂","en":"A maker"},"types":["maker"],"region":"460105","filing":"filed","from":"2020-01-01"}"#,
        #"{"kind":"subject","id":"\#(trader)","name":{"zh":"某店","en":"A trader"},"types":["trader"],"region":"460105","filing":"filed","from":"2020-01-01"}"#,
        #"{"kind":"licence","type":"making","number":"M-1","holder":"\#(maker)","issuer":"局","from":"2020-01-01","until":"2026-09-01"}"#,
        #"{"kind":"place","id":"urn:qiongsu:place:WORKS","name":{"zh":"厂区","en":"Works"},"holder":"\#(maker)","region":"460105","from":"2020-01-01"}"#,
    ]

    /// 2026-07-01T08:00:00+08:00 and days after.
    static func time(_ day: Int, month: Int = 6) -> String {
        "2026-0\(month)-\(day < 10 ? "0" : "")\(day)T08:00:00+08:00"
    }

    private final class Clock: Sendable {
        private let time = Mutex(TestLedger.now)

        var now: Int64 { time.withLock { $0 } }

        func advance(by microseconds: Int64) { time.withLock { $0 += microseconds } }
    }

    private static let reference = """
        industries: [{id: things, name: {zh: 物, en: Things}}]
        departments: [{id: office, names: [{zh: 局, en: Office}]}]
        regions:
          - {code: "460000", name: {zh: 海南省, en: Hainan}, level: province}
          - {code: "460105", name: {zh: 秀英区, en: Xiuying}, level: county, parent: "460000", city-or-county: true}
        measures: [{code: KGM, symbol: kg, name: {zh: 千克, en: kilogram}}]
        parties:
          - {id: maker, name: {zh: 制造者, en: Maker}}
          - {id: trader, name: {zh: 经营者, en: Trader}}
        licences:
          - {id: making, name: {zh: 生产许可证, en: Making licence}}
        documents:
          - {id: report, name: {zh: 检验报告, en: Inspection report}}
          - {id: receipt, name: {zh: 结算单, en: Receipt}}
        messages:
          - {id: unlicensed, text: {zh: "{value} 没有“{expected}”", en: "{value} has no “{expected}”"}}
          - {id: licence-expiring, text: {zh: "{field} {value} 至 {expected}", en: "{field} {value} until {expected}"}}
          - {id: field-list, text: {zh: "{value} 应为 {expected}", en: "{value} should be {expected}"}}
          - {id: missing, text: {zh: "缺{field}", en: "{field} missing"}}
        alarms:
          - {id: T-01, name: {zh: 逾期, en: Overdue}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: T-02, name: {zh: 缺项, en: Missing}, level: blue, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: IN-01, name: {zh: 到期, en: Ends}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-02, name: {zh: 无证, en: Unlicensed}, level: orange, effect: refuse, basis: {zh: 法, en: Law}}
          - {id: PL-05, name: {zh: 前序, en: Before}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-06, name: {zh: 主体, en: Party}, level: orange, effect: refuse, basis: {zh: 法, en: Law}}
          - {id: PL-07, name: {zh: 证明, en: Document}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
          - {id: PL-08, name: {zh: 状态, en: State}, level: orange, effect: alarm, basis: {zh: 法, en: Law}}
        """

    private static let goodsProfile = """
        profile: goods
        from: 2020-01-01
        industry: things
        name: {zh: 货, en: Goods}
        lead: [office]
        unit: {kind: lot, codes: [gtin, hn]}
        stages:
          - id: make
            name: {zh: 制造, en: Made}
            actor: {types: [maker], licences: [making]}
            event: {type: ObjectEvent, action: ADD, step: commissioning}
            units: {level: any, measure: KGM}
            elements:
              - {id: remark, name: {zh: 备注, en: Remark}, type: text}
            rules:
              - {id: T-02, kind: element-required, element: remark}
          - id: sell
            name: {zh: 销售, en: Sold}
            after: [make]
            actor: {types: [maker, trader]}
            event: {type: ObjectEvent, action: OBSERVE, step: retail_selling, disposition: retail_sold}
            units: {level: any, measure: KGM}
          - id: destroy
            name: {zh: 销毁, en: Destroyed}
            after: [make]
            actor: {types: [maker, trader]}
            event: {type: ObjectEvent, action: DELETE, step: destroying, disposition: destroyed}
            units: {level: any, measure: KGM}
          - id: entry
            name: {zh: 进场, en: Entry}
            after: [make]
            serves: gate
            actor: {types: [trader]}
            event: {type: ObjectEvent, action: OBSERVE, step: receiving}
            units: {level: any, measure: KGM}
          - id: settle
            name: {zh: 成交, en: Settled}
            after: [make]
            serves: settlement
            actor: {types: [trader]}
            from: {types: [maker]}
            to: {types: [trader]}
            event: {type: ObjectEvent, action: OBSERVE, step: shipping}
            units: {level: any, measure: KGM}
            elements:
              - {id: price, name: {zh: 单价, en: Price}, type: number, class: business}
            documents: [{type: receipt, required: true, issues: true}]
        """

    private static let machineProfile = """
        profile: machine
        from: 2020-01-01
        industry: things
        name: {zh: 机器, en: Machine}
        lead: [office]
        unit: {kind: asset, codes: [gtin]}
        stages:
          - id: install
            name: {zh: 安装, en: Installed}
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: ADD, step: installing}
            units: {level: asset}
            state: in-use
            rules:
              - {id: T-01, kind: due-date, then: [service], within: 15 days}
          - id: service
            name: {zh: 维保, en: Serviced}
            actor: {types: [maker]}
            event: {type: ObjectEvent, action: OBSERVE, step: inspecting}
            units: {level: asset}
            allowed-in: [in-use]
            elements:
              - {id: hours, name: {zh: 工时, en: Hours}, type: number}
            documents: [{type: report, required: true}]
            rules:
              - {id: T-01, kind: due-date, then: [service], within: 15 days}
        """
}
