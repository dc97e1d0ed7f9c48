// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import NIOCore
import TraceLedger
import TraceText

/// The format of a body.
enum BodyFormat: Sendable {
    case json, xml
}

extension Call {
    /// - Throws: a problem with status 415.
    func bodyFormat() throws(Problem) -> BodyFormat {
        switch MediaRange.type(of: header(.contentType) ?? "") {
        case "application/json", "application/ld+json": return .json
        case "application/xml", "text/xml": return .xml
        case "":
            throw Problem(
                .unsupportedMediaType,
                .unsupportedMediaType,
                "Content-Type is missing: application/json, application/ld+json, application/xml or text/xml"
            )
        case let other:
            throw Problem(
                .unsupportedMediaType,
                .unsupportedMediaType,
                "Content-Type is application/json, application/ld+json, application/xml or text/xml, not \(other)"
            )
        }
    }

    /// Reads the body and calls the closure with it; the bytes count against the limits until that returns.
    ///
    /// A body is refused as soon as it is longer than allowed; what follows is read and thrown away.
    func withBody<Value>(_ context: WebContext, _ work: ([UInt8]) async throws -> Value) async throws -> Value
    {
        let limits = context.settings.limits
        var refusal: Problem { .tooLarge(limits, "a body has \(limits.body) bytes at most") }
        let announced = header(.contentLength).flatMap { Int($0) } ?? 0
        guard announced <= limits.body else { throw refusal }
        var room = 0
        defer { context.bodies.give(back: room) }
        var bytes: [UInt8] = []
        do {
            context.metrics.beginReceiving()
            defer { context.metrics.endReceiving() }
            var parts = body.makeAsyncIterator()
            while let part = try await Self.next(&parts) {
                let length = bytes.count + part.readableBytes
                guard length <= limits.body else { throw refusal }
                if length > room {
                    // Announcing is cheap: at least a quarter of the room that is held must have come.
                    let wanted = max(
                        length,
                        min(4 * bytes.count, announced > 0 ? announced : limits.body)
                    )
                    guard context.bodies.take(wanted - room) else { throw Problem.overloaded }
                    room = wanted
                    bytes.reserveCapacity(room)
                }
                bytes.append(contentsOf: part.readableBytesView)
            }
        }
        guard context.metrics.isWithin(limits.requests) else {
            context.metrics.refuse()
            throw Problem.overloaded
        }
        return try await work(bytes)
    }

    /// The next part of a body; that the client breaks off is no failure of ours.
    private static func next(_ parts: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await parts.next()
        } catch {
            throw Problem.invalid("the connection broke off in the middle of the body")
        }
    }

    /// The prefixes that the header `GS1-Extensions` declares: `prefix=URI,prefix2=URI2`.
    func namespaces() throws(Problem) -> [String: String] {
        guard let header = header(.extensions) else { return [:] }
        var namespaces: [String: String] = [:]
        for part in header.split(separator: ",") {
            guard let mark = part.firstIndex(of: "=") else {
                throw .invalid("GS1-Extensions is written prefix=URI,prefix2=URI2")
            }
            let prefix = String(part[..<mark]).trimmed
            let uri = String(part[part.index(after: mark)...]).trimmed
            guard !prefix.isEmpty, uri.contains(":"),
                namespaces.updateValue(uri, forKey: prefix) ?? uri == uri
            else {
                throw .invalid(
                    "GS1-Extensions is written prefix=URI,prefix2=URI2, each prefix once; wrong is “\(part)”"
                )
            }
        }
        return namespaces
    }

    /// What happens to the other events when one is refused; both spellings of the header.
    func errorBehaviour() throws(Problem) -> CaptureRequest.ErrorBehaviour {
        guard let text = header(.errorBehaviour) ?? header(.epcisErrorBehaviour) else { return .rollback }
        guard let behaviour = CaptureRequest.ErrorBehaviour(rawValue: text.lowercased()) else {
            throw .invalid("GS1-Capture-Error-Behaviour is rollback or proceed, not “\(text)”")
        }
        return behaviour
    }

    /// The scheme and host under which the client reached us, where both are plain.
    func origin(_ settings: WebSettings) -> String {
        if let origin = settings.origin { return origin }
        guard let host = head.authority, !host.isEmpty,
            host.utf8.allSatisfy({ Self.hostBytes.contains($0) })
        else { return "" }
        return "http://" + host
    }

    private static let hostBytes = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]".utf8
    )
}
