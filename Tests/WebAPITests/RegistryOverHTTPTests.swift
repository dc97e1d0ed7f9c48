// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

@Suite("The registry over HTTP")
struct RegistryOverHTTPTests {
    private let maker = EPCISServer.encoded(ChainServer.maker)

    @Test("Right lines are recorded, wrong ones told by line and field in both languages")
    func record() async throws {
        let server = try await ChainServer()
        let wrong = ChainServer.entries[0].replacing("\"maker\"", with: "\"nobody\"")
        let answer = try await server.post(
            "/api/v1/registry",
            ([wrong] + ChainServer.entries).joined(separator: "\n")
        )
        #expect(answer.status == 200)
        let json = try answer.json
        #expect(json["stored"]?.numberLiteral == "4" && json["repeated"]?.numberLiteral == "0")
        let fault = try #require(json["faults"]?.elements.map(\.self).first)
        #expect(fault["line"]?.numberLiteral == "1" && fault["field"]?.string == "types")
        #expect(fault["expected"]?.string == "maker | trader")
        #expect(fault["message"]?["zh"]?.string == "nobody 应为 maker | trader")
        #expect(fault["message"]?["en"]?.string == "nobody should be maker | trader")
        let again = try await server.register().json
        #expect(again["stored"]?.numberLiteral == "0" && again["repeated"]?.numberLiteral == "4")
        #expect(try await server.post("/api/v1/registry", wrong).status == 400)
        #expect(try await server.post("/api/v1/registry", "\n\n").status == 400)
    }

    @Test("Who may write sees everything of a subject, as it was on a day")
    func whole() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        let path = "/api/v1/registry/subject/\(maker)"
        let json = try await server.get(path).json
        #expect(json["filing"]?.string == "filed" && json["recorded"] != nil)
        #expect(json["licences"]?.elements.map { $0["number"]?.string } == ["M-1"])
        #expect(json["places"]?.elements.map { $0["id"]?.string } == ["urn:qiongsu:place:WORKS"])
        #expect(try await server.get(path + "?at=2026-09-01").json["licences"]?.count == 0)
        #expect(try await server.get(path + "?at=2026-08-31").json["licences"]?.count == 1)
        #expect(try await server.get(path + "?at=2019-12-31").status == 404)
        #expect(try await server.get(path + "?at=yesterday").status == 400)
        #expect(try await server.get("/api/v1/registry/licence/making:M-1").json["issuer"]?.string == "局")
        #expect(try await server.get("/api/v1/registry/place/urn:qiongsu:place:WORKS").status == 200)
        #expect(try await server.get("/api/v1/registry/ship/x").status == 404)
    }

    @Test("What was known on an earlier day stays answerable after a correction")
    func known() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        server.pass(days: 10)
        let corrected = ChainServer.entries[2].replacing("2026-09-01", with: "2026-03-01")
        #expect(try await server.post("/api/v1/registry", corrected).status == 200)
        let path = "/api/v1/registry/licence/making:M-1?at=2026-04-01"
        #expect(try await server.get(path).status == 404)
        #expect(try await server.get(path + "&known=2026-07-05").json["until"]?.string == "2026-09-01")
        #expect(try await server.get(path + "&known=2026-06-30").status == 404)
    }

    @Test("The public sees name, kinds, region and validity of licences, and of nothing else anything")
    func `public`() async throws {
        let token = "0123456789abcdef"
        let server = try await ChainServer(token: token)
        let bearer = ["Authorization": "Bearer " + token]
        let person = ChainServer.entries[0].replacing(
            ChainServer.maker,
            with: "urn:qiongsu:person:0123456789abcdef"
        )
        .replacing("某厂", with: "张三")
        let draft = ChainServer.entries[1].replacing("\"filed\"", with: "\"draft\"")
        let lines = [ChainServer.entries[0], person, draft] + ChainServer.entries[2...]
        let recorded = try await server.post("/api/v1/registry", lines.joined(separator: "\n"), bearer)
        #expect(recorded.status == 200)
        let path = "/api/v1/registry/subject/\(maker)"
        let answer = try await server.get(path)
        #expect(answer.status == 200)
        let json = try answer.json
        #expect(json["name"]?["zh"]?.string == "某厂" && json["region"]?["code"]?.string == "460105")
        #expect(json["types"]?.elements.map { $0["name"]?["en"]?.string } == ["Maker"])
        #expect(json["licences"]?.elements.map { $0["until"]?.string } == ["2026-09-01"])
        for hidden in ["M-1", "WORKS", "filing", "recorded", "局", "issuer"] {
            #expect(!answer.text.contains(hidden))
        }
        // Of a natural person the public is not even told that he is registered.
        let natural = try await server.get(
            "/api/v1/registry/subject/urn:qiongsu:person:0123456789abcdef"
        )
        #expect(natural.status == 404 && !natural.text.contains("张三"))
        for path in [
            "/api/v1/registry/subject/" + EPCISServer.encoded(ChainServer.trader),
            "/api/v1/registry/licence/making:M-1", "/api/v1/registry/place/urn:qiongsu:place:WORKS",
        ] {
            #expect(try await server.get(path).status == 404)
            #expect(try await server.get(path, bearer).status == 200)
        }
        #expect(try await server.get(path, ["Authorization": "Bearer wrong-token-wrong"]).status == 401)
        #expect(try await server.get(path, bearer).text.contains("M-1"))
        #expect(try await server.get("/api/v1/registry/subject").status == 401)
        #expect(try await server.post("/api/v1/registry", lines[0]).status == 401)
    }

    @Test("Without a token, a name that is not this machine's is told what the public is told")
    func rebinding() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        let other = "attacker.example:8080"
        let path = "/api/v1/registry/subject/\(maker)"
        let answer = try await server.get(path, host: other)
        #expect(answer.status == 200 && !answer.text.contains("M-1"))
        #expect(try await server.get("/api/v1/registry/subject", host: other).status == 401)
        let foreign = try await server.get(path, from: "https://attacker.example", host: "localhost:8080")
        #expect(foreign.status == 200 && !foreign.text.contains("M-1"))
    }

    @Test("Everything of a kind is listed page by page")
    func list() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        let first = try await server.get("/api/v1/registry/subject?perPage=1")
        let next = try #require(first.header("Link")?.split(separator: ">").first?.dropFirst())
        let path = try #require(next.firstRange(of: "/api").map { String(next[$0.lowerBound...]) })
        let second = try await server.get(path)
        let ids = try [first, second].flatMap { try $0.json["ids"]?.elements.compactMap(\.string) ?? [] }
        #expect(ids == [ChainServer.maker, ChainServer.trader].sorted())
        #expect(second.header("Link") == nil)
    }

    @Test(
        "A list is told apart by what its entries are, where they are and whose they are",
        arguments: [
            ("subject?type=maker", 1), ("subject?type=trader", 1), ("subject?region=460000", 2),
            ("subject?type=maker&region=460105", 1), ("licence?type=making", 1),
            ("licence?type=making&at=2026-09-01", 0), ("licence?holder=91460100MA5T00002P", 1),
            ("licence?holder=93469005MA5T12345Q", 0), ("place?holder=91460100MA5T00002P&region=460000", 1),
            ("subject?at=2019-12-31", 0), ("subject?at=2026-08-31", 2),
        ]
    )
    func filters(query: String, count: Int) async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        let answer = try await server.get("/api/v1/registry/" + query)
        let ids = try answer.json["ids"]?.count
        #expect(answer.status == 200 && ids == count, "\(answer.text)")
    }

    @Test(
        "A filter that the kind has not, or a value that nobody has, is refused with what there is",
        arguments: [
            ("subject?type=nobody", "maker, trader"), ("subject?holder=91460100MA5T00002P", "type, region"),
            ("licence?region=460105", "type, holder"), ("licence?type=flying", "making"),
            ("place?region=999999", "460105"), ("product?type=nothing", "goods"),
            ("licence?holder=91469029MA8JT1W11E", "no subject"), ("licence?holder=123", "123"),
            ("subject?colour=red", "type, region"), ("subject?at=once", "once"),
        ]
    )
    func wrongFilters(query: String, told: String) async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        let answer = try await server.get("/api/v1/registry/" + query)
        #expect(answer.status == 400 && answer.text.contains(told), "\(answer.text)")
    }

    @Test("Pages of a filtered list follow one another")
    func filteredPages() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        let first = try await server.get("/api/v1/registry/subject?region=460000&perPage=1")
        let next = try #require(first.header("Link")?.split(separator: ">").first?.dropFirst())
        #expect(next.contains("region=460000"))
        let path = try #require(next.firstRange(of: "/api").map { String(next[$0.lowerBound...]) })
        let second = try await server.get(path)
        let ids = try [first, second].flatMap { try $0.json["ids"]?.elements.compactMap(\.string) ?? [] }
        #expect(ids == [ChainServer.maker, ChainServer.trader].sorted() && second.header("Link") == nil)
    }
}
