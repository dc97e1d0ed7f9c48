// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Registry
import Supervision
import TraceCodes
import TraceLedger
import TraceText

/// `/api/v1/codes` and `/api/v1/code-ranges`: trace codes of our own, issued to goods that have none.
struct CodeRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.post, "/api/v1/codes", .writer, issue),
            Route(.get, "/api/v1/codes/{…}", .writer, state),
            Route(.delete, "/api/v1/codes/{…}", .writer, void),
            Route(.post, "/api/v1/code-ranges", .writer, allot),
            Route(.get, "/api/v1/code-ranges", .writer, ranges),
        ]
    }

    private static let bodyLimit = 4096

    /// Body: `{"subject": …, "profile": …, "count": 100}`.
    private func issue(_ call: Call) async throws -> Response {
        let issuer = try issuer()
        let request = try await request(call)
        let codes = try await issuer.issue(request.count, to: request.subject, for: request.profile)
        return Self.answer(.created) {
            $0.member("codes", codes)
        }
    }

    /// The state of a code's life.
    private func state(_ call: Call) async throws -> Response {
        let issuer = try issuer()
        let code = try CodeInPath.read(call.parameters[0])
        let issued = try await issuer.find(code.canonical)
        let life = try await context.ledger.read(as: .operator) { try CodeLife(of: code, $0) }
        guard issued != nil || life != nil else {
            throw Problem.noResource("no event names \(code.canonical), and it was not issued here")
        }
        let early = issued?.voidedAt == nil ? "issued" : "void"
        return Self.answer(.ok) {
            $0.member("code", code.canonical)
            // What happened to the unit counts more than that its code was to stay unused.
            $0.member("state", life?.state.rawValue ?? early)
            // A code of ours that events name and nobody issued is made up.
            if code.scheme.id == TraceCodeIssuer.scheme { $0.member("issuedHere", issued != nil) }
            if let issued {
                $0.member("subject", issued.range.subject)
                $0.member("profile", issued.range.profile)
                $0.member("issued", Self.time(issued.issuedAt / 1000))
                $0.member("void", issued.voidedAt.map { Self.time($0 / 1000) })
            }
            if let life {
                $0.member("events", life.events)
                $0.member("first", Self.time(life.first))
                $0.member("last", Self.time(life.last))
            }
        }
    }

    /// Declares that a code will never be used.
    private func void(_ call: Call) async throws -> Response {
        let issuer = try issuer()
        let code = try CodeInPath.read(call.parameters[0])
        if try await context.ledger.read(as: .operator, { try CodeLife(of: code, $0) }) != nil {
            throw Problem(.conflict, .validation, "\(code.plainText) is in use: events name it")
        }
        try await issuer.void(code.plainText)
        return Response(status: .noContent)
    }

    /// Body: as for codes; `count` is how many may be issued.
    private func allot(_ call: Call) async throws -> Response {
        let issuer = try issuer()
        let request = try await request(call)
        let range = try await issuer.allot(request.count, to: request.subject, for: request.profile)
        return Self.answer(.created) { Self.write(range, to: &$0) }
    }

    /// All ranges, or those of a `subject`.
    private func ranges(_ call: Call) async throws -> Response {
        let issuer = try issuer()
        let subject = try call.item("subject").map { try CodeReader.read($0).canonical }
        let ranges = try await issuer.ranges(of: subject)
        return Self.answer(.ok) {
            $0.objects("ranges", ranges) { range, writer in Self.write(range, to: &writer) }
        }
    }

    private static func write(_ range: CodeRange, to writer: inout JSONWriter) {
        writer.member("range", range.range)
        writer.member("subject", range.subject)
        writer.member("profile", range.profile)
        writer.member("allowed", range.allowed)
        writer.member("issued", range.issued)
        writer.member("allotted", time(range.allottedAt / 1000))
    }

    private struct Request: Sendable {
        let subject: String
        let profile: String
        let count: Int
    }

    private func request(_ call: Call) async throws -> Request {
        try await call.withBody(context) { bytes in
            let document = try JSONDocument(parsing: bytes, limits: JSONLimits(length: Self.bodyLimit))
            guard let subject = document.root["subject"]?.string,
                let profile = document.root["profile"]?.string,
                let count = document.root["count"]?.numberLiteral.flatMap({ Int($0) })
            else {
                throw Problem.invalid(#"the body is {"subject": CODE, "profile": ID, "count": NUMBER}"#)
            }
            return Request(subject: try CodeReader.read(subject).canonical, profile: profile, count: count)
        }
    }

    private func issuer() throws(Problem) -> TraceCodeIssuer {
        TraceCodeIssuer(try context.chain.registry)
    }

    private static func time(_ milliseconds: Int64) -> String { Timestamp(milliseconds: milliseconds).text }

    private static func answer(_ status: HTTPResponse.Status, _ body: (inout JSONWriter) -> Void) -> Response
    {
        .json(status, .unkept) { $0.object(body) }
    }
}
