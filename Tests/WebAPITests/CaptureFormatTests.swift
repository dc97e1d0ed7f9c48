// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Testing
import TraceText
import WebTesting

/// The formats in which documents are captured, and prefixes declared outside them.
@Suite("Capture formats")
struct CaptureFormatTests {
    private static let urn = "urn:epcglobal:cbv:bizstep:shipping"
    private static let web = "https://ref.gs1.org/cbv/BizStep-shipping"
    private static let shipping = EventText(["bizStep": #""shipping""#])

    private func job(_ server: EPCISServer, _ body: String, _ type: String) async throws -> [String?] {
        let answer = try await server.post("/epcis/capture", body, ["Content-Type": type])
        let job = try await server.get(try #require(answer.header("Location"), "\(answer.text)")).json
        return [job["stored"]?.numberLiteral, job["repeated"]?.numberLiteral]
    }

    @Test("One event in JSON, JSON-LD, XML 2.0 and XML 1.2 is one event, stored once")
    func formats() async throws {
        let server = try await EPCISServer()
        let documents = [
            (EventText.document([Self.shipping]), "application/json"),
            (EventText.document([Self.shipping]), "application/ld+json; charset=utf-8"),
            (EventText.xml("2.0", [EventText.unit], step: Self.web), "application/xml"),
            (EventText.xml("2.0", [EventText.unitURN], step: Self.urn), "text/xml"),
            (EventText.xml("1.2", [EventText.unitURN], step: Self.urn), "application/xml"),
            (EventText.queryDocument([Self.shipping]), "application/json"),
        ]
        for (index, (body, type)) in documents.enumerated() {
            let expected = index == 0 ? ["1", "0"] : ["0", "1"]
            #expect(try await job(server, body, type) == expected, "document \(index)")
        }
        #expect(try await server.count() == 1)
    }

    @Test("An XML document rolls back and proceeds as a JSON document", arguments: ["2.0", "1.2"])
    func xmlErrors(version: String) async throws {
        let server = try await EPCISServer()
        let units = [EventText.unitURN, EventText.wrongUnit]
        let body = EventText.xml(version, units, step: Self.urn)
        let type = ["Content-Type": "application/xml"]
        let refused = try await server.post("/epcis/capture", body, type)
        #expect(refused.status == 400)
        #expect(try refused.pointers == ["/epcisBody/eventList/1/epcList/0"])
        #expect(try await server.count() == 0)
        let headers = type.merging(["GS1-Capture-Error-Behaviour": "proceed"]) { $1 }
        #expect(try await server.post("/epcis/capture", body, headers).status == 202)
        #expect(try await server.count() == 1)
    }

    @Test("A fault in XML is told with its line and column", arguments: ["2.0", "1.2"])
    func xmlPosition(version: String) async throws {
        let body = EventText.xml(version, [EventText.unitURN], step: Self.urn)
            .replacing("<action>OBSERVE</action>", with: "<action>WATCH</action>")
        let server = try await EPCISServer()
        let answer = try await server.post("/epcis/capture", body, ["Content-Type": "application/xml"])
        #expect(answer.status == 400)
        let fault = try answer.json["errors"]?.elements.map(\.self).first
        #expect(fault?["line"]?.numberLiteral == "9")
        #expect(fault?["column"] != nil)
    }

    @Test(
        "A body is in the version that its header says: 1.2 or 2.0",
        arguments: [
            ("GS1-EPCIS-Version", "2.0.0", 202), ("GS1-EPCIS-Version", "2.0", 202),
            ("GS1-EPCIS-Version", "1.2", 202), ("GS1-CBV-Version", "2.0.0", 202),
            ("GS1-EPCIS-Version", "3.0", 406), ("GS1-CBV-Version", "2.1", 406),
            ("GS1-EPCIS-Version", "two", 400),
        ]
    )
    func versions(header: String, value: String, status: Int) async throws {
        let server = try await EPCISServer()
        #expect(try await server.capture([.seen(1)], [header: value]).status == status)
        #expect(try await server.count() == (status == 202 ? 1 : 0))
    }

    @Test("Master data in the header is captured with the events, and without any")
    func masterData() async throws {
        let place = "urn:epc:id:sgln:6901234.00001.0"
        let header = #"""
            {"epcisMasterData":{"vocabularyList":[{"type":"urn:epcglobal:epcis:vtype:BusinessLocation",
            "vocabularyElementList":[{"id":"\#(place)","attributes":[{"id":"cbvmda:city","attribute":"Hangzhou"}]}]}]}}
            """#
        let server = try await EPCISServer()
        let document = EventText.document([], header: header)
        #expect(try await server.post("/epcis/capture", document).status == 202)
        let there = EventText.seen(1, ["bizLocation": #"{"id":"\#(place)"}"#])
        #expect(try await server.capture([there, .seen(2)]).status == 202)
        #expect(
            try await server.get("/epcis/events?EQATTR_bizLocation_cbvmda%3Acity=Hangzhou").events.count == 1
        )
        #expect(
            try await server.get("/epcis/events?EQATTR_bizLocation_cbvmda%3Acity=Suzhou").events.count == 0
        )
    }

    @Test("GS1-Extensions declares prefixes for the fields of a body and of a query")
    func extensions() async throws {
        let server = try await EPCISServer()
        let header = ["GS1-Extensions": "ex=https://example.com/ns/,other=urn:example:"]
        let event = EventText.seen(1, ["ex:colour": #""red""#, "other:size": "5"])
        #expect(try await server.capture([event], header).status == 202)
        let mine = ["GS1-Extensions": "mine=https://example.com/ns/"]
        for (query, headers, count) in [
            ("EQ_ex:colour=red", header, 1), ("EQ_mine:colour=red", mine, 1), ("GE_other:size=5", header, 1),
            ("EQ_ex:colour=blue", header, 0), ("EQ_ex:colour=red", ["GS1-Extensions": "ex=urn:another:"], 0),
        ] {
            #expect(try await server.get("/epcis/events?" + query, headers).events.count == count, "\(query)")
        }
    }

    @Test("A prefix that header and body declare differently is refused; the same twice is none")
    func conflict() async throws {
        let body = EventText.document([.seen(1, ["ex:colour": #""red""#])])
            .replacing(
                #""\#(EventText.context)"]"#,
                with: #""\#(EventText.context)",{"ex":"urn:example:a:"}]"#
            )
        let server = try await EPCISServer()
        let refused = try await server.post("/epcis/capture", body, ["GS1-Extensions": "ex=urn:example:b:"])
        #expect(refused.status == 400)
        #expect(try refused.exception == "ValidationException")
        #expect(refused.text.contains("GS1-Extensions"))
        #expect(try await server.count() == 0)
        let same = try await server.post("/epcis/capture", body, ["GS1-Extensions": "ex=urn:example:a:"])
        #expect(same.status == 202)
    }

    @Test(
        "A list of prefixes that cannot be read is refused",
        arguments: ["ex", "=urn:a:", "ex=word", "ex=urn:a:,ex=urn:b:"]
    )
    func malformed(header: String) async throws {
        let answer = try await EPCISServer().capture([.seen(1)], ["GS1-Extensions": header])
        #expect(answer.status == 400)
        #expect(answer.text.contains("GS1-Extensions"))
    }
}
