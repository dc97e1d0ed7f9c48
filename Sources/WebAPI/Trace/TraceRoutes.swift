// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceCodes
import TraceGraph
import TraceLedger
import TraceText

/// `/api/v1/trace/{code}` and `/api/v1/recall-scope/{code}`.
struct TraceRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.get, "/api/v1/trace/{…}", .anyone, trace),
            Route(.get, "/api/v1/recall-scope/{…}", .writer, recallScope),
        ]
    }

    /// Parameters: `direction` (`back`, `forward`, `both`), `format` (`json`, `csv`), `depth`, `size`.
    private func trace(_ call: Call) async throws -> Response {
        let code = try CodeInPath.read(call.parameters[0])
        let text = try call.item("direction") ?? "both"
        guard let direction = TraceAnswer.Direction(rawValue: text) else {
            throw Problem.parameter("direction: is back, forward or both, not “\(text)”")
        }
        let isCSV = try wantsCSV(call)
        guard
            let answer = try await context.ledger.trace(
                code,
                direction: direction,
                limits: try limits(call),
                as: call.caller.audience
            )
        else {
            throw Problem.noResource("no event names \(code.canonical)")
        }
        if isCSV { return try await csv("trace.csv") { answer.csv } }
        return try await json { answer.write(to: &$0) }
    }

    /// Holders and quantities: for who runs the platform.
    ///
    /// Parameters: `sharedInputs` (`true`: what else was made of the same inputs), `format`, `depth`, `size`.
    private func recallScope(_ call: Call) async throws -> Response {
        let code = try CodeInPath.read(call.parameters[0])
        let shared = try call.item("sharedInputs") ?? "false"
        guard ["true", "false"].contains(shared) else {
            throw Problem.parameter("sharedInputs: is true or false, not “\(shared)”")
        }
        let isCSV = try wantsCSV(call)
        let scope = try await context.ledger.recallScope(
            code,
            includesSharedInputs: shared == "true",
            limits: try limits(call)
        )
        guard let scope else { throw Problem.noResource("no event names \(code.canonical)") }
        if isCSV { return try await csv("recall-scope.csv") { scope.csv } }
        return try await json { scope.write(to: &$0) }
    }

    private func limits(_ call: Call) throws(Problem) -> TraceLimits {
        var limits = context.settings.trace
        if let depth = try count("depth", call) { limits.depth = min(limits.depth, depth) }
        if let size = try count("size", call) { limits.size = min(limits.size, size) }
        return limits
    }

    private func count(_ name: String, _ call: Call) throws(Problem) -> Int? {
        guard let text = try call.item(name) else { return nil }
        guard let count = Int(text), count > 0 else {
            throw .parameter("\(name): is a whole number greater than 0, not “\(text)”")
        }
        return count
    }

    private func wantsCSV(_ call: Call) throws(Problem) -> Bool {
        switch try call.item("format") {
        case "csv": return true
        case "json": return false
        case nil: break
        case let other?: throw .parameter("format: is json or csv, not “\(other)”")
        }
        let offers = ["application/json", "text/csv"]
        guard let type = MediaRange.best(of: offers, in: MediaRange.list(call.header(.accept))) else {
            throw .notAcceptable("this is given as application/json and text/csv")
        }
        return type == "text/csv"
    }

    /// Answers can be megabytes; writing them out holds no request up.
    private func json(_ write: @Sendable @escaping (inout JSONWriter) -> Void) async throws -> Response {
        let bytes = try await context.offload {
            var writer = JSONWriter(capacity: 1 << 16)
            write(&writer)
            return writer.bytes
        }
        return .json(.ok, [.vary: "Accept"], bytes: bytes)
    }

    private func csv(_ name: String, _ write: @Sendable @escaping () -> String) async throws -> Response {
        let bytes = try await context.offload { Array(write().utf8) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(name)\"",
                .vary: "Accept",
            ],
            body: ResponseBody(bytes)
        )
    }
}

/// A code at the end of a path.
enum CodeInPath {
    /// Reads a code written as one encoded segment, or as the path of a Digital Link: `01/04012345111118/21/987`.
    ///
    /// - Throws: ``CodeError``; a problem for what is not UTF-8.
    static func read(_ rest: String) throws -> TraceCode {
        let isPath = rest.contains("/") && rest.first?.isNumber == true
        return try CodeReader.read(isPath ? "/" + rest : try Address.decoded(rest))
    }
}
