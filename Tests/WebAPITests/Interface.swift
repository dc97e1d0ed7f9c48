// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import HTTPTypes
import LedgerTesting
import Logging
import TraceEvents
import TraceText
import WebAPI
import WebTesting

/// A server of its own for a test, and short ways to use it.
struct Interface {
    var client: WebClient

    init(_ settings: WebSettings = WebSettings()) async throws {
        client = WebClient(
            WebApplication(
                try await TestLedger.make(),
                settings: settings,
                pages: nil,
                logger: Logger(label: "test")
            )
        )
    }

    func get(_ path: String, _ headers: KeyValuePairs<String, String> = [:]) async throws -> WebAnswer {
        try await client.send(.get, path, headers: fields(headers))
    }

    func post(_ path: String, _ body: String, _ headers: KeyValuePairs<String, String> = [:]) async throws
        -> WebAnswer
    {
        var fields = fields(headers)
        if fields[.contentType] == nil { fields[.contentType] = "application/json" }
        return try await client.send(.post, path, headers: fields, body: Array(body.utf8))
    }

    /// How many events a query finds.
    func count(_ query: String = "") async throws -> Int {
        let answer = try await get("/epcis/events?perPage=1000" + (query.isEmpty ? "" : "&" + query))
        return try EPCISJSON.document(answer.body).events.count
    }

    private func fields(_ headers: KeyValuePairs<String, String>) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers { HTTPField.Name(name).map { fields[$0] = value } }
        return fields
    }
}

/// JSON of events and documents.
enum Sample {
    static let context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"

    /// An observation of one unit.
    ///
    /// - Parameter extra: further members, each with a comma behind it.
    static func event(_ serial: Int, extra: String = "", step: String = "shipping") -> String {
        """
        {"@context":["\(context)",{"ex":"https://example.com/"}],"type":"ObjectEvent",\(extra)\
        "eventTime":"2026-03-01T08:00:\(serial % 50 + 10).000+08:00","eventTimeZoneOffset":"+08:00",\
        "epcList":["https://id.gs1.org/01/06901234567892/21/\(serial)"],"action":"OBSERVE",\
        "bizStep":"\(step)"}
        """
    }

    static func document(_ events: [String]) -> String {
        """
        {"@context":["\(context)",{"ex":"https://example.com/"}],"type":"EPCISDocument","schemaVersion":"2.0",\
        "creationDate":"2026-03-01T08:00:00Z","epcisBody":{"eventList":[\(events.joined(separator: ","))]}}
        """
    }

    static func encoded(_ value: String) -> String {
        value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
    }
}

extension WebAnswer {
    /// The root of a JSON body.
    func json() throws -> JSONValue { try JSONDocument(parsing: body).root }

    /// The exception of a problem document, as `ValidationException`.
    func exception() throws -> String? {
        try json()["type"]?.string.map { String($0.dropFirst("epcisException:".count)) }
    }
}
