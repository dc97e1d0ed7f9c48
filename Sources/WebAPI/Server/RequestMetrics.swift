// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Synchronization

/// Counts requests for `/metrics` and against the limit of requests at once.
final class RequestMetrics: Sendable {
    private let active = Atomic<Int>(0)
    private let receiving = Atomic<Int>(0)
    private let refused = Atomic<Int>(0)
    private let nanoseconds = Atomic<Int>(0)
    private let informational = Atomic<Int>(0)
    private let successes = Atomic<Int>(0)
    private let redirects = Atomic<Int>(0)
    private let clientErrors = Atomic<Int>(0)
    private let serverErrors = Atomic<Int>(0)

    /// Whether one more request may be worked on.
    func begin(atMost limit: Int) -> Bool {
        if active.add(1, ordering: .relaxed).newValue <= limit { return true }
        active.subtract(1, ordering: .relaxed)
        return false
    }

    /// Whether no more requests are worked on than may be.
    func isWithin(_ limit: Int) -> Bool { active.load(ordering: .relaxed) <= limit }

    /// Call when a request's body is awaited, which is no work: a sender may take his time, and must not keep others
    /// out by that.
    func beginReceiving() {
        active.subtract(1, ordering: .relaxed)
        receiving.add(1, ordering: .relaxed)
    }

    /// Call when it has come, or will not.
    func endReceiving() {
        receiving.subtract(1, ordering: .relaxed)
        active.add(1, ordering: .relaxed)
    }

    func refuse() { refused.add(1, ordering: .relaxed) }

    func end(_ status: Int, took duration: Duration) {
        active.subtract(1, ordering: .relaxed)
        let parts = duration.components
        nanoseconds.add(
            Int(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000),
            ordering: .relaxed
        )
        switch status {
        case ..<200: informational.add(1, ordering: .relaxed)
        case ..<300: successes.add(1, ordering: .relaxed)
        case ..<400: redirects.add(1, ordering: .relaxed)
        case ..<500: clientErrors.add(1, ordering: .relaxed)
        default: serverErrors.add(1, ordering: .relaxed)
        }
    }

    /// The counts in the text format of Prometheus.
    func text() -> String {
        let classes = [
            ("2xx", successes.load(ordering: .relaxed)), ("3xx", redirects.load(ordering: .relaxed)),
            ("4xx", clientErrors.load(ordering: .relaxed)), ("5xx", serverErrors.load(ordering: .relaxed)),
        ]
        var text = "# TYPE qiongsu_http_requests_total counter\n"
        for (name, count) in classes { text += "qiongsu_http_requests_total{status=\"\(name)\"} \(count)\n" }
        text += "# TYPE qiongsu_http_request_seconds_total counter\n"
        text += "qiongsu_http_request_seconds_total \(Double(nanoseconds.load(ordering: .relaxed)) / 1e9)\n"
        text += "# TYPE qiongsu_http_requests_refused_total counter\n"
        text += "qiongsu_http_requests_refused_total \(refused.load(ordering: .relaxed))\n"
        text += "# TYPE qiongsu_http_requests_active gauge\n"
        text += "qiongsu_http_requests_active \(active.load(ordering: .relaxed))\n"
        text += "# TYPE qiongsu_http_requests_receiving gauge\n"
        text += "qiongsu_http_requests_receiving \(receiving.load(ordering: .relaxed))\n"
        return text
    }
}
