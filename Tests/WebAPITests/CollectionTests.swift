// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Testing
import TraceEvents
import TraceText
import WebTesting

@Suite("Collections over HTTP")
struct CollectionTests {
    private static let place = "https://id.gs1.org/414/6901234000016"

    /// Three units shipped and one received, at one place.
    private func server() async throws -> EPCISServer {
        let server = try await EPCISServer()
        let place = #"{"id":"\#(Self.place)"}"#
        let changes = ["bizLocation": place, "readPoint": place, "disposition": #""in_transit""#]
        for (number, step) in [(1, "shipping"), (2, "shipping"), (3, "shipping"), (4, "receiving")] {
            let answer = try await server.post(
                "/epcis/events",
                EventText.unit(number, changes).changed(["bizStep": "\"\(step)\""]).bare
            )
            #expect(answer.status == 201)
        }
        return server
    }

    private func members(_ answer: WebAnswer) throws -> [String?] {
        try answer.json["member"]?.elements.map(\.string) ?? []
    }

    @Test("The root lists the nine names of the standard")
    func root() async throws {
        let answer = try await EPCISServer().get("/epcis")
        #expect(try answer.json["type"]?.string == "Collection")
        #expect(
            Set(try members(answer)) == [
                "events", "eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions",
                "capture", "queries",
            ]
        )
    }

    @Test(
        "A collection lists what occurs",
        arguments: [
            ("bizSteps", ["receiving", "shipping"]), ("dispositions", ["in_transit"]),
            ("bizLocations", [place]), ("readPoints", [place]),
            ("epcs", (1...4).map { "https://id.gs1.org/01/06901234567892/21/\($0)" }),
        ]
    )
    func members(collection: String, expected: [String]) async throws {
        let answer = try await server().get("/epcis/" + collection)
        #expect(Set(try members(answer)) == Set(expected))
    }

    @Test("The five types of the standard are always there")
    func eventTypes() async throws {
        let listed = Set(try members(try await server().get("/epcis/eventTypes")))
        #expect(
            listed.isSuperset(of: [
                "ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent",
                "AssociationEvent",
            ])
        )
    }

    @Test(
        "A value has its events, whether as a word, a URN or a percent-encoded URI",
        arguments: [
            ("bizSteps/shipping", 3), ("bizSteps/urn%3Aepcglobal%3Acbv%3Abizstep%3Ashipping", 3),
            ("bizSteps/https%3A%2F%2Fref.gs1.org%2Fcbv%2FBizStep-receiving", 1),
            ("bizLocations/https%3A%2F%2Fid.gs1.org%2F414%2F6901234000016", 4),
            ("readPoints/https%3A%2F%2Fid.gs1.org%2F414%2F6901234000016", 4),
            ("dispositions/in_transit", 4), ("eventTypes/ObjectEvent", 4),
            ("epcs/urn%3Aepc%3Aid%3Asgtin%3A6901234.056789.2", 1),
            ("epcs/https%3A%2F%2Fshop.example%2F01%2F06901234567892%2F21%2F2", 1),
        ]
    )
    func events(path: String, count: Int) async throws {
        let server = try await server()
        #expect(try members(try await server.get("/epcis/" + path)) == ["events"])
        let answer = try await server.get("/epcis/\(path)/events")
        #expect(try EPCISJSON.document(answer.body).events.count == count)
        let filtered = try await server.get("/epcis/\(path)/events?EQ_bizStep=inspecting")
        #expect(try EPCISJSON.document(filtered.body).events.isEmpty)
    }

    @Test(
        "A value that does not occur is not there",
        arguments: [
            "bizSteps/flying", "epcs/urn%3Aepc%3Aid%3Asgtin%3A6901234.056789.9", "bizLocations/urn%3Ax",
            "eventTypes/Party", "dispositions/sunny", "nothing",
        ]
    )
    func unknown(path: String) async throws {
        let answer = try await server().get("/epcis/" + path)
        #expect(answer.status == 404)
        #expect(try answer.exception == "NoSuchResourceException")
    }

    @Test("What the path says holds beside what the query says of the same")
    func both() async throws {
        let answer = try await server().get("/epcis/bizSteps/shipping/events?EQ_bizStep=receiving")
        #expect(try EPCISJSON.document(answer.body).events.isEmpty)
    }

    @Test("Pages of a collection hold every value once", arguments: ["epcs", "bizSteps"])
    func pages(collection: String) async throws {
        let server = try await server()
        var listed: [String?] = []
        var next: String? = "/epcis/\(collection)?perPage=1"
        while let path = next {
            let page = try await server.get(path)
            #expect(try members(page).count == 1)
            listed += try members(page)
            next = page.next?.pathAndQuery
        }
        #expect(listed == Array(try members(try await server.get("/epcis/" + collection))))
        #expect(Set(listed).count == listed.count)
    }
}

@Suite("Pages of events")
struct PagingTests {
    @Test("Pages neither repeat nor skip while events arrive, and hold nothing newer")
    func arrivals() async throws {
        let server = try await EPCISServer()
        for number in 1...25 { _ = try await server.post("/epcis/events", EventText.unit(number).bare) }
        var seen: [String] = []
        var next: String? = "/epcis/events?perPage=10&orderBy=eventTime&orderDirection=ASC"
        var serial = 100
        while let path = next {
            let page = try await server.get(path)
            seen += try EPCISJSON.document(page.body).events.flatMap(\.epcs)
            #expect((page.header("GS1-Next-Page-Token-Expires") != nil) == (page.next?.pathAndQuery != nil))
            next = page.next?.pathAndQuery
            // Some before, some after the place where the page ended.
            for _ in 0..<7 {
                serial += 1
                _ = try await server.post("/epcis/events", EventText.unit(serial).bare)
            }
        }
        #expect(seen.count == 25)
        #expect(Set(seen) == Set((1...25).map { "https://id.gs1.org/01/06901234567892/21/\($0)" }))
    }

    @Test("A token that is damaged, or of another query, is refused")
    func foreignToken() async throws {
        let server = try await EPCISServer()
        for number in 1...3 { _ = try await server.post("/epcis/events", EventText.unit(number).bare) }
        let page = try await server.get("/epcis/events?perPage=1&EQ_action=OBSERVE")
        let next = try #require(page.next?.pathAndQuery)
        for path in [
            next.replacing("OBSERVE", with: "ADD"), next + "00", "/epcis/events?nextPageToken=x",
            next.replacing("/epcis/events", with: "/epcis/epcs").replacing("&EQ_action=OBSERVE", with: ""),
        ] {
            let answer = try await server.get(path)
            #expect(answer.status == 400, "\(path)")
            #expect(try answer.exception == "QueryParameterException")
        }
    }

    @Test("A token can be given back")
    func dropToken() async throws {
        let server = try await EPCISServer()
        for number in 1...2 { _ = try await server.post("/epcis/events", EventText.unit(number).bare) }
        let next = try #require(try await server.get("/epcis/events?perPage=1").next?.pathAndQuery)
        let token = try #require(next.split(separator: "nextPageToken=").last?.split(separator: "&").first)
        #expect(try await server.client.send(.delete, "/epcis/nextPageToken/\(token)").status == 204)
        #expect(try await server.client.send(.delete, "/epcis/nextPageToken/x").status == 404)
    }

    @Test("A page has as many events as asked for, up to a thousand", arguments: ["0", "-1", "many"])
    func perPage(size: String) async throws {
        let answer = try await EPCISServer().get("/epcis/events?perPage=" + size)
        #expect(answer.status == 400)
        #expect(try answer.exception == "QueryParameterException")
    }
}
