// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import WebTesting

/// What a browser gets where there is no page.
@Suite("Pages of refusals")
struct RefusalPageTests {
    private func server() async throws -> ClassServer { try await ClassServer([], book: ClassBook.book) }

    @Test(
        "An address that leads nowhere has a page, in the language of the address",
        arguments: [
            ("/no/such/page", "<h1>没有这个页面</h1>"), ("/no/such/page?lang=en", "<h1>There is no such page</h1>"),
            ("/standards/nothing", "<h1>没有这个页面</h1>"), ("/assets/nothing.css", "<h1>没有这个页面</h1>"),
        ]
    )
    func missing(path: String, heading: String) async throws {
        let answer = try await server().get(path, accept: "text/html,application/xhtml+xml,*/*;q=0.8")
        #expect(answer.status == 404)
        #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
        #expect(answer.text.contains(heading) && answer.text.contains("action=\"/search\""))
    }

    @Test("A request that is wrong has a page")
    func wrong() async throws {
        let answer = try await server().get("/search?q=%FF")
        #expect(answer.status == 400 && answer.text.contains("<h1>这样打不开</h1>"))
    }

    @Test(
        "Programs and the interfaces are answered with a problem document",
        arguments: [
            ("/no/such/page", "application/json"), ("/no/such/page", "*/*"), ("/api/v1/nothing", "text/html"),
            ("/epcis/nothing", "text/html"),
        ]
    )
    func programs(path: String, accept: String) async throws {
        let answer = try await server().get(path, accept: accept)
        #expect(answer.status >= 404 && answer.header("Content-Type") == "application/problem+json")
    }
}
