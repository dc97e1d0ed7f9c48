// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceText
import WebTesting

@Suite("Trace codes over HTTP")
struct CodesOverHTTPTests {
    private static func order(
        _ count: Int,
        _ profile: String = "goods",
        _ subject: String = ChainServer.maker
    )
        -> String
    {
        #"{"subject":"\#(subject)","profile":"\#(profile)","count":\#(count)}"#
    }

    private func server(allotted: Int = 5) async throws -> ChainServer {
        let server = try await ChainServer()
        _ = try await server.register()
        #expect(try await server.post("/api/v1/code-ranges", Self.order(allotted)).status == 201)
        return server
    }

    private func record(_ server: ChainServer, _ stage: String, _ units: String, day: Int) async throws
        -> WebAnswer
    {
        try await server.post(
            "/api/v1/records/goods/\(stage)",
            #"{"subject":"\#(ChainServer.maker)","time":"\#(ChainServer.time(day))","place":"urn:qiongsu:place:WORKS","units":\#(units)}"#
        )
    }

    private func state(_ server: ChainServer, _ code: String) async throws -> String? {
        try await server.get("/api/v1/codes/\(code)").json["state"]?.string
    }

    @Test("Codes are issued out of what is allotted, and the ranges tell how many")
    func issue() async throws {
        let server = try await server()
        let answer = try await server.post("/api/v1/codes", Self.order(3))
        #expect(answer.status == 201)
        #expect(try answer.json["codes"]?.count == 3)
        #expect(try await server.post("/api/v1/codes", Self.order(3)).status == 409)
        let ranges = try await server.get(
            "/api/v1/code-ranges?subject=" + EPCISServer.encoded(ChainServer.maker)
        )
        let range = try #require(try ranges.json["ranges"]?.elements.map(\.self).first)
        #expect(range["allowed"]?.numberLiteral == "5" && range["issued"]?.numberLiteral == "3")
    }

    @Test(
        "Wrong orders are refused",
        arguments: [
            (order(0), 400), (order(10_001), 400), (order(1, "machine"), 400), (order(1, "nothing"), 400),
            (order(1, "goods", "91460100MA5T00002Q"), 400),
            (order(1, "goods", "urn:qiongsu:uscc:N2469006MF0000005R"), 400),
            (order(1, "goods", ChainServer.trader), 409), ("{}", 400), ("nonsense", 400),
        ]
    )
    func refusals(order: String, status: Int) async throws {
        #expect(try await server().post("/api/v1/codes", order).status == status)
    }

    @Test("A code lives from its issue to its end, as the events tell")
    func life() async throws {
        let server = try await server()
        let codes =
            try await server.post("/api/v1/codes", Self.order(3)).json["codes"]?.elements
            .compactMap(\.string) ?? []
        try #require(codes.count == 3)
        #expect(try await state(server, codes[0]) == "issued")
        #expect(
            try await record(server, "make", #"["\#(codes[0])","\#(codes[1]) 20"]"#, day: 1).status == 201
        )
        #expect(try await state(server, codes[0]) == "activated")
        #expect(try await record(server, "sell", "\"\(codes[1]) 5\"", day: 2).status == 201)
        // A part of a lot is sold, the rest is still there.
        #expect(try await state(server, codes[1]) == "in-chain")
        #expect(try await record(server, "sell", "\"\(codes[0])\"", day: 3).status == 201)
        #expect(try await state(server, codes[0]) == "consumed")
        #expect(try await record(server, "destroy", "\"\(codes[1]) 15\"", day: 4).status == 201)
        #expect(try await state(server, codes[1]) == "destroyed")
        #expect(try await server.delete("/api/v1/codes/\(codes[1])").status == 409)
        #expect(try await server.delete("/api/v1/codes/\(codes[2])").status == 204)
        #expect(try await state(server, codes[2]) == "void")
        #expect(try await server.get("/api/v1/codes/HN0000000000000M").status != 200)
    }

    @Test("A code of ours that nobody issued is told from those that were")
    func madeUp() async throws {
        let server = try await server()
        #expect(try await record(server, "make", "\"HN12345ABCDEFGHM\"", day: 1).status == 400)
        let right = "HN000000000000" + "0"
        let check = Array("0123456789ABCDEFGHJKLMNPQRTUWXY").first { check in
            (try? CodeReader.read(right + String(check), as: "hn")) != nil
        }
        let code = right + String(try #require(check))
        #expect(try await record(server, "make", "\"\(code)\"", day: 1).status == 201)
        let answer = try await server.get("/api/v1/codes/\(code)").json
        #expect(answer["issuedHere"]?.boolean == false && answer["state"]?.string == "activated")
        let issued =
            try await server.post("/api/v1/codes", Self.order(1)).json["codes"]?.elements
            .compactMap(\.string) ?? []
        #expect(try await server.get("/api/v1/codes/\(issued[0])").json["issuedHere"]?.boolean == true)
    }

    @Test("Goods that have no code get one with their first record")
    func new() async throws {
        let server = try await server(allotted: 2)
        let made = try await record(server, "make", "\"new 120 KGM\"", day: 1)
        #expect(made.status == 201)
        let goods = try made.json["event"]?["quantityList"]?.elements.map(\.self).first
        let code = try #require(goods?["epcClass"]?.string)
        #expect(code.hasPrefix("urn:qiongsu:hn:HN00001") && goods?["quantity"]?.numberLiteral == "120")
        #expect(try await state(server, code) == "activated")
        // Two at once are more than what is left.
        #expect(try await record(server, "make", #"["new","new"]"#, day: 2).status == 409)
        #expect(try await record(server, "make", #"[{"code":"new","quantity":3}]"#, day: 3).status == 201)
        #expect(try await record(server, "make", "\"new 1\"", day: 4).status == 409)
    }

    @Test("A record that is wrong or refused uses no code up")
    func unused() async throws {
        let server = try await server()
        let body =
            #"{"subject":"\#(ChainServer.trader)","time":"\#(ChainServer.time(1))","place":"urn:qiongsu:place:WORKS","units":"new 5"}"#
        #expect(try await server.post("/api/v1/records/goods/make", body).status == 422)
        #expect(try await record(server, "make", "\"new five\"", day: 1).status == 400)
        let ranges = try await server.get("/api/v1/code-ranges").json["ranges"]?.elements.map(\.self) ?? []
        #expect(ranges.map { $0["issued"]?.numberLiteral } == ["0"])
    }
}
