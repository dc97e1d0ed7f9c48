// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes

@testable import TraceGraph
@testable import WebPages

@Suite("Product page model")
struct ProductPageTests {
    private func page(_ sketch: AnswerSketch) -> ProductPage { ProductPage(AnswerIndex(sketch.answer)) }

    @Test("A product whose sources are all recorded is traceable, with its places of origin and steps")
    func traceable() {
        let page = page(.mango)
        #expect(page.verdict == .traceable)
        #expect(page.sourcePlaces == 2)
        #expect(page.steps == 10)
        #expect(page.missing.isEmpty)
        #expect(page.knownOrigins == 3)
        #expect(page.origins == 3)
    }

    @Test("The journey leads from place to place, with the container only while the product was inside")
    func journey() {
        let stops = page(.mango).journey.stops
        #expect(stops.map(\.place) == [AnswerSketch.packingHouse, AnswerSketch.shop])
        #expect(stops[0].steps.map(\.event) == [3, 4, 5])
        #expect(stops[1].steps.map(\.event) == [6, 7, 9])
        #expect(stops[0].steps.map(\.carrier) == [nil, nil, 3])
        #expect(
            !stops.flatMap(\.steps).contains { $0.event == 8 },
            "after unpacking the case goes its own way"
        )
    }

    @Test("Ingredients have their own journeys and amounts")
    func ingredients() {
        let ingredients = page(.mango).ingredients
        #expect(ingredients.map(\.unit) == [1, 2])
        #expect(
            ingredients[0].journey.stops.map(\.place) == [AnswerSketch.orchardOne, AnswerSketch.packingHouse]
        )
        #expect(ingredients[0].amount == Amount(number: "2.50", unit: "KGM"))
        #expect(ingredients[0].parts.isEmpty)
    }

    @Test("A product made of one thing only tells that thing's journey before its own")
    func line() {
        var sketch = AnswerSketch(start: AnswerSketch.box)
        let lot = sketch.unit(AnswerSketch.lotOne)
        sketch.event(
            "ObjectEvent",
            "ADD",
            step: "commissioning",
            day: 0,
            at: AnswerSketch.orchardOne,
            [(lot, .object)]
        )
        let made = sketch.event(
            "TransformationEvent",
            nil,
            day: 1,
            at: AnswerSketch.packingHouse,
            [(lot, .input), (0, .output)]
        )
        sketch.edge(from: lot, to: 0, event: made)
        let page = page(sketch)
        #expect(page.line == [0, 1])
        #expect(page.journey.stops.map(\.place) == [AnswerSketch.orchardOne, AnswerSketch.packingHouse])
        #expect(page.journey.steps.map(\.unit) == [1, 0])
        #expect(page.journey.steps.last?.role == .output)
    }

    @Test("Things that are made of each other do not lead in a circle")
    func circle() {
        var sketch = AnswerSketch(start: AnswerSketch.box)
        let lot = sketch.unit(AnswerSketch.lotOne)
        let one = sketch.event("TransformationEvent", nil, day: 1, [(lot, .input), (0, .output)])
        let two = sketch.event("TransformationEvent", nil, day: 2, [(0, .input), (lot, .output)])
        sketch.edge(from: lot, to: 0, event: one)
        sketch.edge(from: 0, to: lot, event: two)
        let page = page(sketch)
        #expect(page.line == [0, 1])
        #expect(page.ingredients.count == 1)
        #expect(SourceTree(page.index).branches.first?.branches.first?.isRepeated == true)
    }

    @Test("A gap makes the records incomplete and lowers the share of known origins")
    func gap() {
        var sketch = AnswerSketch.mango
        sketch.gap(.inputNobodyMade, unit: 2, event: 3)
        let page = page(sketch)
        #expect(page.verdict == .incomplete)
        #expect(page.knownOrigins == 2)
        #expect(page.missing == [.gap(TraceGap(kind: .inputNobodyMade, unit: 2, event: 3, other: nil))])
    }

    @Test("A product that nobody made says so of itself")
    func originOfProduct() {
        var sketch = AnswerSketch(start: AnswerSketch.box)
        sketch.event(step: "receiving", day: 0, at: AnswerSketch.shop, [(0, .object)])
        sketch.gap(.inputNobodyMade, unit: 0)
        #expect(page(sketch).missing == [.originOfProduct])
        #expect(page(sketch).verdict == .incomplete)
    }

    @Test("A cut answer is incomplete")
    func cut() {
        var sketch = AnswerSketch.mango
        sketch.answer.cut = .size
        #expect(page(sketch).verdict == .incomplete)
    }

    @Test("Steps without a place are told and do not spoil the verdict")
    func places() {
        var sketch = AnswerSketch.mango
        sketch.event(step: "stocking", day: 7, [(0, .object)])
        #expect(page(sketch).missing == [.places(1)])
        #expect(page(sketch).verdict == .traceable)
    }

    @Test("A product all of whose records are declared wrong is declared wrong")
    func declaredWrong() {
        var sketch = AnswerSketch(start: AnswerSketch.box)
        sketch.event(
            step: "commissioning",
            day: 0,
            at: AnswerSketch.shop,
            [(0, .object)],
            standing: .declaredWrong
        )
        sketch.event(
            step: "commissioning",
            day: 0,
            at: AnswerSketch.shop,
            [(0, .object)],
            standing: .declaration
        )
        let page = page(sketch)
        #expect(page.verdict == .declaredWrong)
        #expect(page.declaredWrong == 1)
        #expect(page.journey.steps.map(\.event) == [0], "the declaration is told beside the event")
    }

    @Test("A code that is only an input is known only as an ingredient")
    func ingredientOnly() {
        var sketch = AnswerSketch(start: AnswerSketch.lotOne)
        sketch.event("TransformationEvent", nil, day: 0, at: AnswerSketch.packingHouse, [(0, .input)])
        sketch.gap(.inputNobodyMade, unit: 0, event: 0)
        #expect(page(sketch).verdict == .ingredientOnly)
    }

    @Test(
        "The last disposition decides whether to warn",
        arguments: [
            (["recalled"], "recalled"), (["recalled", "sellable_accessible"], nil),
            (["in_transit", "expired"], "expired"),
            (["retail_sold"], nil),
        ]
    )
    func alarm(dispositions: [String], expected: String?) {
        var sketch = AnswerSketch(start: AnswerSketch.box)
        for (day, disposition) in dispositions.enumerated() {
            sketch.event(
                "ObjectEvent",
                "ADD",
                day: day,
                at: AnswerSketch.shop,
                [(0, .object)],
                disposition: disposition
            )
        }
        #expect(page(sketch).alarm == expected)
    }

    @Test("A page shows at most so many ingredients, however many there are")
    func bounded() {
        var sketch = AnswerSketch(start: AnswerSketch.box)
        let lots = (0..<300).map { sketch.unit("https://id.gs1.org/01/06999123410010/10/L\($0)") }
        let made = sketch.event(
            "TransformationEvent",
            nil,
            day: 1,
            at: AnswerSketch.packingHouse,
            [(0, .output)] + lots.map { ($0, TracedEvent.Role.input) }
        )
        for lot in lots { sketch.edge(from: lot, to: 0, event: made) }
        let page = page(sketch)
        #expect(page.ingredients.count == 40)
        #expect(Picture(page.index).units.count == 120)
        #expect(Picture(page.index).hidden == 181)
    }

    @Test("The picture holds each connection once")
    func picture() {
        let picture = Picture(AnswerIndex(AnswerSketch.mango.answer))
        #expect(picture.units == [0, 1, 2, 3])
        #expect(picture.lines.count == 3)
        #expect(picture.isWorthDrawing)
    }

    @Test("Facts come from the making of the product and of the one thing it was made of")
    func factEvents() {
        #expect(ProductPage.factEvents(AnswerIndex(AnswerSketch.mango.answer)) == [4])
        let merged = ProductFacts(merging: [
            ProductFacts([.init(name: "bestBeforeDate", value: "2026-04-01")]),
            ProductFacts([.init(name: "bestBeforeDate", value: "x"), .init(name: "variety", value: "贵妃")]),
        ])
        #expect(merged.fields.map(\.value) == ["2026-04-01", "贵妃"])
    }
}
