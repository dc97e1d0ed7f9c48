// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

@Suite("Traces over HTTP")
struct TraceOverHTTPTests {
    private static let lot = "https://id.gs1.org/01/06901234567892/10/L"

    /// A lot of which five packs are made.
    private func server() async throws -> EPCISServer {
        let server = try await EPCISServer()
        let packs = (1...5).map { "\"https://id.gs1.org/01/06901234567892/21/\($0)\"" }
        let event = """
            {"@context":"\(EventText.context)","type":"TransformationEvent","eventTime":"2026-03-01T08:00:00Z",\
            "eventTimeZoneOffset":"+08:00","inputQuantityList":[{"epcClass":"\(Self.lot)","quantity":5}],\
            "outputEPCList":[\(packs.joined(separator: ","))],\
            "bizLocation":{"id":"https://id.gs1.org/414/6901234000016"}}
            """
        #expect(try await server.post("/epcis/events", event).status == 201)
        return server
    }

    @Test(
        "A trace follows its direction, whatever form the code has",
        arguments: [lot, "urn:epc:class:lgtin:6901234.056789.L", "(01)06901234567892(10)L"],
        [("forward", 6), ("back", 1), ("both", 6)]
    )
    func direction(code: String, expected: (direction: String, units: Int)) async throws {
        let path = "/api/v1/trace/\(EPCISServer.encoded(code))?direction=\(expected.direction)"
        let answer = try await server().get(path)
        #expect(answer.status == 200)
        let trace = try answer.json
        #expect(trace["units"]?.count == expected.units)
        #expect(trace["events"]?.count == 1)
        #expect(trace["edges"] != nil && trace["gaps"] != nil)
        #expect(trace["cut"]?.isNull == true)
    }

    @Test("An answer that a limit cut says so")
    func cut() async throws {
        let trace = try await server().get("/api/v1/trace/\(EPCISServer.encoded(Self.lot))?size=3").json
        #expect(trace["cut"]?.string == "size")
    }

    @Test("A trace and a recall scope come as a table too", arguments: ["trace", "recall-scope"])
    func csv(resource: String) async throws {
        let path = "/api/v1/\(resource)/\(EPCISServer.encoded(Self.lot))"
        for answer in [
            try await server().get(path + "?format=csv"),
            try await server().get(path, ["Accept": "text/csv"]),
        ] {
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type")?.hasPrefix("text/csv") == true)
            #expect(answer.text.hasPrefix("\u{FEFF}"))
            #expect(answer.text.contains("/21/5"))
        }
    }

    @Test("A recall scope tells where everything is")
    func recallScope() async throws {
        let scope = try await server().get("/api/v1/recall-scope/\(EPCISServer.encoded(Self.lot))").json
        #expect(scope["unitCount"]?.numberLiteral == "6")
        let packs = try #require(scope["holdings"]).elements.filter { $0["level"]?.string == "instance" }
        #expect(packs.count == 5)
        #expect(packs.allSatisfy { $0["place"]?.string == "https://id.gs1.org/414/6901234000016" })
        #expect(packs.allSatisfy { $0["status"]?.string == "held" && $0["cause"]?.string == "product" })
    }

    @Test(
        "A wrong parameter, a wrong code and an unknown one are told apart",
        arguments: [
            ("trace/(01)06901234567892(10)L?direction=up", 400, "direction"),
            ("trace/(01)06901234567892(10)L?size=many", 400, "size"),
            ("recall-scope/(01)06901234567892(10)L?sharedInputs=perhaps", 400, "sharedInputs"),
            ("trace/(01)06901234567893", 400, "check digit"),
            ("trace/(01)06901234567892(10)NOBODY", 404, "no event"),
        ]
    )
    func refusals(path: String, status: Int, word: String) async throws {
        let answer = try await server().get("/api/v1/" + path)
        #expect(answer.status == status)
        #expect(answer.text.contains(word))
    }
}
