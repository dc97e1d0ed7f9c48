// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import LedgerTesting
import Logging
import MerkleLog
import Testing
import TraceEvents
import TraceLedger
import TraceLog
import WebAPI
import WebTesting

@testable import WebPages

/// What pages say of the log.
@Suite("Proofs on pages")
struct ProofPageTests {
    private func server() async throws -> ClassServer {
        var marked = MarkedEvents(ClassBook.book)
        let stage = try #require(ClassBook.book.stage("open/make", at: MarkedEvents.start))
        var event = marked.event(of: stage, unit: MarkedEvents.unit(1), lot: MarkedEvents.lot(1))
        event.quantities = []
        return try await ClassServer([event], book: ClassBook.book)
    }

    /// The address behind `href="` of the link to a proof.
    private func link(in html: String) throws -> String {
        let start = try #require(html.firstRange(of: "/log/proof/inclusion?event=")).lowerBound
        return String(html[start...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }

    @Test(
        "A product's page says in plain words that its records are in the log, and leads to a proof that holds",
        arguments: [("zh", "只能增加、不能涂改的公开日志"), ("en", "a public log that can only grow")]
    )
    func product(language: String, words: String) async throws {
        let server = try await server()
        let path = MarkedEvents.unit(1).replacing("https://id.gs1.org", with: "") + "?lang=\(language)"
        let page = try await server.get(path)
        #expect(page.text.contains(words))
        let file = try await server.get(try link(in: page.text), accept: "*/*")
        #expect(file.status == 200, "\(file.text)")
        #expect(file.header("Content-Disposition")?.hasPrefix("attachment") == true)
        _ = try EventProof(file: file.body).verify(by: server.log.key)
    }

    @Test("A page says nothing of the log for a record that is not in it yet")
    func notYet() async throws {
        let server = try await server()
        var marked = MarkedEvents(ClassBook.book)
        let stage = try #require(ClassBook.book.stage("open/make", at: MarkedEvents.start))
        _ = marked.event(of: stage, unit: MarkedEvents.unit(1), lot: MarkedEvents.lot(1))
        let late = marked.event(of: stage, unit: MarkedEvents.unit(2), lot: MarkedEvents.lot(2))
        _ = try await server.ledger.capture(late, caller: .operator)
        let path = MarkedEvents.unit(2).replacing("https://id.gs1.org", with: "")
        let page = try await server.get(path)
        #expect(page.status == 200)
        #expect(!page.text.contains("/log/proof"))
        try await server.log.catchUp()
        let fresh = try PublicPages(ledger: server.ledger, log: server.log)
        let after = WebClient(
            WebApplication(
                server.ledger,
                settings: WebSettings(),
                pages: fresh.provider,
                log: server.log,
                logger: .init(label: "test")
            )
        )
        #expect(try await after.send(.get, path, headers: [.accept: "text/html"]).text.contains("/log/proof"))
    }
}
