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
        let server = try await Interface()
        let wrong = [
            Sample.event(1).replacing("\"OBSERVE\"", with: "\"SEE\""),
            Sample.event(2),
            Sample.event(3).replacing("\"+08:00\"", with: "\"8\""),
        ]
        let answer = try await server.post("/epcis/validate", Sample.document(wrong))
        #expect(answer.status == 200)
        let report = try answer.json()
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
        let server = try await Interface()
        let event = Sample.event(1).replacing("06901234567892", with: "06901234567893")
        let report = try await server.post("/epcis/validate", Sample.document([event])).json()
        #expect(report["valid"]?.boolean == true)
        #expect(report["errors"]?.count == 0)
        #expect(
            report["notes"]?.elements.map { $0["pointer"]?.string } == ["/epcisBody/eventList/0/epcList/0"]
        )
    }

    @Test("A bare event is judged as one")
    func bareEvent() async throws {
        let server = try await Interface()
        #expect(try await server.post("/epcis/validate", Sample.event(1)).json()["valid"]?.boolean == true)
        let wrong = Sample.event(1).replacing("\"OBSERVE\"", with: "1")
        let errors = try await server.post("/epcis/validate", wrong).json()["errors"]
        #expect(errors?.elements.map { $0["pointer"]?.string } == ["/action"])
    }

    @Test("Every error of an XML document is told with line and column")
    func xml() async throws {
        let server = try await Interface()
        let document = try EPCISJSON.document(Array(Sample.document([Sample.event(1)]).utf8))
        let good = String(decoding: EPCISXML.write(document), as: UTF8.self)
        let type: KeyValuePairs = ["Content-Type": "application/xml"]
        #expect(try await server.post("/epcis/validate", good, type).json()["valid"]?.boolean == true)
        let bad = good.replacing(">OBSERVE<", with: ">SEE<")
        let report = try await server.post("/epcis/validate", bad, type).json()
        #expect(report["valid"]?.boolean == false)
        let error = try #require(report["errors"]?.elements.first { _ in true })
        #expect(error["line"]?.numberLiteral != nil)
        #expect(error["column"]?.numberLiteral != nil)
        #expect(error["detail"]?.string?.contains("SEE") == true)
        #expect(try await server.count() == 0)
    }

    @Test("Text that is neither is told to be so", arguments: ["", "{", "[]", "null", "{\"type\":\"x\"}"])
    func noDocument(text: String) async throws {
        let report = try await Interface().post("/epcis/validate", text).json()
        #expect(report["valid"]?.boolean == false)
        #expect((report["errors"]?.count ?? 0) > 0)
    }
}
