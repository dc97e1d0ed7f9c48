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
        abstract: "Bytes stored for an event, and for each further EPC."
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
    }

    private func stored(_ event: Event) -> Int {
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: false, to: &writer)
        return writer.bytes.count
    }

    private func bytes(epcs: Int) async throws -> Double {
        let path = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).db")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let ledger = try await Ledger(SQLiteDatabase(path: path), clock: benchClock)
        let count = 50_000
        for first in stride(from: 0, to: count, by: 1000) {
            let events = (first..<first + 1000).map { Load.event($0, epcs: epcs) }
            _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        }
        try ledger.database.close()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        return Double(size) / Double(count)
    }
}
