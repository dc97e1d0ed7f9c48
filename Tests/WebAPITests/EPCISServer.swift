// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import HTTPTypes
import LedgerTesting
import Logging
import Synchronization
import TraceLedger
import WebAPI
import WebTesting

/// A server with an empty ledger of its own, asked as a client asks it: paths, headers and bodies as text.
struct EPCISServer {
    let client: WebClient
    private let clock: Clock

    init(_ settings: WebSettings = WebSettings()) async throws {
        let clock = Clock()
        self.clock = clock
        let ledger = try await Ledger(TestLedger.database(), clock: { clock.now })
        client = WebClient(
            WebApplication(ledger, settings: settings, pages: nil, logger: Logger(label: "test"))
        )
    }

    /// A server that holds some events already.
    init(holding events: [EventText], _ settings: WebSettings = WebSettings()) async throws {
        try await self.init(settings)
        let answer = try await capture(events)
        precondition(answer.status == 202, answer.text)
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ headers: [String: String] = [:],
        body: String = ""
    ) async throws -> WebAnswer {
        try await client.send(method, path, headers: Self.fields(headers), body: Array(body.utf8))
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> WebAnswer {
        try await send(.get, path, headers)
    }

    /// Sends a body; JSON unless the headers say otherwise.
    func post(_ path: String, _ body: String, _ headers: [String: String] = [:]) async throws -> WebAnswer {
        let type = ["Content-Type": "application/json"]
        return try await send(.post, path, type.merging(headers) { $1 }, body: body)
    }

    /// Sends events as one document.
    func capture(_ events: [EventText], _ headers: [String: String] = [:]) async throws -> WebAnswer {
        try await post("/epcis/capture", EventText.document(events), headers)
    }

    /// The number of stored events.
    func count() async throws -> Int { try await get("/epcis/events?perPage=1000").events.count }

    /// Lets time pass.
    func wait(milliseconds: Int64) { clock.advance(by: milliseconds * 1000) }

    /// Text as it stands in a path segment or a query value.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    static func fields(_ headers: [String: String]) -> HTTPFields {
        var fields: HTTPFields = [:]
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        return fields
    }

    /// A clock that moves when it is told to.
    private final class Clock: Sendable {
        private let time = Mutex(TestLedger.now)

        var now: Int64 { time.withLock { $0 } }

        func advance(by microseconds: Int64) { time.withLock { $0 += microseconds } }
    }
}
