// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import HTTPTypes
import LedgerTesting
import Logging
import Testing
import TraceLedger
import TraceTesting
import TraceText
import WebAPI
import WebTesting

@Suite("EPCIS interface")
struct EPCISInterfaceTests {
    private static let event =
        #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"ObjectEvent","#
        + #""eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","action":"ADD","#
        + #""epcList":["https://id.gs1.org/01/06901234567892/21/1"]}"#

    private func client(token: String? = nil) async throws -> WebClient {
        let settings = WebSettings(token: token)
        return WebClient(
            WebApplication(
                try await TestLedger.make(),
                settings: settings,
                pages: nil,
                logger: Logger(label: "test")
            )
        )
    }

    private func post(_ client: WebClient, _ path: String, _ body: String, type: String = "application/json")
        async throws
        -> WebAnswer
    {
        try await client.send(.post, path, headers: [.contentType: type], body: Array(body.utf8))
    }

    @Test("An event is captured, and found again by its code in either form")
    func captureAndFind() async throws {
        let client = try await client()
        #expect(try await post(client, "/epcis/events", Self.event).status == 201)
        for code in ["urn:epc:id:sgtin:6901234.056789.1", "https://id.gs1.org/01/06901234567892/21/1"] {
            let escaped = code.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? code
            let answer = try await client.send(.get, "/epcis/events?MATCH_epc=\(escaped)")
            #expect(answer.status == 200)
            let body = try JSONDocument(parsing: answer.body).root
            #expect(body["epcisBody"]?["queryResults"]?["resultsBody"]?["eventList"]?.count == 1)
        }
    }

    @Test(
        "Bad input is a problem document that names the place, and nothing is stored",
        arguments: [
            (String(event.dropLast(20)), "application/json", 400, "line"),
            (event.replacing("\"ADD\"", with: "7"), "application/json", 400, "/action"),
            (event.replacing("7892/21", with: "7893/21"), "application/json", 400, "/epcList/0"),
            (event.replacing("2026-03-01T", with: "2126-03-01T"), "application/json", 400, "/eventTime"),
            (
                event.replacing("\"action\"", with: "\"type\":\"ObjectEvent\",\"action\""),
                "application/json", 400, "twice"
            ),
            (String(repeating: "[", count: 100), "application/json", 400, "nested"),
            (event, "text/csv", 415, "UnsupportedMediaType"),
        ]
    )
    func badInput(body: String, type: String, status: Int, mention: String) async throws {
        let client = try await client()
        let answer = try await post(client, "/epcis/events", body, type: type)
        #expect(answer.status == status)
        #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(mention))
        let stored = try await client.send(.get, "/epcis/events")
        #expect(!String(decoding: stored.body, as: UTF8.self).contains("ObjectEvent"))
    }

    @Test(
        "An external entity and an entity bomb are refused",
        arguments: [
            #"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"#,
            #"<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"#,
        ]
    )
    func entities(body: String) async throws {
        let client = try await client()
        let answer = try await post(client, "/epcis/capture", body, type: "application/xml")
        #expect(answer.status == 400)
        #expect(!String(decoding: answer.body, as: UTF8.self).contains("root:"))
    }

    @Test("A body that breaks off is the client's fault, and nothing is stored")
    func brokenOff() async throws {
        struct Lost: Error {}
        let client = try await client()
        let parts = AsyncThrowingStream<[UInt8], any Error> { stream in
            stream.yield(Array(Self.event.utf8.dropLast()))
            stream.finish(throwing: Lost())
        }
        let answer = try await client.send(
            .post,
            "/epcis/events",
            headers: [.contentType: "application/json"],
            parts: parts
        )
        #expect(answer.status == 400)
        #expect(!(try await client.send(.get, "/epcis/events")).text.contains("ObjectEvent"))
    }

    @Test("Writing needs the token where there is one")
    func token() async throws {
        let client = try await client(token: "a-token-for-the-test")
        #expect(try await post(client, "/epcis/events", Self.event).status == 401)
        var allowed = client
        allowed.headers[.authorization] = "Bearer a-token-for-the-test"
        #expect(try await post(allowed, "/epcis/events", Self.event).status == 201)
        #expect(try await client.send(.get, "/epcis/events").status == 200)
    }

    @Test(
        "The trace of a published case comes out over HTTP with its number of events",
        .enabled(if: SharedData.isPresent, "\(SharedData.absence)")
    )
    func oracle() async throws {
        let client = try await client()
        let body = try SharedData.data(
            "ift-opentraceability/CSharp/OpenTraceability.Tests/Data/traceback_tests.jsonld"
        )
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[try #require(HTTPField.Name("GS1-Capture-Error-Behaviour"))] = "proceed"
        #expect(
            try await client.send(.post, "/epcis/capture", headers: headers, body: Array(body)).status == 202
        )
        let code = "urn:gdst:example.org:product:lot:class:processor.2u.v1-0122-2022"
        let escaped = code.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? code
        let answer = try await client.send(.get, "/api/v1/trace/\(escaped)?direction=back")
        #expect(answer.status == 200)
        #expect(try JSONDocument(parsing: answer.body).root["events"]?.count == 16)
    }
}
