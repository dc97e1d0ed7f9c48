// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceText
import WebTesting

@Suite("Validation over HTTP")
struct ValidateTests {
    @Test("Every error of a JSON document is told with its pointer and place, and nothing is stored")
    func json() async throws {
        let server = try await EPCISServer()
        let wrong = [
            EventText.unit(1, ["action": #""SEE""#]), .unit(2), .unit(3, ["eventTimeZoneOffset": #""8""#]),
        ]
        let answer = try await server.post("/epcis/validate", EventText.document(wrong))
        #expect(answer.status == 200)
        let report = try answer.json
        #expect(report["valid"]?.boolean == false)
        let errors = try #require(report["errors"])
        #expect(
            errors.elements.map { $0["pointer"]?.string } == [
                "/epcisBody/eventList/0/action", "/epcisBody/eventList/2/eventTimeZoneOffset",
            ]
        )
        for error in errors.elements {
            #expect(error["detail"]?.string?.isEmpty == false)
            #expect(error["line"]?.numberLiteral == "1")
        }
        #expect(try await server.count() == 0)
    }

    @Test("A valid document is valid, with notes on what capture would refuse")
    func notes() async throws {
        let server = try await EPCISServer()
        let report = try await server.post("/epcis/validate", EventText.document([.wrong])).json
        #expect(report["valid"]?.boolean == true)
        #expect(report["errors"]?.count == 0)
        #expect(
            report["notes"]?.elements.map { $0["pointer"]?.string } == ["/epcisBody/eventList/0/epcList/0"]
        )
    }

    @Test("A bare event is judged as one")
    func bareEvent() async throws {
        let server = try await EPCISServer()
        #expect(
            try await server.post("/epcis/validate", EventText.unit(1).bare).json["valid"]?.boolean == true
        )
        let wrong = EventText.unit(1, ["action": "1"]).bare
        let errors = try await server.post("/epcis/validate", wrong).json["errors"]
        #expect(errors?.elements.map { $0["pointer"]?.string } == ["/action"])
    }

    @Test("Every error of an XML document is told with line and column")
    func xml() async throws {
        let server = try await EPCISServer()
        let document = try EPCISJSON.document(Array(EventText.document([.unit(1)]).utf8))
        let good = String(decoding: EPCISXML.write(document), as: UTF8.self)
        let type = ["Content-Type": "application/xml"]
        #expect(try await server.post("/epcis/validate", good, type).json["valid"]?.boolean == true)
        let bad = good.replacing(">OBSERVE<", with: ">SEE<")
        let report = try await server.post("/epcis/validate", bad, type).json
        #expect(report["valid"]?.boolean == false)
        let error = try #require(report["errors"]?.elements.first { _ in true })
        #expect(error["line"]?.numberLiteral != nil)
        #expect(error["column"]?.numberLiteral != nil)
        #expect(error["detail"]?.string?.contains("SEE") == true)
        #expect(try await server.count() == 0)
    }

    @Test("Text that is neither is told to be so", arguments: ["", "{", "[]", "null", "{\"type\":\"x\"}"])
    func noDocument(text: String) async throws {
        let report = try await EPCISServer().post("/epcis/validate", text).json
        #expect(report["valid"]?.boolean == false)
        #expect((report["errors"]?.count ?? 0) > 0)
    }
}
