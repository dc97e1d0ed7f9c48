// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

@Suite("What bad input gets")
struct BadInputTests {
    /// A record that is wrong in one way, and what is said of it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let stage: String
        /// Beside subject, time and place.
        let fields: String
        var time = "2026-06-01T08:00:00+08:00"
        let status: Int
        /// The members of the fault or finding.
        let told: [String: String]
        let zh: String
        let en: String
    }

    /// Crates of lot L1 are packed on 2026-03-01; H1 is a lot of another product.
    private static let crates = """
        profile: crates
        from: 2020-01-01
        industry: edible-agricultural-products
        name: {zh: 箱货, en: Crates}
        lead: [agriculture]
        unit: {kind: lot, codes: [gtin]}
        stages:
          - id: packing
            name: {zh: 装箱, en: Crates packed}
            actor: {types: [livestock-farm]}
            event: {type: ObjectEvent, action: ADD, step: commissioning}
            units: {level: lot, measure: KGM}
          - id: sending
            name: {zh: 发箱, en: Crates sent}
            after: [packing]
            actor: {types: [livestock-farm]}
            event: {type: ObjectEvent, action: OBSERVE, step: shipping}
            units: {level: lot, measure: KGM}
            documents: [{type: explosives-purchase}]
        """

    private static func server() async throws -> RecordServer {
        let server = try await RecordServer(profile: crates)
        for (stage, more) in [
            ("crates/packing", #""units":"(01)06901234567892(10)L1 60""#),
            (
                "specimen/rearing",
                #""units":"(01)06901234567892(10)H1 60","specimen-heads":60,"specimen-kind":"长白""#
            ),
        ] {
            let answer = try await server.json(stage, record(more, time: "2026-03-01T08:00:00+08:00"))
            #expect(answer.status == 201, "\(answer.text)")
        }
        return server
    }

    private static func record(_ more: String, time: String) -> String {
        #"{"subject":"\#(RecordServer.farm)","time":"\#(time)","place":"urn:qiongsu:place:F1",\#(more)}"#
    }

    @Test(
        "Each fault and finding names the element, the rule, the value and what would be right, in both languages",
        arguments: [
            Wrong(
                testDescription: "unknown element",
                stage: "crates/sending",
                fields: #""units":"(01)06901234567892(10)L1 60","plase":"red""#,
                status: 400,
                told: [
                    "field": "plase", "reason": "field-unknown", "value": "red",
                    "expected": "place, time, units",
                ],
                zh: "plase：没有这个数据项，最接近的有 place, time, units",
                en: "plase: there is no such element; the nearest are place, time, units"
            ),
            Wrong(
                testDescription: "wrong unit",
                stage: "crates/sending",
                fields: #""units":"(01)06901234567892(10)L1 60 LTR""#,
                status: 400,
                told: ["field": "units", "reason": "field-measure", "value": "LTR", "expected": "KGM, kg"],
                zh: "追溯单元：单位“LTR”不对，应为 KGM, kg",
                en: "Units: wrong unit “LTR”, should be KGM, kg"
            ),
            Wrong(
                testDescription: "before the stage before it",
                stage: "crates/sending",
                fields: #""units":"(01)06901234567892(10)L1 60""#,
                time: "2026-02-01T08:00:00+08:00",
                status: 201,
                told: [
                    "field": "after", "alarm": "PL-05", "rule": "predecessor", "value": "2026-03-01",
                    "expected": "crates/packing",
                ],
                zh: "早于上一环节（2026-03-01），应有 装箱",
                en: "earlier than the stage before it (2026-03-01), which should be Crates packed"
            ),
            Wrong(
                testDescription: "code of another product",
                stage: "crates/sending",
                fields: #""units":"(01)06901234567892(10)H1 60""#,
                status: 201,
                told: [
                    "field": "after", "alarm": "PL-05", "rule": "predecessor", "value": "specimen",
                    "expected": "crates/packing",
                ],
                zh: "该编码属于“样品”，上一环节应有 装箱",
                en: "the code belongs to “Specimen”; the stage before should be Crates packed"
            ),
            Wrong(
                testDescription: "permit of somebody else",
                stage: "crates/sending",
                fields: #""units":"(01)06901234567892(10)L1 60","explosives-purchase":"P1""#,
                status: 201,
                told: [
                    "field": "explosives-purchase", "alarm": "PL-07", "rule": "document-valid", "value": "P1",
                    "expected": "urn:qiongsu:uscc:\(RecordServer.slaughterhouse)",
                ],
                zh:
                    "民用爆炸物品购买许可证（炸药，千克）：P1 不是本单位持有，持有人应为 urn:qiongsu:uscc:\(RecordServer.slaughterhouse)",
                en:
                    "Civil explosives purchase permit (explosives, kilograms): P1 is not held by a party of this record, its holder is urn:qiongsu:uscc:\(RecordServer.slaughterhouse)"
            ),
            Wrong(
                testDescription: "certificate used up",
                stage: "specimen/leaving",
                fields:
                    #""units":"(01)06901234567892(10)H1 60","to":"\#(RecordServer.slaughterhouse)","specimen-heads":60,"specimen-weight":6600,"animal-quarantine-certificate":{"number":"C1","quantity":50}"#,
                status: 422,
                told: [
                    "field": "animal-quarantine-certificate", "alarm": "AG-03", "rule": "document-overdrawn",
                    "value": "60", "expected": "≤ 50",
                ],
                zh: "动物检疫证明 累计使用 60，应为 ≤ 50",
                en: "Animal quarantine certificate used for 60 in all, should be ≤ 50"
            ),
        ]
    )
    func told(_ wrong: Wrong) async throws {
        let server = try await Self.server()
        let answer = try await server.json(wrong.stage, Self.record(wrong.fields, time: wrong.time))
        #expect(answer.status == wrong.status, "\(answer.text)")
        let json = try answer.json
        let said = ((wrong.status == 400 ? json["faults"] : json["findings"])?.elements.map(\.self)) ?? []
        let one = try #require(said.count == 1 ? said.first : nil, "\(answer.text)")
        let members = Dictionary(
            uniqueKeysWithValues: one.members.map { ($0.key.string ?? "", $0.value.string ?? "") }
        )
        for (member, value) in wrong.told { #expect(members[member] == value, "\(answer.text)") }
        #expect(one["message"]?["zh"]?.string == wrong.zh)
        #expect(one["message"]?["en"]?.string == wrong.en)
    }
}
