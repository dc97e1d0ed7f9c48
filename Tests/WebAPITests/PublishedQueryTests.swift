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

/// Questions and their numbers of events that others wrote down for their own documents, asked over HTTP.
@Suite(
    "Queries with known answers",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence))
)
struct PublishedQueryTests {
    private static let chain =
        "ift-opentraceability/CSharp/OpenTraceability.Tests/Data/testserver_advancedfilters.jsonld"
    /// The document that the questions were written for breaks the official schema; this is its twin by GS1.
    private static let allFields =
        "gs1-EPCIS/JSON/WithFullCombinationOfFields/aggregation_event_all_possible_fields.jsonld"

    private let client: WebClient

    init() async throws {
        client = WebClient(
            WebApplication(
                try await TestLedger.make(),
                settings: WebSettings(),
                pages: nil,
                logger: Logger(label: "test")
            )
        )
    }

    private func capture(_ path: String) async throws -> [Event] {
        let bytes = Array(try SharedData.data(path))
        let answer = try await client.send(
            .post,
            "/epcis/capture",
            headers: [.contentType: "application/json"],
            body: bytes
        )
        try #require(answer.status == 202)
        return try EPCISJSON.document(bytes).events
    }

    private func count(_ arguments: KeyValuePairs<String, String>) async throws -> Int {
        let query = try arguments.map { name, value in
            "\(name)=\(try #require(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics)))"
        }
        let answer = try await client.send(.get, "/epcis/events?perPage=100&" + query.joined(separator: "&"))
        return try EPCISJSON.document(answer.body).events.count
    }

    @Test("A container's arrival is found by its SSCC, step and place")
    func filters() async throws {
        _ = try await capture(Self.chain)
        let found = try await count([
            "MATCH_anyEPC": "urn:epc:id:sscc:08600031303.0004",
            "EQ_bizStep": "urn:epcglobal:cbv:bizStep:receiving",
            "EQ_bizLocation": "urn:gdst:example.org:location:loc:importer.123u",
        ])
        #expect(found == 1)
    }

    @Test("Every product of a chain is found by its code")
    func everyProduct() async throws {
        let products = try await capture(Self.chain).map(\.products)
        #expect(Set(products.flatMap(\.classes)).count == 6)
        for (instances, classes) in products {
            for epc in instances { #expect(try await count(["MATCH_anyEPC": epc]) >= 1, "\(epc)") }
            for epc in classes { #expect(try await count(["MATCH_anyEPCClass": epc]) >= 1, "\(epc)") }
        }
    }

    @Test("Every product of an event with all fields is found, by its code and by a pattern of its product")
    func patterns() async throws {
        let (instances, classes) = try #require(try await capture(Self.allFields).first).products
        #expect((instances.count, classes.count) == (2, 2))
        for epc in instances {
            #expect(try await count(["MATCH_anyEPC": epc]) == 1, "\(epc)")
            #expect(try await count(["MATCH_anyEPC": try pattern(of: epc)]) == 1, "\(epc)")
        }
        for epc in classes {
            #expect(try await count(["MATCH_anyEPCClass": epc]) == 1, "\(epc)")
            #expect(try await count(["MATCH_anyEPCClass": try pattern(of: epc)]) == 1, "\(epc)")
        }
        #expect(try await count(["MATCH_anyEPC": "urn:epc:idpat:sgtin:0614141.107347.*"]) == 0)
        #expect(try await count(["MATCH_anyEPCClass": "urn:epc:idpat:lgtin:4012345.012346.*"]) == 0)
    }

    /// `urn:epc:class:lgtin:4012345.012345.998877` with any lot, `urn:epc:id:sgtin:…` with any serial number.
    private func pattern(of urn: String) throws -> String {
        let scheme = try #require(urn.split(separator: ":").dropFirst(3).first)
        let parts = try #require(urn.split(separator: ":").last).split(separator: ".")
        return "urn:epc:idpat:\(scheme):\(parts[0]).\(parts[1]).*"
    }
}

extension Event {
    /// The instances and the classes that an event is about, without what they are packed in.
    fileprivate var products: (instances: [String], classes: [String]) {
        let elements = quantities + childQuantities + inputQuantities + outputQuantities
        return (epcs + childEPCs + inputEPCs + outputEPCs, elements.map(\.epcClass))
    }
}
