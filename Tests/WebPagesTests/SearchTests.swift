// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Testing
import TraceCodes
import TraceEvents
import WebAPI
import WebTesting

@testable import WebPages

/// What the search and the home page lead to.
@Suite("Search and home page")
struct SearchTests {
    private func server(_ code: String, of stage: String) async throws -> ClassServer {
        var marked = MarkedEvents(ClassBook.book)
        let stage = try #require(ClassBook.book.stage(stage, at: MarkedEvents.start))
        var event = marked.event(of: stage, unit: code, lot: MarkedEvents.lot(1))
        event.quantities = []
        return try await ClassServer([event], book: ClassBook.book)
    }

    @Test(
        "A code whose form says too little is found where a record names it",
        arguments: [
            ("equipment-code", "311065340202600001"), ("cylinder-registration", "3QA859000001"),
            ("seed-unit", "AXBWG8EL0QF02RJ7TJ33"),
        ]
    )
    func ambiguous(scheme: String, code: String) async throws {
        let server = try await server("urn:qiongsu:\(scheme):\(code)", of: "open/make")
        for typed in [code, "%20" + code + "%20"] {
            let answer = try await server.get("/search?q=\(typed)&lang=en")
            #expect(answer.status == 303)
            #expect(answer.header("Location") == "/c/\(scheme)/\(code)?lang=en")
        }
        #expect(try await server.get("/search?q=3QA859000009").status == 400)
    }

    @Test("A guarded code is answered as one that nobody recorded")
    func guarded() async throws {
        let server = try await server("urn:qiongsu:cylinder-registration:3QA859000001", of: "guarded/keep")
        let known = try await server.get("/search?q=3QA859000001")
        let unknown = try await server.get("/search?q=3QA859000009")
        #expect((known.status, unknown.status) == (400, 400))
        #expect(known.text.replacing("3QA859000001", with: "3QA859000009") == unknown.text)
    }

    @Test("The home page names its examples in words, each under its industry")
    func home() async throws {
        let server = try await server(MarkedEvents.unit(1), of: "open/make")
        let (first, second) = (LocalName(zh: "农产品", en: "Produce"), LocalName(zh: "设备", en: "Equipment"))
        func example(_ code: String, _ name: LocalName, _ group: LocalName) -> PublicPages.Example {
            PublicPages.Example(CanonicalCode.identify(code), name: name, group: group)
        }
        let pages = try PublicPages(
            ledger: server.ledger,
            examples: [
                example(
                    "urn:qiongsu:hn:HN2YR3FRJC1M1MN8",
                    LocalName(zh: "一扎豇豆", en: "A tie of cowpea"),
                    first
                ),
                example("urn:qiongsu:equipment-code:1", LocalName(zh: "一部电梯", en: "A lift"), second),
            ]
        )
        let html = String(
            decoding: try await pages.provider.home(PageRequest(path: "/", language: .english)).html,
            as: UTF8.self
        )
        for text in [
            ">Produce</h3>", ">Equipment</h3>", "href=\"/c/hn/HN2YR3FRJC1M1MN8?lang=en\">A tie of cowpea</a>",
            ">A lift</a>",
        ] { #expect(html.contains(text), "\(text)") }
        #expect(!html.contains(">HN2YR3FRJC1M1MN8"))
    }
}
