// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceEvents
import TraceLedger

/// What the database alone does with the rows of the bulk benchmark.
struct BulkFloor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Insert the rows of the bulk benchmark, made beforehand, with prepared statements; print events/s."
    )

    @Option var count = 40
    @Option var events = 1000
    @Option var epcs = 10
    @Option(help: "Codes of each event, which is a delivery bill then.") var codes = 0

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "source.db").path
        let made = try await Ledger(SQLiteDatabase(path: source), clock: benchClock)
        for number in 0..<count {
            let batch = Load.document(number, events: events, epcs: epcs, codes: codes)
            _ = try await made.capture(CaptureRequest(EPCISDocument(events: batch), caller: .operator))
        }
        let rows = try await made.database.read { try Self.rows($0, batch: events) }
        let target = try SQLiteDatabase(path: folder.appending(path: "floor.db").path)
        _ = try await Ledger(target, clock: benchClock)
        let start = ContinuousClock.now
        for batch in rows {
            _ = try await target.write { connection in
                for event in batch.events {
                    try connection.execute(
                        "INSERT INTO event(event_no, record_time, kind, action, biz_step, disposition, hash, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        event
                    )
                }
                try connection.insert(
                    into: "link",
                    columns: ["link_key", "event_no", "role"],
                    integers: batch.links
                )
            }
        }
        let seconds = (ContinuousClock.now - start).seconds
        print(Int(Double(count * events) / seconds))
    }

    private struct Batch: Sendable {
        var events: [[SQLValue]] = []
        var links: [Int64] = []
    }

    private static func rows(_ connection: any SQLConnection, batch size: Int) throws -> [Batch] {
        let events = try connection.rows(
            "SELECT event_no, record_time, kind, action, biz_step, disposition, hash, body FROM event ORDER BY record_time"
        ) { row in
            (0..<6).map { .integer(row.integer($0)) } + [.blob(row.blob(6)), .blob(row.blob(7))] as [SQLValue]
        }
        var links: [Int64: [Int64]] = [:]
        try connection.query("SELECT link_key, event_no, role FROM link ORDER BY link_key, event_no", []) {
            links[$0.integer(1), default: []] += [$0.integer(0), $0.integer(1), $0.integer(2)]
            return true
        }
        return stride(from: 0, to: events.count, by: size).map { start in
            let slice = Array(events[start..<min(start + size, events.count)])
            var batch = Batch(events: slice)
            for event in slice {
                if case .integer(let number) = event[0] { batch.links += links[number] ?? [] }
            }
            return batch
        }
    }
}
