// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Testing
import TraceText
import WebTesting

/// EPCIS 2.0 REST, `/events`: one event sent in, its ID, and its corrections.
@Suite("Capture of one event")
struct EventCaptureTests {
    private static let id = "urn:uuid:5b0e2c1e-7d5a-4e0b-9a65-0c2a3f0d7e11"
    private static let named = EventText.seen(1, ["eventID": "\"\(id)\""])
    private static let path = "/epcis/events/" + EPCISServer.encoded(id)
    private static let declaration = named.changed([
        "errorDeclaration": #"{"declarationTime":"2026-06-20T00:00:00Z","reason":"incorrect_data"}"#
    ])

    @Test("An event is created with its address, and given back as stored")
    func created() async throws {
        let server = try await EPCISServer()
        let answer = try await server.post("/epcis/events", EventText.seen(1).bare)
        #expect(answer.status == 201)
        #expect(answer.header("GS1-EPCIS-Version") == "2.0.0")
        let id = try #require(try answer.json["eventID"]?.string)
        #expect(id.hasPrefix("ni:///sha-256;") && id.hasSuffix("?ver=CBV2.0"))
        #expect(try answer.json["@context"]?.count == 1)
        #expect(try answer.json["recordTime"]?.string == "2026-07-01T00:00:00.000Z")
        let location = try #require(answer.header("Location"))
        #expect(location == "/epcis/events/" + location.split(separator: "/").last!)
        let found = try await server.get(location)
        #expect(found.status == 200)
        #expect(try found.eventIDs == [id])
    }

    @Test("The record time is the server's, whatever the sender wrote")
    func recordTime() async throws {
        let server = try await EPCISServer()
        let event = Self.named.changed(["recordTime": #""2026-06-01T00:00:05Z""#])
        #expect(try await server.post("/epcis/events", event.bare).status == 201)
        let stored = try await server.get(Self.path).events
        #expect(stored.map { $0["recordTime"]?.string } == ["2026-07-01T00:00:00.000Z"])
    }

    @Test("The same event again gives the same answer and is stored once")
    func repeated() async throws {
        let server = try await EPCISServer()
        let first = try await server.post("/epcis/events", EventText.seen(1).bare)
        server.wait(milliseconds: 5000)
        let again = try await server.post("/epcis/events", EventText.seen(1).bare)
        #expect(again.status == 201)
        #expect(again.header("Location") == first.header("Location"))
        #expect(again.text == first.text)
        #expect(try await server.count() == 1)
    }

    @Test("Another event with an ID that is taken conflicts, and the first stays")
    func conflict() async throws {
        let server = try await EPCISServer()
        #expect(try await server.post("/epcis/events", Self.named.bare).status == 201)
        let other = Self.named.changed(["action": #""ADD""#])
        let answer = try await server.post("/epcis/events", other.bare)
        #expect(answer.status == 409)
        #expect(try answer.exception == "ResourceAlreadyExistsException")
        #expect(try await server.get(Self.path).events.map { $0["action"]?.string } == ["OBSERVE"])
        let job = try await server.get(
            try #require(try await server.capture([.seen(2), other]).header("Location"))
        ).json
        #expect(job["success"]?.boolean == false)
        let error = job["errors"]?.elements.map(\.self).first
        #expect(error?["type"]?.string == "epcisException:ResourceAlreadyExistsException")
        let places = error?["errors"]?.elements.compactMap { $0["pointer"]?.string }
        #expect(places == ["/epcisBody/eventList/1"])
        #expect(try await server.count() == 1)
    }

    @Test("An error declaration has the ID of the event it declares wrong, and both stay to be read")
    func errorDeclaration() async throws {
        let server = try await EPCISServer()
        #expect(try await server.post("/epcis/events", Self.named.bare).status == 201)
        #expect(try await server.post("/epcis/events", Self.declaration.bare).status == 201)
        let events = try await server.get(Self.path).events
        #expect(events.count == 2)
        #expect(events.allSatisfy { $0["eventID"]?.string == Self.id })
        #expect(events.count { $0["errorDeclaration"] != nil } == 1)
    }

    @Test("A declaration is accepted in the document of the event that it declares wrong")
    func declarationInOneDocument() async throws {
        let server = try await EPCISServer()
        #expect(try await server.capture([Self.named, Self.declaration]).status == 202)
        #expect(try await server.get(Self.path).events.count == 2)
    }

    @Test("One event is taken as an XML document of one; a document of two belongs to /epcis/capture")
    func xml() async throws {
        let server = try await EPCISServer()
        let step = "urn:epcglobal:cbv:bizstep:shipping"
        for (units, status) in [([EventText.unit], 201), ([EventText.unit, EventText.wrongUnit], 400)] {
            let answer = try await server.post(
                "/epcis/events",
                EventText.xml("2.0", units, step: step),
                ["Content-Type": "application/xml"]
            )
            #expect(answer.status == status)
        }
        #expect(try await server.count() == 1)
    }

    @Test("A document is no event")
    func document() async throws {
        let server = try await EPCISServer()
        let answer = try await server.post("/epcis/events", EventText.document([.seen(1)]))
        #expect(answer.status == 400)
        #expect(try answer.exception == "ValidationException")
        #expect(try await server.count() == 0)
    }

    @Test("An event that nobody sent is not found")
    func unknown() async throws {
        let answer = try await EPCISServer().get(Self.path)
        #expect(answer.status == 404)
        #expect(try answer.exception == "NoSuchResourceException")
    }
}
