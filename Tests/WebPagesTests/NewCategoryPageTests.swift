// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import WebTesting

@Suite("The page of a new category")
struct NewCategoryPageTests {
    @Test("One file gives its goods a page in its own words")
    func page() async throws {
        let file = ProfileBook.Source(name: "coconut.yaml", text: Self.text, isReference: false)
        let book = try ProfileBook.embedded(adding: [file])
        var marked = MarkedEvents(book)
        let picking = try #require(book.stage("coconut/picking", at: MarkedEvents.start))
        let event = marked.event(
            of: picking,
            unit: MarkedEvents.unit(1),
            lot: MarkedEvents.lot(1),
            place: FakeRegister.shop
        )
        let server = try await ClassServer([event], book: book, now: 1_773_900_000_000_000)
        let html = try await server.get("/01/\(MarkedEvents.gtin(1))/21/UNIT1?lang=zh").text
        for text in ["<h3>采摘</h3>", "<dt>椰树品系</dt>", "椰子"] { #expect(html.contains(text), "\(text)") }
        #expect(!html.contains("收购价"))
    }

    private static let text = """
        profile: coconut
        from: 2026-01-01
        industry: edible-agricultural-products
        name: {zh: 椰子, en: Coconut}
        lead: [agriculture]
        unit: {kind: item, codes: [gtin, hn]}
        stages:
          - id: picking
            name: {zh: 采摘, en: Picking}
            actor: {types: [grower]}
            event: {type: ObjectEvent, action: ADD, step: commissioning, disposition: active}
            units: {level: item}
            elements:
              - {id: palm, name: {zh: 椰树品系, en: Palm}, type: text, class: public}
              - {id: buyer-price, name: {zh: 收购价, en: Price}, type: number, class: business}
        public:
          headline: {zh: "{place} 采摘", en: "Picked at {place}"}
          order: [picking]
        """
}
