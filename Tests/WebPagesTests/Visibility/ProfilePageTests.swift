// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Testing
import TraceEvents
import TraceText
import WebAPI
import WebTesting

@testable import WebPages

/// The page of a unit as its profile tells it.
@Suite("Product page from the profile")
struct ProfilePageTests {
    private static let book = ClassBook.book
    private static let now: Int64 = 1_773_900_000_000_000  // 2026-03-19 in China

    private func page(
        _ path: String,
        _ language: String = "zh",
        _ change: (inout MarkedEvents) -> [Event]
    ) async throws -> WebAnswer {
        var marked = MarkedEvents(Self.book)
        let server = try await ClassServer(change(&marked), book: Self.book, now: Self.now)
        return try await server.get(path + "?lang=" + language)
    }

    private static func stage(_ reference: String) -> Stage {
        book.stage(reference, at: MarkedEvents.start)!
    }

    private static func changed(_ event: Event, _ element: String, _ value: ExtensionValue) -> Event {
        var event = event
        for index in event.extensions.indices where event.extensions[index].name.local == element {
            event.extensions[index].value = value
        }
        return event
    }

    private static let path = "/01/\(MarkedEvents.gtin(1))/21/UNIT1"

    /// Made in a shop by a firm, and sold.
    private static func common(_ marked: inout MarkedEvents) -> [Event] {
        let (unit, lot) = (MarkedEvents.unit(1), MarkedEvents.lot(1))
        let make = marked.event(of: stage("open/make"), unit: unit, lot: lot, place: FakeRegister.shop)
        let good = changed(make, "outcome", .string("good"))
        let valued = changed(good, "weight", .number(DecimalNumber(literal: "12.50")))
        return [
            changed(valued, "variety", .string("贵妃")),
            marked.event(of: stage("open/sell"), unit: unit, lot: lot, place: FakeRegister.shop),
        ]
    }

    @Test("Headline, stages, elements and documents stand in Chinese")
    func chinese() async throws {
        let html = try await page(Self.path, "zh", Self.common).text
        for text in [
            "<p class=\"headline\">椰风厂在海秀店 · 海口市秀英区制作，贵妃</p>", "<h3>制作</h3>", "<h3>出售</h3>",
            "<dt>品名</dt><dd>贵妃</dd>", "<dt>净重</dt><dd>12.5 千克</dd>", "<dt>检验结论</dt><dd>良好</dd>",
            "<dt>合格证</dt><dd>NO-open-paper-10001，有效期至 2027年4月5日</dd>", "寻常物 · 单件商品",
            "href=\"/c/uscc/91460100MA5T00002P\"",
        ] { #expect(html.contains(text), "\(text)") }
        #expect(!html.contains("请注意"))
        #expect(
            html.firstRange(of: "<h3>制作</h3>")!.lowerBound < html.firstRange(of: "<h3>出售</h3>")!.lowerBound
        )
    }

    @Test("The same stands in English")
    func english() async throws {
        let html = try await page(Self.path, "en", Self.common).text
        for text in [
            "贵妃, made by Coconut Wind in Haixiu Shop · Xiuying, Haikou", "<h3>Made</h3>", "<h3>Sold</h3>",
            "<dt>Net weight</dt><dd>12.5 kg</dd>", "<dt>Outcome</dt><dd>Good</dd>",
            "<dt>Certificate</dt><dd>NO-open-paper-10001, valid until 5 Apr 2027</dd>",
            "Common thing · Item",
        ] { #expect(html.contains(text), "\(text)") }
    }

    @Test("A result that is not as the profile wants it stands on top")
    func failed() async throws {
        let html = try await page(Self.path, "zh") { marked in
            let events = Self.common(&marked)
            return [Self.changed(events[0], "outcome", .string("bad"))]
        }.text
        let warning = try #require(html.firstRange(of: "请注意：制作“检验结论”为不良"))
        #expect(warning.lowerBound < html.firstRange(of: "id=\"stages-title\"")!.lowerBound)
        #expect(html.contains("verdict alarm"))
    }

    @Test("A recall stands on top, before a failed result")
    func recalled() async throws {
        let html = try await page(Self.path, "zh") { marked in
            var events = Self.common(&marked)
            events[1].disposition = "recalled"
            return [Self.changed(events[0], "outcome", .string("bad")), events[1]]
        }.text
        #expect(html.contains("请注意：已召回"))
        #expect(!html.contains("请注意：制作"))
    }

    @Test(
        "A document is said to have expired where it had when it was shown, whatever became of it since",
        arguments: [("2026-02-28", "2026年2月28日，当时已过有效期"), ("2026-03-01", "2026年3月1日</dd>")]
    )
    func expired(until: String, shown: String) async throws {
        let html = try await page(Self.path, "zh") { marked in
            let events = Self.common(&marked)
            let paper: ExtensionValue = .array([
                .object([
                    MarkedEvents.field("type", .string("open-paper")),
                    MarkedEvents.field("number", .string("N1")),
                    MarkedEvents.field("valid-until", .string(until)),
                ])
            ])
            return [Self.changed(events[0], "documents", paper)]
        }.text
        #expect(html.contains("N1，有效期至 " + shown))
    }

    @Test("Of a person and his plot the page tells the county alone")
    func person() async throws {
        let html = try await page(Self.path, "zh") { marked in
            let event = marked.event(
                of: Self.stage("open/make"),
                unit: MarkedEvents.unit(1),
                lot: MarkedEvents.lot(1),
                subject: "urn:qiongsu:person:0123456789abcdef0123456789abcdef",
                place: FakeRegister.plot
            )
            return [event]
        }.text
        #expect(html.contains("个人（姓名不公开）"))
        #expect(html.contains("海口市秀英区"))
        for text in ["PLOT-77001", "张三", "0123456789abcdef"] { #expect(!html.contains(text), "\(text)") }
    }

    @Test(
        "Equipment shows its state, and what was done last and must be done next",
        arguments: [false, true]
    )
    func equipment(isOverdue: Bool) async throws {
        var marked = MarkedEvents(Self.book)
        let (unit, lot) = (MarkedEvents.unit(3), MarkedEvents.lot(3))
        var events = [
            marked.event(of: Self.stage("machine/start"), unit: unit, lot: lot),
            Self.changed(
                marked.event(of: Self.stage("machine/service"), unit: unit, lot: lot),
                "outcome",
                .string("good")
            ),
        ]
        for index in events.indices { events[index].quantities = [] }
        let late: Int64 = isOverdue ? 86_400_000_000 : 0
        let server = try await ClassServer(events, book: Self.book, now: Self.now - 86_400_000_000 * 3 + late)
        let html = try await server.get("/01/\(MarkedEvents.gtin(3))/21/UNIT3").text
        for text in [
            "<dt>当前状态</dt><dd>运行中</dd>", "<dt>上次保养</dt><dd>2026年3月1日</dd>",
            "<dt>下次保养</dt><dd>不迟于 2026年3月16日\(isOverdue ? "（已逾期）" : "")</dd>", "椰风厂保养",
        ] { #expect(html.contains(text), "\(text)") }
    }

    @Test("An ingredient leads to its own page, also into another profile's chain")
    func ingredient() async throws {
        let html = try await page("/01/\(MarkedEvents.gtin(1))/21/UNIT1M2", "zh") { marked in
            let (unit, lot) = (MarkedEvents.unit(1), MarkedEvents.lot(1))
            return [
                marked.event(of: Self.stage("open/make"), unit: unit, lot: lot),
                marked.event(of: Self.stage("open/mix"), unit: unit, lot: lot),
            ]
        }.text
        #expect(html.contains("href=\"/01/\(MarkedEvents.gtin(1))/21/UNIT1\""))
        #expect(html.contains("href=\"/01/\(MarkedEvents.gtin(1))/10/LOT1\""))
        #expect(html.contains("<h3>混合</h3>"))
    }

    @Test("The headline speaks of who made what the goods were made of, also where that were several")
    func headline() async throws {
        let (maker, other) = (MarkedEvents.maker, "urn:qiongsu:uscc:91460100MA5T00003K")
        func html(_ second: String) async throws -> String {
            try await page("/01/\(MarkedEvents.gtin(1))/21/UNIT1M2", "zh") { marked in
                let (unit, lot) = (MarkedEvents.unit(1), MarkedEvents.lot(1))
                var parts = [(unit, maker), (lot, second)].map { unit, subject in
                    var event = marked.event(
                        of: Self.stage("open/make"),
                        unit: unit,
                        lot: lot,
                        subject: subject,
                        place: FakeRegister.shop
                    )
                    if unit == lot { event.epcs = [] } else { event.quantities = [] }
                    return Self.changed(event, "variety", .string("贵妃"))
                }
                // It is made by somebody who made none of its parts.
                var mix = marked.event(of: Self.stage("open/mix"), unit: unit, lot: lot, subject: other)
                mix.outputEPCs = [MarkedEvents.unit(1) + "M2"]
                parts.append(mix)
                return parts
            }.text
        }
        #expect(try await html(maker).contains("<p class=\"headline\">椰风厂在海秀店 · 海口市秀英区制作，贵妃</p>"))
        #expect(try await html(other).contains("<p class=\"headline\">椰风厂及另外 1 家在海秀店"))
    }

    @Test("A national code has its page under its scheme and its number as written", arguments: ["", " "])
    func national(gap: String) async throws {
        var marked = MarkedEvents(Self.book)
        let code = "urn:qiongsu:drug-20:81234567890123456789"
        var event = marked.event(of: Self.stage("open/sell"), unit: code, lot: MarkedEvents.lot(1))
        event.quantities = []
        let server = try await ClassServer([event], book: Self.book, now: Self.now)
        let path = "/c/drug-20/81234567890123456789"
        let html = try await server.get(path).text
        #expect(html.contains("<h3>出售</h3>") && html.contains("<h1>寻常物</h1>"))
        #expect(html.contains("<code>81234567890123456789</code>") && !html.contains("urn:qiongsu"))
        let json = try await server.get(path, accept: "application/json")
        #expect(json.status == 200)
        #expect(json.text.contains("\"code\":\"\(code)\""))
        let typed = "81234567890123456789".split(separator: "9", omittingEmptySubsequences: false)
            .joined(separator: gap + "9")
        let found = try await server.get("/search?q=" + typed.replacing(" ", with: "%20"))
        #expect(found.status == 303)
        #expect(found.header("Location") == path)
    }

    @Test("A unit without a profile has the page that it always had")
    func plain() async throws {
        let html = try await page(Self.path, "zh") { _ in
            var event = Event(
                type: .object,
                eventTime: Timestamp(milliseconds: MarkedEvents.start),
                timeZoneOffset: "+08:00"
            )
            (event.action, event.bizStep, event.epcs) = (.add, "commissioning", [MarkedEvents.unit(1)])
            return [event]
        }.text
        #expect(html.contains("它的旅程"))
        #expect(!html.contains("id=\"stages-title\""))
        #expect(!html.contains("class=\"headline\""))
    }
}
