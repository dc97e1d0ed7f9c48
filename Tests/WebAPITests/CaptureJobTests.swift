// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Testing
import TraceText
import WebTesting

/// EPCIS 2.0 REST, capture: what a client is told of a document that it sends.
@Suite("Capture jobs")
struct CaptureJobTests {
    private static let spellings = ["GS1-Capture-Error-Behaviour", "GS1-EPCIS-Capture-Error-Behaviour"]

    private func job(_ server: EPCISServer, _ capture: WebAnswer) async throws -> JSONValue {
        #expect(capture.status == 202)
        let answer = try await server.get(try #require(capture.header("Location")))
        #expect(answer.status == 200)
        return try answer.json
    }

    @Test("A document is accepted with the address of its job, which tells the outcome")
    func accepted() async throws {
        let server = try await EPCISServer()
        let capture = try await server.capture([.seen(1), .seen(2)])
        let location = try #require(capture.header("Location"))
        #expect(location.hasPrefix("/epcis/capture/"))
        #expect(capture.header("GS1-EPCIS-Version") == "2.0.0")
        #expect(capture.header("GS1-CBV-Version") == "2.0.0")
        let job = try await job(server, capture)
        #expect(job["captureID"]?.string == location.split(separator: "/").last.map(String.init))
        #expect(job["createdAt"]?.string == "2026-07-01T00:00:00.000Z")
        #expect(job["finishedAt"]?.string == "2026-07-01T00:00:00.000Z")
        #expect(job["running"]?.boolean == false)
        #expect(job["success"]?.boolean == true)
        #expect(job["captureErrorBehaviour"]?.string == "rollback")
        #expect(job["errors"]?.count == 0)
        #expect(job["stored"]?.numberLiteral == "2")
    }

    @Test("A job is given as XML to who asks for it", arguments: ["application/xml", "text/xml"])
    func jobAsXML(type: String) async throws {
        let server = try await EPCISServer()
        let capture = try await server.capture(
            [.seen(1), .wrong],
            ["GS1-Capture-Error-Behaviour": "proceed"]
        )
        let location = try #require(capture.header("Location"))
        let answer = try await server.get(location, ["Accept": type])
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == "application/xml")
        for part in [
            #"<epcis:EPCISCaptureJob xmlns:epcis="urn:epcglobal:epcis:xsd:2""#, #"running="false""#,
            #"success="false""#, #"captureID="\#(location.split(separator: "/").last ?? "")""#,
            "<captureErrorBehaviour>proceed</captureErrorBehaviour>",
            "<type>epcisException:ValidationException</type>", ">/epcisBody/eventList/1/epcList/0</",
        ] {
            #expect(answer.text.contains(part), "\(part) is not in \(answer.text)")
        }
    }

    @Test("A job that nobody made is not found")
    func unknownJob() async throws {
        let answer = try await EPCISServer().get("/epcis/capture/0123")
        #expect(answer.status == 404)
        #expect(try answer.exception == "NoSuchResourceException")
    }

    @Test("Jobs are listed newest first, page by page, each once")
    func list() async throws {
        let server = try await EPCISServer()
        var made: [String] = []
        for minute in 0..<5 {
            server.wait(milliseconds: 10)
            made.append(try #require(try await server.capture([.seen(minute)]).header("Location")))
        }
        var (listed, sizes): ([String], [Int]) = ([], [])
        var address: String? = "/epcis/capture?perPage=2"
        while let page = address {
            let answer = try await server.get(page)
            let ids = try answer.json.elements.compactMap { $0["captureID"]?.string }
            listed += ids.map { "/epcis/capture/" + $0 }
            sizes.append(ids.count)
            #expect((answer.next == nil) == (answer.header("GS1-Next-Page-Token-Expires") == nil))
            address = answer.next?.pathAndQuery
        }
        #expect(listed == made.reversed())
        #expect(sizes == [2, 2, 1])
    }

    @Test("With rollback, also when nothing is said, one wrong event refuses the document by its place")
    func rollback() async throws {
        let server = try await EPCISServer()
        for headers in [[:], ["GS1-Capture-Error-Behaviour": "rollback"]] {
            let answer = try await server.capture([.seen(1), .wrong, .seen(2)], headers)
            #expect(answer.status == 400)
            #expect(try answer.exception == "ValidationException")
            #expect(try answer.pointers == ["/epcisBody/eventList/1/epcList/0"])
        }
        #expect(try await server.count() == 0)
    }

    @Test(
        "With proceed the good events are stored, and the job names the place of the others",
        arguments: spellings
    )
    func proceed(header: String) async throws {
        let server = try await EPCISServer()
        let job = try await job(server, server.capture([.seen(1), .wrong, .seen(2)], [header: "proceed"]))
        #expect(job["success"]?.boolean == false)
        #expect(job["captureErrorBehaviour"]?.string == "proceed")
        #expect(job["stored"]?.numberLiteral == "2")
        let errors = try #require(job["errors"]).elements.map(\.self)
        #expect(errors.count == 1)
        #expect(errors.first?["type"]?.string == "epcisException:ValidationException")
        #expect(errors.first?["title"]?.string?.isEmpty == false)
        let places = errors.first?["errors"]?.elements.compactMap { $0["pointer"]?.string }
        #expect(places == ["/epcisBody/eventList/1/epcList/0"])
        #expect(try await server.count() == 2)
    }

    @Test("An error behaviour that the standard does not have is refused", arguments: spellings)
    func unknownBehaviour(header: String) async throws {
        let server = try await EPCISServer()
        let answer = try await server.capture([.seen(1)], [header: "ignore"])
        #expect(answer.status == 400)
        #expect(try answer.exception == "ValidationException")
        #expect(answer.text.contains("rollback or proceed"))
        #expect(try await server.count() == 0)
    }

    @Test("A document that is not well formed is refused as a whole, also with proceed")
    func syntax() async throws {
        let server = try await EPCISServer()
        let body = EventText.document([.seen(1), .seen(2, ["action": "7"])])
        let answer = try await server.post(
            "/epcis/capture",
            body,
            ["GS1-Capture-Error-Behaviour": "proceed"]
        )
        #expect(answer.status == 400)
        #expect(try answer.pointers.contains("/epcisBody/eventList/1/action"))
        #expect(try await server.count() == 0)
    }

    @Test("A document that comes again is accepted again and stored once")
    func repeated() async throws {
        let server = try await EPCISServer()
        let events = [EventText.seen(1), .seen(2), .seen(3)]
        let first = try await job(server, server.capture(events))
        let again = try await job(server, server.capture(events))
        #expect(first["captureID"]?.string != again["captureID"]?.string)
        #expect(again["success"]?.boolean == true)
        #expect(again["stored"]?.numberLiteral == "0")
        #expect(again["repeated"]?.numberLiteral == "3")
        #expect(try await server.count() == 3)
    }

    @Test("A document that comes many times at one moment is stored once")
    func simultaneous() async throws {
        let server = try await EPCISServer()
        let events = (0..<10).map { EventText.seen($0) }
        let locations = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<8 {
                group.addTask { try await server.capture(events).header("Location") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        var stored = 0
        for location in locations {
            let job = try await server.get(try #require(location)).json
            stored += Int(job["stored"]?.numberLiteral ?? "") ?? 0
        }
        #expect(stored == 10)
        #expect(try await server.count() == 10)
    }
}
