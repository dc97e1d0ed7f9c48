// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import LedgerTesting
import Logging
import TraceEvents
import TraceLedger
import WebAPI
import WebTesting

@testable import WebPages

/// A server with pages and a token over a ledger of some events: asked as the public and as who shows the token.
struct ClassServer {
    let ledger: Ledger
    let anyone: WebClient
    let holder: WebClient

    static let token = "a-token-of-the-tests"

    init(
        _ events: [Event],
        book: ProfileBook,
        vocabularies: [Vocabulary] = [],
        now: Int64 = TestLedger.now,
        token: String? = Self.token
    ) async throws {
        ledger = try await Ledger(
            TestLedger.database(),
            profiles: book,
            register: FakeRegister(),
            clock: { now }
        )
        let document = EPCISDocument(vocabularies: vocabularies, events: events)
        let job = try await ledger.capture(CaptureRequest(document, behaviour: .rollback, caller: .operator))
        precondition(job.success, "\(job.errors.prefix(3))")
        let pages = try PublicPages(ledger: ledger)
        let application = WebApplication(
            ledger,
            settings: WebSettings(token: token),
            pages: pages.provider,
            logger: Logger(label: "test")
        )
        anyone = WebClient(application)
        var holder = WebClient(application)
        holder.headers = [.authorization: "Bearer " + Self.token]
        self.holder = holder
    }

    func get(_ path: String, accept: String = "text/html") async throws -> WebAnswer {
        try await anyone.send(.get, path, headers: [.accept: accept])
    }
}
