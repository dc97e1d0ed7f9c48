// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceText
import WebTesting

@Suite("Queries over HTTP")
struct QueryOverHTTPTests {
    /// A shipping, a receiving, and a measurement of 4 °C with an own field and an expiry date.
    private func server() async throws -> EPCISServer {
        let server = try await EPCISServer()
        let measured = [
            "sensorElementList": #"[{"sensorReport":[{"type":"Temperature","value":4,"uom":"CEL"}]}]"#,
            "ex:grade": #""A""#, "ex:weight": "12.5", "bizStep": #""inspecting""#,
        ]
        let made = [
            "ilmd": #"{"ex:expiry":"2026-04-01"}"#, "bizStep": #""commissioning""#, "action": #""ADD""#,
        ]
        let events: [EventText] = [
            .unit(1), .unit(2, ["bizStep": #""receiving""#]), .unit(3, measured), .unit(4, made),
        ]
        let answer = try await server.capture(events, ["GS1-Extensions": "ex=https://example.com/"])
        #expect(answer.status == 202)
        return server
    }

    @Test(
        "A parameter finds what it says",
        arguments: [
            ("EQ_bizStep=shipping%7Creceiving", 2), ("EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping", 1),
            ("eventType=ObjectEvent%7CAggregationEvent", 4), ("EQ_action=ADD", 1),
            ("MATCH_epc=urn:epc:id:sgtin:6901234.056789.1", 1),
            ("MATCH_epc=https%3A%2F%2Fshop.example%2Fx%2F01%2F06901234567892%2F21%2F1%3Fa%3Db", 1),
            ("MATCH_anyEPC=urn:epc:idpat:sgtin:6901234.056789.*", 4),
            ("MATCH_anyEPC=urn:epc:idpat:sgtin:6901234.*.*", 4), ("MATCH_parentID=urn:epc:idpat:sscc:*.*", 0),
            ("EXISTS_sensorElementList=true", 1), ("EXISTS_sensorElementList=", 1),
            ("EXISTS_sensorElementList=false", 4), ("EQ_type=Temperature", 1),
            ("GE_value_CEL=4", 1), ("GT_value_CEL=4", 0), ("GE_value_KEL=277", 1), ("GE_value_KEL=278", 0),
            ("LT_value_FAH=40", 1), ("LT_value_FAH=39", 0),
            ("EQ_ex%3Agrade=A%7CB", 1), ("GE_ex%3Aweight=12.5", 1), ("GT_ex%3Aweight=12.5", 0),
            ("EXISTS_ex%3Agrade=true", 1), ("LT_ILMD_ex%3Aexpiry=2026-05-01", 1),
            ("EXISTS_errorDeclaration=1", 0), ("GE_errorDeclarationTime=2026-01-01T00%3A00%3A00Z", 0),
            ("GE_errorDeclaration_Time=2026-01-01T00%3A00%3A00Z", 0),
            ("GE_eventTime=2026-03-01T00%3A00%3A02Z", 3),
            ("LT_eventTime=2026-03-01T08%3A00%3A02%2B08%3A00", 1),
            ("EQ_bizStep=shipping&EQ_action=ADD", 0), ("eventCountLimit=2&orderBy=eventTime", 2),
        ]
    )
    func parameter(query: String, count: Int) async throws {
        let answer = try await server().get(
            "/epcis/events?" + query,
            ["GS1-Extensions": "ex=https://example.com/"]
        )
        try #require(answer.status == 200, "\(answer.text)")
        #expect(try EPCISJSON.document(answer.body).events.count == count)
    }

    @Test(
        "An unknown parameter and a wrong value are named",
        arguments: [
            ("EQ_colour=red", "EQ_colour"), ("GE_eventTime=yesterday", "GE_eventTime"),
            ("EQ_action=MOVE", "EQ_action"), ("GE_value_CEL=warm", "GE_value_CEL"),
            ("orderBy=weather", "orderBy"),
            ("eventCountLimit=1&maxEventCount=1&orderBy=eventTime", "maxEventCount"),
            ("EQ_bizStep=a&EQ_bizStep=b", "EQ_bizStep"), ("MATCH_epc=urn:epc:idpat:sgtin:1", "MATCH_epc"),
        ]
    )
    func refusal(query: String, name: String) async throws {
        let answer = try await server().get("/epcis/events?" + query)
        #expect(answer.status == 400)
        #expect(try answer.exception == "QueryParameterException")
        #expect(try answer.json["detail"]?.string?.contains(name) == true, "\(answer.text)")
    }

    @Test("Events come newest first, or in the order asked for")
    func order() async throws {
        let server = try await server()
        func serials(_ query: String) async throws -> [String] {
            let answer = try await server.get("/epcis/events?" + query)
            return try EPCISJSON.document(answer.body).events.flatMap(\.epcs).map { String($0.suffix(1)) }
        }
        #expect(try await serials("") == ["4", "3", "2", "1"])
        #expect(try await serials("orderBy=eventTime&orderDirection=ASC") == ["1", "2", "3", "4"])
        #expect(try await serials("orderBy=recordTime") == ["4", "3", "2", "1"])
    }
}
