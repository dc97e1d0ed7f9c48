// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import HTTPTypes
import Hummingbird
import NIOCore
package import WebAPI

/// Sends requests to the HTTP application without a network.
package struct WebClient: Sendable {
    private let responder: WebResponder
    /// Sent with every request.
    package var headers: HTTPFields = [:]
    /// The host of every request.
    package var host = "localhost:8080"

    package init(_ application: WebApplication) {
        responder = application.responder
    }

    /// The patterns of the addresses that can be read, and whether anybody may.
    var readable: [(pattern: String, byAnybody: Bool)] { responder.readable }

    /// Sends a request.
    ///
    /// - Parameter path: path and query as they go over the wire.
    package func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: HTTPFields = [:],
        body: [UInt8] = []
    ) async throws -> WebAnswer {
        try await send(method, path, headers: headers, RequestBody(buffer: ByteBuffer(bytes: body)))
    }

    /// Sends a request whose body comes part by part, without a length.
    package func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: HTTPFields = [:],
        parts: some AsyncSequence<[UInt8], any Error> & Sendable
    ) async throws -> WebAnswer {
        try await send(
            method,
            path,
            headers: headers,
            RequestBody(asyncSequence: parts.map { ByteBuffer(bytes: $0) })
        )
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: HTTPFields,
        _ body: RequestBody
    ) async throws -> WebAnswer {
        var fields = self.headers
        for field in headers { fields[field.name] = field.value }
        let head = HTTPRequest(
            method: method,
            scheme: "http",
            authority: host,
            path: path,
            headerFields: fields
        )
        let response = try await responder.respond(
            to: Request(head: head, body: body),
            context: WebRequestContext()
        )
        let collector = Collector()
        try await response.body.write(collector)
        return WebAnswer(
            status: response.status.code,
            headers: response.headers,
            body: await collector.bytes.value
        )
    }
}

/// What came back.
package struct WebAnswer: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let body: [UInt8]

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// A header by its name.
    package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

/// Takes the parts of a body.
private struct Collector: ResponseBodyWriter {
    let bytes = Bytes()

    actor Bytes {
        private(set) var value: [UInt8] = []
        func append(_ buffer: ByteBuffer) { value += Array(buffer.readableBytesView) }
    }

    mutating func write(_ buffer: ByteBuffer) async throws { await bytes.append(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
