// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

@Suite("The status of a code over HTTP")
struct StatusOverHTTPTests {
    private static func server() async throws -> ChainServer {
        let server = try await ChainServer()
        _ = try await server.register()
        try await server.make(2)
        return server
    }

    private static let unit = ChainServer.goods(1)
    private static let path = "/api/v1/status/01/06901028075831/21/1"

    private static func event(_ disposition: String, _ id: String, wrong: String = "") -> String {
        #"""
        {"@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld","type":"ObjectEvent",
        "eventID":"\#(id)","eventTime":"2026-06-20T08:00:00Z","eventTimeZoneOffset":"+08:00",
        "epcList":["\#(unit)"],"action":"OBSERVE","disposition":"\#(disposition)"\#(wrong)}
        """#
    }

    @Test("Goods that may be sold are allowed, with their state and category, and nobody keeps the answer")
    func allowed() async throws {
        let answer = try await Self.server().get(Self.path)
        #expect(answer.status == 200 && answer.header("Cache-Control") == "no-store")
        #expect(try answer.json["decision"]?.string == "allow", "\(answer.text)")
        #expect(try answer.json["state"]?.string == "in-chain" && answer.json["profile"]?.string == "goods")
        #expect(try answer.json["code"]?.string == Self.unit)
    }

    @Test(
        "A sale, a recall and a destruction show in the next answer",
        arguments: [
            ("retail_sold", "consumed"), ("recalled", "recalled"), ("destroyed", "destroyed"),
        ]
    )
    func ended(_ disposition: String, _ state: String) async throws {
        let server = try await Self.server()
        #expect(try await server.get(Self.path).json["decision"]?.string == "allow")
        let stored = try await server.post("/epcis/events", Self.event(disposition, "urn:x:1"))
        #expect(stored.status == 201, "\(stored.text)")
        let answer = try await server.get(Self.path)
        #expect(try answer.json["decision"]?.string == "refuse" && answer.json["state"]?.string == state)
        #expect(try answer.json["reasons"]?.elements.map(\.self).count == 1)
        let other = try await server.get("/api/v1/status/01/06901028075831/21/2")
        #expect(try other.json["decision"]?.string == "allow")
    }

    @Test("A sale that is declared wrong no longer counts in the next answer")
    func declaredWrong() async throws {
        let server = try await Self.server()
        _ = try await server.post("/epcis/events", Self.event("retail_sold", "urn:x:1"))
        #expect(try await server.get(Self.path).json["decision"]?.string == "refuse")
        let wrong =
            #","errorDeclaration":{"declarationTime":"2026-06-21T08:00:00Z","reason":"did_not_occur"}"#
        let declared = try await server.post(
            "/epcis/events",
            Self.event("retail_sold", "urn:x:1", wrong: wrong)
        )
        #expect(declared.status == 201, "\(declared.text)")
        #expect(try await server.get(Self.path).json["decision"]?.string == "allow")
    }

    @Test(
        "What nobody recorded, what is no code and what belongs to another chain are refused, in the same form",
        arguments: [
            "01/06901028075831/21/NONE", "06901028075830", "01/06901028075831/21/1?stage=machine/service",
        ]
    )
    func refused(_ asked: String) async throws {
        let answer = try await Self.server().get("/api/v1/status/" + asked)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try answer.json["decision"]?.string == "refuse")
        #expect(try answer.json["reasons"]?.elements.map(\.self).isEmpty == false, "\(answer.text)")
    }

    @Test("A unit with plain records only is allowed with a remark, and refused where a stage is asked for")
    func plain() async throws {
        let server = try await ChainServer()
        _ = try await server.post("/epcis/events", Self.event("in_transit", "urn:x:1"))
        #expect(try await server.get(Self.path).json["decision"]?.string == "allow-with-remark")
        let asked = try await server.get(Self.path + "?stage=goods/sell")
        #expect(try asked.json["decision"]?.string == "refuse")
    }

    @Test("An alarm about the unit shows, one about another unit of the same event does not")
    func alarms() async throws {
        let server = try await Self.server()
        let machine = "/api/v1/status/01/06901028075831/21/7"
        try await server.record("machine/install", ChainServer.goods(7), day: 1)
        #expect(try await server.get(machine).json["decision"]?.string == "allow")
        server.pass(days: 40)
        try await server.check()
        #expect(try await server.get(machine).json["decision"]?.string == "refuse")
        #expect(try await server.get(Self.path).json["decision"]?.string == "allow")
    }

    @Test("Who shows no token is told nothing, and a stage that nobody knows is refused")
    func access() async throws {
        let closed = try await ChainServer(token: "a token of 20 letters")
        #expect(try await closed.get(Self.path).status == 401)
        let answer = try await Self.server().get(Self.path + "?stage=goods/eat")
        #expect(answer.status == 400 && answer.text.contains("goods/eat"))
    }
}
