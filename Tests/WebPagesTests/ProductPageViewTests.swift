// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceCodes
import WebAPI

@testable import TraceGraph
@testable import WebPages

@Suite("Product page in words")
struct ProductPageViewTests {
    private static let names = NameBook([
        "https://id.gs1.org/01/06999123410218": .init(
            name: .init(chinese: "海南芒果礼盒", english: "Hainan mango gift box"),
            party: "https://id.gs1.org/417/6999123410035"
        ),
        "https://id.gs1.org/417/6999123410035": .init(
            name: .init(chinese: "崖州鲜果合作社", english: "Yazhou Fruit")
        ),
        AnswerSketch.orchardOne: .init(
            name: .init(chinese: "福返芒果园", english: "Fufan Orchard"),
            city: .init(chinese: "三亚", english: "Sanya")
        ),
        AnswerSketch.packingHouse: .init(name: .init(chinese: "崖州包装厂")),
        AnswerSketch.shop: .init(name: .init(chinese: "海口<龙华>店", english: "Haikou <Longhua> \"Shop\"")),
    ])

    private func html(
        _ sketch: AnswerSketch,
        _ language: PageLanguage,
        facts: ProductFacts = ProductFacts(),
        uses: [TraceCode] = []
    ) throws -> String {
        let page = ProductPage(AnswerIndex(sketch.answer), names: Self.names, facts: facts, uses: uses)
        return String(decoding: try PageWriter(assetFolder: nil).product(page, language).html, as: UTF8.self)
    }

    @Test("Steps at one place name their year where it is not the same", arguments: [(5, "3月"), (400, "年")])
    func years(later day: Int, written: String) throws {
        var sketch = AnswerSketch(start: AnswerSketch.lotOne)
        sketch.event(step: "inspecting", day: 0, at: AnswerSketch.shop, [(0, .object)])
        sketch.event(step: "inspecting", day: day, at: AnswerSketch.shop, [(0, .object)])
        let time = try html(sketch, .chinese).split(separator: "</time>")
            .compactMap { $0.split(separator: ">").last }.last { $0.contains(":") }
        #expect(try #require(time).prefix(5).contains(written))
    }

    @Test("A shopper reads name, maker, verdict and journey in Chinese")
    func chinese() throws {
        let html = try html(.mango, .chinese)
        for text in [
            "<html lang=\"zh-Hans\">", "<h1>海南芒果礼盒</h1>", "生产者：崖州鲜果合作社", "来源可查", "2 处源头，10 个环节",
            "崖州包装厂", "2026年3月3日", "发往 海口&lt;龙华&gt;店", "福返芒果园", "三亚", "2.5 千克", "零售",
            "href=\"/01/06999123410010/10/A1\"", "最近：2026年3月7日",
        ] { #expect(html.contains(text), "\(text)") }
    }

    @Test("The same page in English keeps its language in every link")
    func english() throws {
        let html = try html(.mango, .english)
        for text in [
            "<html lang=\"en\">", "Hainan mango gift box", "Made by: Yazhou Fruit", "Traceable to source",
            "2 places of origin, 10 steps", "3 Mar 2026", "Sold at retail", "2.5 kg",
            "href=\"/01/06999123410010/10/A1?lang=en\"", "href=\"/01/06999123410218/21/1?lang=zh\"",
        ] { #expect(html.contains(text), "\(text)") }
        let links = html.matches(of: #/href="(/(?:01|00|414|c)/[^"]*)"/#).map { String($0.1) }
        #expect(links.count > 5)
        #expect(links.allSatisfy { $0.hasSuffix("lang=en") || $0.hasSuffix("lang=zh") })
    }

    @Test("Nothing is shown unescaped, undefined or empty-handed", arguments: PageLanguage.allCases)
    func clean(language: PageLanguage) throws {
        let html = try html(.mango, language)
        for text in [
            "<龙华>", "<Longhua>", "undefined", "nil", "Optional(", "[[", "{{", "style=", "onclick", "<script>",
        ] {
            #expect(!html.contains(text), "\(text)")
        }
    }

    @Test("A place without a name is shown by its code in words")
    func unnamed() throws {
        #expect(try html(.mango, .chinese).contains("地点 6999123410028"))
        #expect(try html(.mango, .english).contains("Place 6999123410028"))
    }

    @Test("Gaps are told in plain words")
    func gaps() throws {
        var sketch = AnswerSketch.mango
        sketch.gap(.inputNobodyMade, unit: 2, event: 3)
        sketch.gap(.shipmentNobodyReceived, unit: 0, event: 5)
        let html = try html(sketch, .chinese)
        #expect(html.contains("记录不完整"))
        #expect(html.contains("商品 06999123410010 · 批次 A2：没有记录说明它从哪里来。"))
        #expect(html.contains("2026年3月3日 从 崖州包装厂 发出，没有收货记录。"))
        #expect(html.contains("整条链上 3 个批次或单品中，2 个有来源记录。"))
    }

    @Test("Many gaps of one kind are summed up")
    func manyGaps() throws {
        var sketch = AnswerSketch.mango
        for _ in 0..<12 { sketch.gap(.packedTwice, unit: 0, event: 4, other: 3) }
        #expect(try html(sketch, .english).contains("7 more packing records contradict others."))
    }

    @Test("A recalled product warns before anything else")
    func recalled() throws {
        var sketch = AnswerSketch.mango
        sketch.event(step: "holding", day: 8, at: AnswerSketch.shop, [(0, .object)], disposition: "recalled")
        let html = try html(sketch, .chinese)
        let warning = try #require(html.range(of: "请注意：已召回"))
        let verdict = try #require(html.range(of: "来源可查"))
        #expect(warning.lowerBound < verdict.lowerBound)
        #expect(html.contains("verdict alarm"))
    }

    @Test("An event declared wrong stays visible, struck out, with a link to its declaration")
    func declaredWrong() throws {
        var sketch = AnswerSketch.mango
        sketch.event(
            step: "stocking",
            day: 8,
            at: AnswerSketch.shop,
            [(0, .object)],
            standing: .declaredWrong
        )
        let html = try html(sketch, .chinese)
        #expect(html.contains("<del>上架</del>"))
        #expect(html.contains("href=\"/c/uri/urn%3Auuid%3Aevent-11\""))
        #expect(html.contains("1 条记录已由上传者声明有误"))
    }

    @Test("Dates of the records are dates of the reader's language, other values stay as they are")
    func facts() throws {
        let facts = ProductFacts([
            .init(name: "bestBeforeDate", value: "2026-04-01"), .init(name: "variety", value: "贵妃"),
            .init(name: "countryOfOrigin", value: "CN"), .init(name: "secretField", value: "x-secret-x"),
        ])
        let html = try html(.mango, .english, facts: facts)
        #expect(html.contains("<dt>Best before</dt><dd>1 Apr 2026</dd>"))
        #expect(html.contains("<dt>Country of origin</dt><dd>China</dd>"))
        #expect(!html.contains("x-secret-x"))
    }

    @Test("What was made of a lot is linked")
    func uses() throws {
        let html = try html(
            .mango,
            .chinese,
            uses: [CanonicalCode.identify("https://id.gs1.org/01/06999123410218/21/9")]
        )
        #expect(html.contains("用它做成了"))
        #expect(html.contains("<a href=\"/01/06999123410218/21/9\">海南芒果礼盒 · 序列号 9</a>"))
    }

    @Test("Of the thousands of packs that a lot is in, a page lists some and counts the rest")
    func manyUses() throws {
        let packs = (1...40).map { CanonicalCode.identify("https://id.gs1.org/01/06999123410218/21/\($0)") }
        let html = try html(.mango, .chinese, uses: packs)
        #expect(html.contains("序列号 6</a>"))
        #expect(!html.contains("序列号 7</a>"))
        #expect(html.contains("还有 34 项"))
    }

    @Test("A code that is only an input claims no origin, and was used, not made")
    func ingredientOnly() throws {
        var sketch = AnswerSketch(start: AnswerSketch.lotOne)
        sketch.event(
            "TransformationEvent",
            "creating_class_instance",
            day: 0,
            at: AnswerSketch.packingHouse,
            [(0, .input)]
        )
        sketch.gap(.inputNobodyMade, unit: 0, event: 0)
        let html = try html(sketch, .chinese)
        #expect(html.contains("只作为原料出现"))
        #expect(!html.contains("处源头"))
        #expect(html.contains("用作原料"))
        #expect(!html.contains("建立批次"))
    }

    @Test("Without the drawing library a page offers the list alone")
    func noLibrary() throws {
        let html = try html(.mango, .chinese)
        #expect(!html.contains("id=\"draw\""))
        #expect(!html.contains("<script"))
        #expect(html.contains("class=\"tree\""))
    }
}
