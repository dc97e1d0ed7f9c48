// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import LedgerTesting
import Logging
import MerkleLog
import TraceEvents
import TraceLedger
import TraceLog
import WebAPI
import WebTesting

@testable import WebPages

/// A server with pages and a token over a ledger of some events: asked as the public and as who shows the token.
struct ClassServer {
    let ledger: Ledger
    let anyone: WebClient
    let holder: WebClient

    let log: EventLog
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
        log = try await EventLog(ledger, key: SignerKey(name: "test.example.cn/log"))
        try await log.catchUp()
        let pages = try PublicPages(ledger: ledger, log: log)
        let application = WebApplication(
            ledger,
            settings: WebSettings(token: token),
            pages: pages.provider,
            log: log,
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
