// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import TraceLedger

/// The rows that a ledger wrote, to give them to a bare database again.
struct StoredRows {
    private var batches: [Batch] = []

    private struct Batch: Sendable {
        var events: [[SQLValue]]
        var links: [Int64] = []
    }

    private static let eventColumns = [
        "event_no", "record_time", "kind", "action", "biz_step", "disposition", "hash", "body",
    ]
    private static let linkColumns = ["link_key", "event_no", "role"]

    /// - Parameter size: events of one transaction.
    init(of ledger: Ledger, batch size: Int) async throws {
        batches = try await ledger.database.read { try Self.batches($0, size) }
    }

    /// Events a second that prepared statements, or COPY, bring into the tables; a transaction is on disk before the
    /// next begins.
    func insert(into ledger: Ledger) async throws -> Double {
        let start = ContinuousClock.now
        for batch in batches {
            try await ledger.database.write { connection in
                try connection.insert(into: "event", columns: Self.eventColumns, rows: batch.events)
                try connection.insert(into: "link", columns: Self.linkColumns, integers: batch.links)
            }
        }
        let count = batches.reduce(0) { $0 + $1.events.count }
        return Double(count) / (ContinuousClock.now - start).seconds
    }

    private static func batches(_ connection: any SQLConnection, _ size: Int) throws -> [Batch] {
        let events = try connection.rows(
            "SELECT \(eventColumns.joined(separator: ", ")) FROM event ORDER BY record_time"
        ) { row in
            (0..<6).map { .integer(row.integer($0)) } + [.blob(row.blob(6)), .blob(row.blob(7))] as [SQLValue]
        }
        var place: [Int64: Int] = [:]
        var batches: [Batch] = []
        for start in stride(from: 0, to: events.count, by: size) {
            let slice = Array(events[start..<min(start + size, events.count)])
            for event in slice { if case .integer(let number) = event[0] { place[number] = batches.count } }
            batches.append(Batch(events: slice))
        }
        // In key order, which is the order in which rows go in quickest.
        try connection.query("SELECT link_key, event_no, role FROM link ORDER BY link_key, event_no", []) {
            if let batch = place[$0.integer(1)] {
                batches[batch].links += [$0.integer(0), $0.integer(1), $0.integer(2)]
            }
            return true
        }
        return batches
    }
}
