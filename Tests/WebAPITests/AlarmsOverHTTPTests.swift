// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

@Suite("Alarms and technical files over HTTP")
struct AlarmsOverHTTPTests {
    private static let machine = "https://id.gs1.org/01/06901028075831/21/7"

    private func alarms(_ server: ChainServer, _ query: String = "") async throws -> [JSONValue] {
        let answer = try await server.get("/api/v1/alarms" + query)
        #expect(answer.status == 200)
        return try answer.json["alarms"]?.elements.map(\.self) ?? []
    }

    @Test("Alarms are told newest first with words in both languages, and found by their marks")
    func list() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        try await server.make(5)
        try await server.check()
        server.pass(days: 40)
        try await server.check()
        let all = try await alarms(server)
        #expect(all.map { $0["alarm"]?.string } == ["IN-01"] + Array(repeating: "T-02", count: 5))
        #expect(all[0]["message"]?["en"]?.string == "Making licence M-1 until 2026-08-31")
        #expect(all[0]["object"]?.string == "urn:qiongsu:document:making:M-1" && all[0]["event"] == nil)
        #expect(all[1]["message"]?["zh"]?.string == "缺备注" && all[1]["stage"]?.string == "goods/make")
        #expect(try await alarms(server, "?alarm=T-02&limit=2").count == 2)
        #expect(try await alarms(server, "?stage=goods/make").count == 5)
        #expect(try await alarms(server, "?subject=" + EPCISServer.encoded(ChainServer.trader)).isEmpty)
        #expect(try await server.get("/api/v1/alarms?colour=red").status == 400)
        #expect(try await server.get("/api/v1/alarms?limit=0").status == 400)
        #expect(try await server.get("/api/v1/alarms?withdrawn=maybe").status == 400)
        let renewal =
            #"{"kind":"licence","type":"making","number":"M-2","holder":"\#(ChainServer.maker)","from":"2026-09-01"}"#
        #expect(try await server.post("/api/v1/registry", renewal).status == 200)
        try await server.check()
        #expect(try await alarms(server, "?alarm=IN-01").isEmpty)
        let withdrawn = try await alarms(server, "?alarm=IN-01&withdrawn=true")
        #expect(withdrawn.count == 1 && withdrawn[0]["withdrawn"] != nil)
    }

    @Test("Pages of alarms together hold every alarm once")
    func pages() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        try await server.make(7)
        try await server.check()
        var path: String? = "/api/v1/alarms?alarm=T-02&perPage=3"
        var ids: [String] = []
        var sizes: [Int] = []
        while let here = path {
            let answer = try await server.get(here)
            let page = try answer.json["alarms"]?.elements.compactMap { $0["id"]?.string } ?? []
            ids += page
            sizes.append(page.count)
            let link = answer.header("Link")?.split(separator: ">").first?.dropFirst()
            path = link.flatMap { link in link.firstRange(of: "/api").map { String(link[$0.lowerBound...]) } }
        }
        #expect(sizes == [3, 3, 1] && Set(ids).count == 7)
    }

    @Test("Alarms and files are for those who may write")
    func access() async throws {
        let server = try await ChainServer(token: "0123456789abcdef")
        for path in [
            "/api/v1/alarms", "/api/v1/technical-file/x:y", "/api/v1/codes/x:y", "/api/v1/code-ranges",
        ] {
            #expect(try await server.get(path).status == 401)
        }
    }

    @Test("A technical file holds every record of an asset by stage, with documents and what is due")
    func technicalFile() async throws {
        let server = try await ChainServer()
        _ = try await server.register()
        let report = #","report":"R-1","hours":2.5"#
        try await server.record("machine/install", Self.machine, day: 1)
        try await server.record("machine/service", Self.machine, day: 10, report)
        try await server.record("machine/service", Self.machine, day: 20, report)
        let answer = try await server.get("/api/v1/technical-file/" + EPCISServer.encoded(Self.machine))
        #expect(answer.status == 200)
        let file = try answer.json
        #expect(file["profile"]?.string == "machine" && file["state"]?.string == "in-use")
        let sections = file["sections"]?.elements.map(\.self) ?? []
        #expect(sections.map { $0["stage"]?.string } == ["machine/install", "machine/service"])
        let services = sections.last?["records"]?.elements.map(\.self) ?? []
        #expect(services.count == 2)
        let document = services.first?["documents"]?.elements.map(\.self).first
        #expect(
            document?["number"]?.string == "R-1" && document?["name"]?["en"]?.string == "Inspection report"
        )
        let element = services.first?["elements"]?.elements.map(\.self).first
        #expect(element?["value"]?.numberLiteral == "2.5" && element?["name"]?["zh"]?.string == "工时")
        // Fifteen days after the last service, to the end of that day.
        let due = file["due"]?.elements.map(\.self) ?? []
        #expect(due.map { $0["until"]?.string } == ["2026-07-05T16:00:00.000Z"])
        try await server.make(1)
        for other in [ChainServer.goods(1), ChainServer.goods(99)] {
            let path = "/api/v1/technical-file/" + EPCISServer.encoded(other)
            #expect(try await server.get(path).status == 404)
        }
    }
}
