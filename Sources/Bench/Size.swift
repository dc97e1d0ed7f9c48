// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceEvents
import TraceLedger
import TraceText

/// Bytes that an event takes in the database, all tables and indexes together.
struct Size: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bytes stored for an event, for each further EPC, and for each of a run of serials."
    )

    func run() async throws {
        let one = try await bytes(epcs: 1)
        let ten = try await bytes(epcs: 10)
        let raw = Double(stored(Load.event(1, epcs: 1)))
        let rawTen = Double(stored(Load.event(1, epcs: 10)))
        Stopwatch.row(
            "bytes stored, event with one EPC",
            one,
            unit: "bytes",
            floor: raw,
            floorName: "bytes of its JSON",
            target: "≤ 450"
        )
        Stopwatch.row(
            "bytes stored, each further EPC",
            (ten - one) / 9,
            unit: "bytes",
            floor: (rawTen - raw) / 9,
            floorName: "bytes of its JSON",
            target: "≤ 60"
        )
        let (run, rows) = try await stored(count: 100, batch: 10) { Load.run($0, codes: 10_000) }
        Stopwatch.row(
            "bytes stored, each EPC of 10,000 in a row; \(Int(rows)) rows in the index for all",
            run / 10_000,
            unit: "bytes",
            floor: Double(stored(Load.run(1, codes: 10_000))) / 10_000,
            floorName: "bytes of its JSON",
            target: ""
        )
    }

    private func stored(_ event: Event) -> Int {
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: false, to: &writer)
        return writer.bytes.count
    }

    private func bytes(epcs: Int) async throws -> Double {
        try await stored(count: 50_000, batch: 1000) { Load.event($0, epcs: epcs) }.bytes
    }

    /// What an event takes in the database, and rows in the index.
    private func stored(count: Int, batch: Int, _ event: (Int) -> Event) async throws -> (
        bytes: Double, rows: Double
    ) {
        let path = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).db")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let ledger = try await Ledger(SQLiteDatabase(path: path), clock: benchClock)
        for first in stride(from: 0, to: count, by: batch) {
            let events = (first..<first + batch).map(event)
            _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        }
        let rows = try await ledger.database.read { connection in
            try connection.row("SELECT count(*) FROM link") { Int($0.integer(0)) } ?? 0
        }
        try ledger.database.close()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        return (Double(size) / Double(count), Double(rows) / Double(count))
    }
}
