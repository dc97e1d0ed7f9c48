// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Testing
import TraceText
import WebTesting

@testable import WebAPI

@Suite("A new category from one file")
struct NewCategoryTests {
    /// What somebody writes who wants coconuts traced: nothing else is changed.
    static let file = ProfileBook.Source(
        name: "coconut.yaml",
        text: """
            profile: coconut
            from: 2026-01-01
            industry: edible-agricultural-products
            plan: [A1]
            name: {zh: 椰子, en: Coconut}
            lead: [agriculture]
            unit: {kind: lot, codes: [gtin, hn]}

            stages:
              - id: picking
                name: {zh: 采摘, en: Picking}
                actor: {types: [grower]}
                event: {type: ObjectEvent, action: ADD, step: commissioning, disposition: active}
                units: {level: lot, measure: H87}
                elements:
                  - {id: palm-age, name: {zh: 树龄（年）, en: Age of the palms}, type: integer, min: 3, max: 100, required: true, class: public}
                  - {id: picked-on, name: {zh: 采摘日期, en: Picked on}, type: date, required: true, class: public}
                  - {id: buyer-price, name: {zh: 收购价, en: Price}, type: number, min: 0, class: business}

              - id: husking
                name: {zh: 剥衣, en: Husking}
                after: [picking]
                actor: {types: [packing-house]}
                event: {type: TransformationEvent, step: creating_class_instance, disposition: active}
                inputs: {level: lot, measure: H87}
                outputs: {level: lot, measure: H87}
                elements:
                  - {id: expires-on, required: true}
                rules:
                  - {id: PL-10, kind: mass-balance, output: outputs, input: inputs, band: [0.8, 1]}

              - id: sale
                name: {zh: 销售, en: Sale}
                after: [husking]
                actor: {types: [retailer], licences: [food-business]}
                event: {type: ObjectEvent, action: OBSERVE, step: retail_selling, disposition: retail_sold}
                units: {level: lot, measure: H87}
                rules:
                  - {id: FD-01, kind: expiry, element: expires-on}

            public:
              headline: {zh: "{place} 采摘", en: "Picked at {place}"}
              order: [picking, husking, sale]
            """,
        isReference: false
    )

    private static func lot(_ name: String) -> String { "https://id.gs1.org/01/06901234512342/10/\(name)" }

    private static func post(_ client: WebClient, _ stage: String, _ record: String) async throws -> WebAnswer
    {
        try await client.send(
            .post,
            "/api/v1/records/coconut/\(stage)",
            headers: EPCISServer.fields(["Content-Type": "application/json"]),
            body: Array(record.utf8)
        )
    }

    @Test("It has its form, its standard and its files")
    func published() async throws {
        let client = try await StandardServer.client(adding: [Self.file])
        let index = try await client.json("/standards/index.json")
        let entry = try #require(index["profiles"]?.elements.first { $0["id"]?.string == "coconut" })
        let profile = try await client.json(
            try #require(entry["versions"]?.elements.first { _ in true }?["json"]?.string)
        )
        #expect(profile["stages"]?.count == 3)
        let schema = try await client.json("/api/v1/records/coconut/picking")
        #expect(schema["properties"]?["palm-age"]?["maximum"]?.numberLiteral == "100")
        let yaml = try await client.send(.get, "/standards/coconut/2026-01-01.yaml")
        #expect(yaml.text == Self.file.text)
        for stage in ["picking", "husking", "sale"] {
            let example = try await client.send(
                .get,
                "/standards/coconut/2026-01-01/\(stage)/record.example.json"
            )
            #expect(try await Self.post(client, stage, example.text).status == 201, "\(stage)")
        }
    }

    @Test("It has its template, and a filled one is taken")
    func template() async throws {
        let client = try await StandardServer.client(adding: [Self.file])
        let template = try await client.send(.get, "/api/v1/records/coconut/picking/template.csv")
        #expect(template.status == 200 && template.text.contains("树龄（年）"))
        let workbook = try await client.send(.get, "/api/v1/records/coconut/picking/template.xlsx")
        #expect(workbook.status == 200 && workbook.body.starts(with: Array("PK".utf8)))
        let (grower, place) = (ExampleCode.party("grower"), ExampleCode.place("grower"))
        let table = """
            subject,time,place,units,picked-on,palm-age
            \(grower),2026-05-01 08:00,\(place),\(Self.lot("FROM-TABLE")) 100,2026-05-01,12
            """
        let answer = try await client.send(
            .post,
            "/api/v1/records/coconut/picking",
            headers: EPCISServer.fields(["Content-Type": "text/csv"]),
            body: Array(table.utf8)
        )
        #expect(answer.status == 201, "\(answer.text)")
    }

    @Test("Its records are checked: form, expiry, and the stage before; and the lot traces back to the palms")
    func checkedAndTraced() async throws {
        let client = try await StandardServer.client(adding: [Self.file])
        let party =
            #""subject": "\#(ExampleCode.party("grower"))", "place": "\#(ExampleCode.place("grower"))""#
        let (picked, husked) = (Self.lot("PICKED"), Self.lot("HUSKED"))
        let picking =
            #"{\#(party), "time": "2026-05-01T08:00:00+08:00", "units": "\#(picked) 100", "picked-on": "2026-05-01", "palm-age": "#
        #expect(try await Self.post(client, "picking", picking + "2}").status == 400, "a palm too young")
        #expect(try await Self.post(client, "picking", picking + "12}").status == 201)
        let husking =
            #"{\#(party), "time": "2026-05-02T08:00:00+08:00", "inputs": "\#(picked) 100", "outputs": "\#(husked) 95", "expires-on": "2026-05-20"}"#
        let answer = try await Self.post(client, "husking", husking)
        #expect(answer.status == 201 && answer.text.contains(#""findings":[]"#), "\(answer.text)")
        let sale = #"{\#(party), "units": "\#(husked) 5", "time": "2026-0"#
        #expect(try await Self.post(client, "sale", sale + #"5-10T08:00:00+08:00"}"#).status == 201)
        let expired = try await Self.post(client, "sale", sale + #"5-21T08:00:00+08:00"}"#)
        #expect(expired.status == 422 && expired.text.contains("FD-01"), "\(expired.text)")
        let unknown = try await Self.post(client, "husking", husking.replacing("PICKED", with: "UNHEARD-OF"))
        #expect(unknown.text.contains("PL-05"), "\(unknown.text)")
        let trace = try await client.send(
            .get,
            "/api/v1/trace/" + EPCISServer.encoded(husked) + "?direction=back"
        )
        #expect(trace.status == 200 && trace.text.contains("PICKED"), "\(trace.text.prefix(300))")
    }
}
