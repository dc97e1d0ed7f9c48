// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

@Suite("Digital Link resolver")
struct ResolverTests {
    private static let path = "/01/06901234567892/21/1"

    private func server() async throws -> EPCISServer {
        let server = try await EPCISServer()
        _ = try await server.post("/epcis/events", EventText.unit(1).bare)
        return server
    }

    @Test("A code's own address tells machines what it is, and where its events are")
    func json() async throws {
        let server = try await server()
        let answer = try await server.get(Self.path, ["Accept": "application/json"])
        #expect(answer.status == 200)
        #expect(answer.header("Vary") == "Accept")
        let known = try answer.json
        #expect(known["code"]?.string == "https://id.gs1.org/01/06901234567892/21/1")
        #expect(known["scheme"]?.string == "sgtin")
        #expect(known["elementString"]?.string == "(01)06901234567892(21)1")
        #expect(known["hasEvents"]?.boolean == true)
    }

    @Test("A unit has the same address with and without its lot")
    func withLot() async throws {
        let path = "/01/06901234567892/10/L/21/1"
        let known = try await server().get(path, ["Accept": "application/json"]).json
        #expect(known["code"]?.string == "https://id.gs1.org/01/06901234567892/21/1")
    }

    @Test("All links come as a linkset, one by its type")
    func links() async throws {
        let server = try await server()
        let answer = try await server.get(Self.path, ["Accept": "application/linkset+json"])
        #expect(answer.header("Content-Type") == "application/linkset+json")
        let set = try #require(try answer.json["linkset"]?.elements.first { _ in true })
        #expect(set["anchor"]?.string == "http://localhost:8080" + Self.path)
        let one = try await server.get(Self.path + "?linkType=gs1:epcis", ["Accept": "application/json"])
        #expect(one.status == 307)
        let target = try #require(one.header("Location")?.firstRange(of: "/epcis"))
        let path = String(try #require(one.header("Location"))[target.lowerBound...])
        #expect(try await server.get(path).status == 200)
        #expect(try await server.get(Self.path + "?linkType=gs1:nothing").status == 404)
    }

    @Test("A code that no event names is not there; a wrong one is told where it is wrong")
    func unknown() async throws {
        let server = try await server()
        let accept = ["Accept": "application/json"]
        #expect(try await server.get("/01/06901234567892/21/2", accept).status == 404)
        let wrong = try await server.get("/01/06901234567893/21/1", accept)
        #expect(wrong.status == 400)
        #expect(wrong.text.contains("The check digit at position 14 is 3; it should be 2."))
        #expect(try await server.get("/c/nothing/1", accept).status == 400)
    }
}
