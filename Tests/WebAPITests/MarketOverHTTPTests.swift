// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

@Suite("Markets over HTTP")
struct MarketOverHTTPTests {
    private static func server() async throws -> ChainServer {
        let server = try await ChainServer()
        _ = try await server.register()
        try await server.make(1)
        return server
    }

    private static let goods = ChainServer.goods(1)

    @Test("A gate is told for each code whether it may come in, and why")
    func gate() async throws {
        let server = try await Self.server()
        let answer = try await server.post(
            "/api/v1/market-access/check",
            #"{"codes":["\#(Self.goods)","06901234567890"],"place":"urn:qiongsu:place:M1"}"#
        )
        #expect(answer.status == 200 && answer.header("Cache-Control") == "no-store")
        let codes = try answer.json["codes"]?.elements.map(\.self) ?? []
        #expect(try answer.json["decision"]?.string == "keep-out")
        #expect(codes.map { $0["profile"]?.string } == ["goods", nil])
        #expect(codes.first?["decision"]?.string == "admit", "\(answer.text)")
    }

    @Test(
        "A question that cannot be answered is refused, and the answer says what would be right",
        arguments: [
            (#"{"place":"urn:x:1"}"#, "codes: 1 to 200 codes"),
            (#"{"codes":[],"place":"urn:x:1"}"#, "codes: 1 to 200 codes"),
            (#"{"codes":["urn:x:2",7],"place":"urn:x:1"}"#, "codes: 1 to 200 codes"),
            (#"{"codes":"urn:x:2"}"#, "place: the code of the market is missing"),
            (#"{"codes":"urn:x:2","place":"urn:x:1","time":"today"}"#, "time: must be like 2026"),
            (#"{"codes":"urn:x:2","place":"urn:x:1","subject":7}"#, "subject: must be a code"),
            (#"{"codes":"urn:x:2","place":"urn:x:1","colour":"red"}"#, "“colour”: a question has codes"),
        ]
    )
    func wrongQuestion(_ body: String, _ words: String) async throws {
        let answer = try await ChainServer().post("/api/v1/market-access/check", body)
        #expect(answer.status == 400 && answer.text.contains(words), "\(answer.text)")
    }

    @Test("The block list has another tag when it holds something else")
    func blockList() async throws {
        let server = try await Self.server()
        let path = "/api/v1/market-access/block-list"
        try await server.record("machine/install", ChainServer.goods(7), day: 1)
        let first = try await server.get(path)
        #expect(try first.json["entries"]?.elements.map(\.self).isEmpty == true)
        let tag = try #require(first.header("ETag"))
        #expect(try await server.get(path, ["If-None-Match": tag]).status == 304)
        server.pass(days: 40)
        try await server.check()
        let second = try await server.get(path, ["If-None-Match": tag])
        #expect(second.status == 200)
        #expect(try second.json["entries"]?.elements.map { $0["code"]?.string } == [ChainServer.goods(7)])
    }

    private static func sale(_ lines: String, subject: String = ChainServer.trader) -> String {
        #"""
        {"subject":"\#(subject)","place":"urn:qiongsu:place:M1","time":"2026-06-20T08:00:00+08:00",
        "from":"\#(ChainServer.maker)","to":"\#(ChainServer.trader)","lines":[\#(lines)]}
        """#
    }

    private static func line(_ amount: Double) -> String { #"{"units":"\#(goods) \#(amount)","price":2}"# }

    @Test("A sale is stored with all its lines, and its receipt is given again by its number")
    func settlement() async throws {
        let server = try await Self.server()
        let lines = Self.line(1.5) + "," + Self.line(4)
        let answer = try await server.post("/api/v1/settlements", Self.sale(lines))
        #expect(answer.status == 201, "\(answer.text)")
        #expect(try answer.json["total"]?.numberLiteral == "11")
        #expect(try answer.json["lines"]?.elements.map(\.self).count == 2)
        let number = try #require(try answer.json["number"]?.string)
        let path = "/api/v1/settlements/" + number
        #expect(try await server.get(path).json["number"]?.string == number)
        let receipt = try await server.get(path, ["Accept": "text/plain", "Accept-Language": "en"])
        #expect(receipt.header("Content-Type") == "text/plain; charset=utf-8")
        #expect(receipt.text.contains(number) && receipt.text.contains("Total (yuan): 11"), "\(receipt.text)")
        let certificate = try await server.get("/api/v1/certificates/receipt/" + number)
        #expect(try certificate.json["number"]?.string == number)
    }

    @Test(
        "A sale with a line that is wrong is refused whole, and the answer names the line",
        arguments: [
            (sale(""), 400, "lines: a settlement has one at least"),
            (sale(#"{"units":"urn:x:2 1"}"#), 400, "lines[0].units: no sale"),
            (sale(line(1) + "," + line(1)), 400, "lines[1]: it says the same as lines[0]"),
            (
                sale(line(1) + #",{"units":"\#(goods) 2","price":"dear"}"#), 400,
                #""line":1,"faults":[{"field":"price""#
            ),
            (sale(line(1), subject: ChainServer.maker), 422, #""line":0,"findings":[{"alarm":"PL-06""#),
        ]
    )
    func refused(_ body: String, _ status: Int, _ words: String) async throws {
        let server = try await Self.server()
        let answer = try await server.post("/api/v1/settlements", body)
        #expect(answer.status == status && answer.text.contains(words), "\(answer.text)")
    }

    @Test("What is not there is not found")
    func missing() async throws {
        let server = try await ChainServer()
        #expect(try await server.get("/api/v1/settlements/1").status == 404)
        #expect(try await server.get("/api/v1/certificates/receipt/1").status == 404)
    }

    @Test("All of it is for those who may write")
    func access() async throws {
        let server = try await ChainServer(token: "0123456789abcdef")
        for path in ["market-access/block-list", "settlements/1", "certificates/receipt/1"] {
            #expect(try await server.get("/api/v1/" + path).status == 401)
        }
        for path in ["market-access/check", "settlements"] {
            #expect(try await server.post("/api/v1/" + path, "{}").status == 401)
        }
    }
}
