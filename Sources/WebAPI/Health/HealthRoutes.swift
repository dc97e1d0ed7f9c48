// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceLedger

/// `/health/live`, `/health/ready`, `/metrics`.
struct HealthRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.get, "/health/live", .anyone) { _ in Self.text("alive\n") },
            Route(.get, "/health/ready", .anyone, ready),
            Route(.get, "/metrics", .anyone, metrics),
        ]
    }

    /// Whether the database answers.
    private func ready(_ call: Call) async throws -> Response {
        _ = try await context.ledger.read(as: .public) { try $0.lastRecordTime() }
        return Self.text("ready\n")
    }

    private func metrics(_ call: Call) async throws -> Response {
        let last = try await context.ledger.read(as: .public) { try $0.lastRecordTime() }
        var text = context.metrics.text()
        text +=
            "# TYPE qiongsu_ledger_commits_total counter\nqiongsu_ledger_commits_total \(context.ledger.commits)\n"
        text += "# TYPE qiongsu_ledger_last_record_seconds gauge\n"
        text += "qiongsu_ledger_last_record_seconds \(Double(last) / 1e6)\n"
        return Self.text(text, type: "text/plain; version=0.0.4; charset=utf-8")
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(Array(text.utf8))
        )
    }
}
