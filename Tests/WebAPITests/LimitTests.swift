// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Testing
import TraceText
import WebAPI
import WebTesting

@Suite("Limits over HTTP")
struct LimitTests {
    /// So many spaces, a megabyte at a time, made as they are asked for.
    struct Spaces: AsyncSequence, Sendable {
        let megabytes: Int

        struct AsyncIterator: AsyncIteratorProtocol {
            var left: Int

            mutating func next() async throws -> [UInt8]? {
                guard left > 0 else { return nil }
                left -= 1
                return [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
            }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: megabytes) }
    }

    @Test("A body without a length is refused when it is too long")
    func endlessBody() async throws {
        let server = try await EPCISServer(WebSettings(limits: WebLimits(body: 4 << 20)))
        let answer = try await server.client.send(
            .post,
            "/epcis/capture",
            headers: [.contentType: "application/json"],
            parts: Spaces(megabytes: 64)
        )
        #expect(answer.status == 413)
        #expect(try answer.exception == "CaptureLimitExceededException")
        #expect(answer.header("GS1-EPCIS-Capture-File-Size-Limit") == "4194304")
    }

    @Test("A body that says it is too long is refused before it comes")
    func announcedBody() async throws {
        let server = try await EPCISServer(WebSettings(limits: WebLimits(body: 1000)))
        let answer = try await server.client.send(
            .post,
            "/epcis/events",
            headers: [.contentType: "application/json", .contentLength: "1001"],
            parts: Spaces(megabytes: 0)
        )
        #expect(answer.status == 413)
    }

    @Test("A document with more events than a capture may have is refused with that number")
    func tooManyEvents() async throws {
        let server = try await EPCISServer(WebSettings(limits: WebLimits(events: 2)))
        let answer = try await server.post(
            "/epcis/capture",
            EventText.document((1...3).map { .unit($0) })
        )
        #expect(answer.status == 413)
        #expect(answer.header("GS1-EPCIS-Capture-Limit") == "2")
        #expect(try await server.count() == 0)
    }

    @Test("An address that is too long is refused, and so are too many parameters")
    func address() async throws {
        let server = try await EPCISServer()
        let long = try await server.get("/epcis/events?EQ_bizStep=" + String(repeating: "a", count: 40_000))
        #expect(long.status == 414)
        #expect(try long.exception == "URITooLongException")
        let many = (1...201).map { "EQ_x\($0)=1" }.joined(separator: "&")
        let answer = try await server.get("/epcis/events?" + many)
        #expect(answer.status == 400)
        #expect(try answer.exception == "QueryParameterException")
    }

    @Test("More events than the client wants are no answer")
    func maxEventCount() async throws {
        let server = try await EPCISServer()
        for number in 1...3 { _ = try await server.post("/epcis/events", EventText.unit(number).bare) }
        #expect(try await server.get("/epcis/events?maxEventCount=3").status == 200)
        let answer = try await server.get("/epcis/events?maxEventCount=2")
        #expect(answer.status == 413)
        #expect(try answer.exception == "QueryTooLargeException")
    }

    /// A body whose end is awaited until the gate opens.
    struct Unfinished: AsyncSequence, Sendable {
        let begun: AsyncStream<Void>.Continuation
        let gate: AsyncStream<Void>

        struct AsyncIterator: AsyncIteratorProtocol {
            let body: Unfinished

            mutating func next() async throws -> [UInt8]? {
                body.begun.yield()
                for await _ in body.gate { break }
                return nil
            }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: self) }
    }

    @Test("Bodies that are awaited keep nobody out, however many and however long they say they are")
    func awaitedBodies() async throws {
        let server = try await EPCISServer(WebSettings(limits: WebLimits(bodies: 100_000, requests: 1)))
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let (gate, open) = AsyncStream<Void>.makeStream()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    try await server.client.send(
                        .post,
                        "/epcis/events",
                        headers: [.contentType: "application/json", .contentLength: "90000"],
                        parts: Unfinished(begun: begin, gate: gate)
                    ).status
                }
            }
            var waiting = 0
            for await _ in begun {
                waiting += 1
                if waiting == 3 { break }
            }
            #expect(try await server.post("/epcis/events", EventText.unit(1).bare).status == 201)
            open.finish()
            for try await status in group { #expect(status == 400) }
        }
    }

    @Test("A server that works on as many requests as it may tells the next to come back")
    func busy() async throws {
        let server = try await EPCISServer(WebSettings(limits: WebLimits(requests: 0)))
        let answer = try await server.get("/epcis/events")
        #expect(answer.status == 503)
        #expect(answer.header("Retry-After") == "1")
    }
}
