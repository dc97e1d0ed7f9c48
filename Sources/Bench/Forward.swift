// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger

/// A lot that becomes 100,000 units, traced forward.
struct Forward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trace forward of a lot with 100,000 descendants."
    )

    func run() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).db")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let ledger = try await Ledger(SQLiteDatabase(path: path), clock: benchClock)
        let lot = "https://id.gs1.org/01/06901234567892/10/L"
        try await capture(Load.split(lot, fanOut: (10, 100, 100)), in: ledger)
        let floor = try await floor(ledger)
        var best = Double.infinity
        var units = 0
        for _ in 0..<3 {
            let start = ContinuousClock.now
            let answer = try await ledger.trace(CanonicalCode.identify(lot), direction: .forward)
            best = min(best, (ContinuousClock.now - start).seconds)
            units = answer?.units.count ?? 0
        }
        Stopwatch.row(
            "trace forward, \(units) units",
            best,
            unit: "s",
            floor: floor,
            floorName: "s to read the same rows",
            target: "< 1 s"
        )
        let start = ContinuousClock.now
        let scope = try await ledger.recallScope(CanonicalCode.identify(lot))
        Stopwatch.row(
            "recall scope of the same lot, \(scope?.holdings.count ?? 0) holdings",
            (ContinuousClock.now - start).seconds,
            unit: "s",
            floor: floor,
            floorName: "s to read the same rows",
            target: ""
        )
    }

    private func capture(_ events: [Event], in ledger: Ledger) async throws {
        _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
    }

    /// Reading every link and body once.
    private func floor(_ ledger: Ledger) async throws -> Double {
        let start = ContinuousClock.now
        _ = try await ledger.database.read { connection in
            var sum = 0
            for sql in [
                "SELECT link_key, event_no, role FROM link", "SELECT event_no, length(body), 0 FROM event",
            ] {
                try connection.query(sql, []) {
                    sum &+= Int($0.integer(0) & 1)
                    return true
                }
            }
            return sum
        }
        return (ContinuousClock.now - start).seconds
    }
}
