// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Testing
import TraceEvents
import TraceText
import WebTesting

@Suite("Negotiation over HTTP")
struct NegotiationTests {
    private static let paths = [
        "/epcis", "/epcis/capture", "/epcis/capture/1", "/epcis/events", "/epcis/events/urn%3Ax",
        "/epcis/eventTypes", "/epcis/epcs", "/epcis/bizSteps", "/epcis/bizLocations", "/epcis/readPoints",
        "/epcis/dispositions", "/epcis/bizSteps/shipping", "/epcis/bizSteps/shipping/events",
        "/epcis/queries", "/epcis/queries/x", "/epcis/queries/x/events", "/epcis/queries/x/subscriptions",
        "/epcis/queries/x/subscriptions/y",
    ]

    @Test("Every resource tells its methods and what the server can", arguments: paths)
    func options(path: String) async throws {
        let answer = try await EPCISServer().client.send(.options, path)
        #expect(answer.status == 204)
        #expect(answer.header("Allow")?.contains("OPTIONS") == true)
        for header in [
            "GS1-EPCIS-Version", "GS1-EPCIS-Min", "GS1-EPCIS-Max", "GS1-CBV-Version", "GS1-CBV-Min",
            "GS1-CBV-Max", "GS1-EPC-Format", "GS1-CBV-XML-Format", "GS1-Extensions", "GS1-Vendor-Version",
        ] { #expect(answer.header(header) != nil, "\(header)") }
    }

    @Test("Capture tells its limits and both error behaviours")
    func captureOptions() async throws {
        let answer = try await EPCISServer().client.send(.options, "/epcis/capture")
        #expect(answer.header("Allow") == "POST, GET, HEAD, OPTIONS")
        #expect(answer.header("GS1-Capture-Error-Behaviour") == "all")
        #expect(answer.header("GS1-EPCIS-Capture-Limit") == "200000")
        #expect(answer.header("GS1-EPCIS-Capture-File-Size-Limit") == "67108864")
    }

    @Test("A page of another site may ask, and may see the headers of the standard")
    func crossOrigin() async throws {
        let answer = try await EPCISServer().get("/epcis/events", ["Origin": "https://other.example"])
        #expect(answer.header("Access-Control-Allow-Origin") == "*")
        let exposed = try #require(answer.header("Access-Control-Expose-Headers"))
        for header in ["Location", "Link", "GS1-EPCIS-Version", "GS1-Next-Page-Token-Expires"] {
            #expect(exposed.contains(header))
        }
    }

    @Test(
        "A method that a resource lacks is refused with those that it has",
        arguments: [
            (HTTPRequest.Method.delete, "/epcis/events", "POST, GET"),
            (.put, "/epcis/capture", "POST, GET"), (.post, "/epcis/bizSteps", "GET"),
        ]
    )
    func wrongMethod(method: HTTPRequest.Method, path: String, allowed: String) async throws {
        let answer = try await EPCISServer().client.send(method, path)
        #expect(answer.status == 405)
        #expect(answer.header("Allow")?.hasPrefix(allowed) == true)
        #expect(answer.header("Content-Type") == "application/problem+json")
    }

    @Test(
        "Events come in the form that the client takes",
        arguments: [
            ("application/json", "application/json"), ("application/ld+json", "application/ld+json"),
            ("application/xml", "application/xml"), ("text/xml", "text/xml"),
            ("text/html, application/xml;q=0.5, */*;q=0.1", "application/xml"), ("*/*", "application/json"),
        ]
    )
    func accept(accept: String, type: String) async throws {
        let server = try await EPCISServer()
        _ = try await server.post("/epcis/events", EventText.unit(1).bare)
        let answer = try await server.get("/epcis/events", ["Accept": accept])
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == type)
        #expect(answer.header("GS1-EPCIS-Version") == "2.0.0")
        let events =
            type.hasSuffix("xml")
            ? try EPCISXML.document(answer.body).events : try EPCISJSON.document(answer.body).events
        #expect(events.count == 1)
    }

    @Test(
        "What cannot be given is refused, in a form that the client may read",
        arguments: [
            ("Accept", "image/png"), ("GS1-EPCIS-Min", "3.0"), ("GS1-EPCIS-Max", "1.1"),
            ("GS1-CBV-Min", "2.1.0"), ("GS1-EPC-Format", "Always_Barcode"),
        ]
    )
    func notAcceptable(header: String, value: String) async throws {
        let answer = try await EPCISServer().client.send(
            .get,
            "/epcis/events",
            headers: [try #require(HTTPField.Name(header)): value]
        )
        #expect(answer.status == 406)
        #expect(try answer.exception == "NotAcceptableException")
    }

    @Test("A client of 1.2 gets XML of 1.2")
    func oldVersion() async throws {
        let server = try await EPCISServer()
        _ = try await server.post("/epcis/events", EventText.unit(1).bare)
        let headers = ["Accept": "application/xml", "GS1-EPCIS-Max": "1.2"]
        let answer = try await server.get("/epcis/events", headers)
        #expect(answer.status == 200)
        #expect(answer.text.contains("urn:epcglobal:epcis-query:xsd:1"))
        #expect(try await server.get("/epcis/events", ["GS1-EPCIS-Max": "1.2"]).status == 406)
    }

    @Test(
        "A body that is neither JSON nor XML is not taken",
        arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json"]
    )
    func unsupported(type: String) async throws {
        let server = try await EPCISServer()
        for path in ["/epcis/capture", "/epcis/events", "/epcis/validate"] {
            let answer = try await server.post(path, EventText.unit(1).bare, ["Content-Type": type])
            #expect(answer.status == 415)
            #expect(try answer.exception == "UnsupportedMediaTypeException")
        }
        #expect(try await server.count() == 0)
    }

    @Test(
        "Codes are written as the client wants them",
        arguments: [
            ("Always_GS1_Digital_Link", "https://id.gs1.org/01/06901234567892/21/1"),
            ("Always_EPC_URN", "urn:epc:id:sgtin:6901234.056789.1"),
            ("Never_Translates", "urn:epc:id:sgtin:6901234.056789.1"),
            ("No_Preference", "urn:epc:id:sgtin:6901234.056789.1"),
        ]
    )
    func epcFormat(format: String, written: String) async throws {
        let server = try await EPCISServer()
        let event = EventText.unit(1).bare
            .replacing("https://id.gs1.org/01/06901234567892/21/1", with: "urn:epc:id:sgtin:6901234.056789.1")
        _ = try await server.post("/epcis/events", event)
        let answer = try await server.get("/epcis/events", ["GS1-EPC-Format": format])
        #expect(try EPCISJSON.document(answer.body).events.map(\.epcs) == [[written]])
    }

    @Test("Problems come as XML to a client that prefers it")
    func problemXML() async throws {
        let answer = try await EPCISServer().get("/epcis/nothing", ["Accept": "application/xml"])
        #expect(answer.status == 404)
        #expect(answer.header("Content-Type") == "application/problem+xml")
        #expect(answer.text.contains("<type>epcisException:NoSuchResourceException</type>"))
    }

    @Test("HEAD answers as GET without a body")
    func head() async throws {
        let answer = try await EPCISServer().client.send(.head, "/epcis/events")
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
    }

    @Test("Named queries say that they are not there yet")
    func queries() async throws {
        let answer = try await EPCISServer().get("/epcis/queries")
        #expect(answer.status == 501)
        #expect(try answer.exception == "ImplementationException")
    }
}
