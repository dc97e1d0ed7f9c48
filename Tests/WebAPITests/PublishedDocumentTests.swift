// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import HTTPTypes
import LedgerTesting
import Logging
import Testing
import TraceEvents
import TraceTesting
import TraceText
import WebAPI
import WebTesting

/// The valid documents that others published, sent in and asked for again.
@Suite(
    "Published documents",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence))
)
struct PublishedDocumentTests {
    @Test("come back with equal events after they were stored", arguments: PublishedDocument.all)
    func storeAndReadBack(document: PublishedDocument) async throws {
        let client = try await self.client()
        let answer = try await client.send(
            .post,
            document.isBareEvent ? "/epcis/events" : "/epcis/capture",
            headers: [
                .contentType: document.contentType,
                try #require(.init("GS1-Capture-Error-Behaviour")): "proceed",
            ],
            body: document.bytes()
        )
        if document.path == PublishedDocument.keyTwice {
            #expect(answer.status == 400)
            #expect(answer.text.contains("stands twice in one object"))
            return
        }
        try #require(answer.status == (document.isBareEvent ? 201 : 202), "\(answer.text.prefix(500))")
        let read = try await client.send(
            .get,
            "/epcis/events?perPage=1000",
            headers: [
                .accept: document.contentType, try #require(.init("GS1-EPC-Format")): "Never_Translates",
            ]
        )
        let sent = try document.events()
        let stored = try document.events(in: read.body)
        let missing = sent.filter { event in !stored.contains { $0.isSame(as: event) } }
        #expect(missing.count == PublishedDocument.notStored[document.path, default: 0])
        #expect(stored.allSatisfy { event in sent.contains { event.isSame(as: $0) } })
    }

    @Test("are all in the table that have to be")
    func tableIsComplete() {
        #expect(PublishedDocument.all.count { !$0.isXML } == 137)
        #expect(PublishedDocument.all.count(where: \.isXML) == 87)
    }

    private func client() async throws -> WebClient {
        WebClient(
            WebApplication(
                try await TestLedger.make(),
                settings: WebSettings(),
                pages: nil,
                logger: Logger(label: "test")
            )
        )
    }
}

/// One row of the table of published documents that is valid and holds events.
struct PublishedDocument: CustomTestStringConvertible, Sendable {
    let path: String
    /// What the root is: a document, a query document, an event; with a version for XML.
    let kind: String

    var testDescription: String { path }
    var isXML: Bool { kind.hasSuffix(" 2.0") || kind.hasSuffix(" 1.2") }
    var isBareEvent: Bool { !kind.hasPrefix("EPCIS") }
    var contentType: String { isXML ? "application/xml" : "application/json" }

    func bytes() throws -> [UInt8] { Array(try SharedData.data(path)) }

    func events() throws -> [Event] {
        isBareEvent ? [try EPCISJSON.event(bytes())] : try events(in: bytes())
    }

    /// The events of an answer in the format of this document.
    func events(in bytes: [UInt8]) throws -> [Event] {
        try isXML ? EPCISXML.document(bytes).events : EPCISJSON.document(bytes).events
    }

    static let all: [PublishedDocument] = {
        guard let rows = try? SharedData.table("EXPECTED-SCHEMA-VALIDITY.tsv") else { return [] }
        return rows.filter { row in
            row.count > 2 && row[2] == "valid" && !requests.contains { row[0].contains($0) }
        }
        .map { PublishedDocument(path: $0[0], kind: $0[1]) }
    }()

    /// Requests to the query interface and its answers without events are valid documents too.
    private static let requests = [
        "/Queries/", "/xml/queryDocument", "/CallbackRequests/", "/Requests/Query",
    ]

    /// Valid by the schema, which does not see that an object has a key twice.
    static let keyTwice = "gs1-EPCIS/JSON/AssociationEvent/AssociationEvent-h.jsonld"

    /// How many events of a document are not stored, for a rule that the schemas do not know.
    static let notStored = [
        // The same event hash as the event before: sent again.
        "event-hash-generator/tests/examples/epcisQueryDocHavingEventWithIgnoreFields.jsonld": 1,
        // Another event with the same event ID stands before.
        "ift-opentraceability/CSharp/OpenTraceability.Tests/Data/traceback_tests.jsonld": 5,
        // A GTIN whose check digit is wrong.
        "openepcis-test-resources/2.0/EPCIS/JSON/Capture/Documents/Combination_of_different_event.json": 1,
        "openepcis-test-resources/2.0/EPCIS/XML/Capture/Documents/Combination_of_different_event.xml": 1,
    ]
}

extension Event {
    /// Whether two events are equal but for what the server gives: record time, and an ID where there was none.
    fileprivate func isSame(as sent: Event) -> Bool {
        var (stored, sent) = (self, sent)
        stored.recordTime = nil
        sent.recordTime = nil
        if sent.eventID == nil { stored.eventID = nil }
        return stored == sent
    }
}
