// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import MerkleLog
import SQLStore
import TraceEvents
import TraceLedger
import TraceLog

/// Brings captured events into the log, and proves some.
struct LogIntegration: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Bring captured events into the log, prove them, and verify the log."
    )

    @Option var events = 200_000
    @Option var proofs = 2_000

    func run() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).db")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let ledger = try await Ledger(SQLiteDatabase(path: path), clock: benchClock)
        for first in stride(from: 0, to: events, by: 2000) {
            let batch = (first..<min(first + 2000, events)).map { number in
                var event = Load.event(number, epcs: 2)
                event.eventID = Self.id(number)
                return event
            }
            _ = try await ledger.capture(batch, behaviour: .proceed, caller: .operator)
        }
        let floor = try await floor(ledger)
        let key = try SignerKey(name: "bench.example.cn/log")
        let start = ContinuousClock.now
        let log = try await EventLog(ledger, key: key)
        try await log.catchUp()
        let rate = Double(events) / (ContinuousClock.now - start).seconds
        Stopwatch.row(
            "log integration",
            rate,
            unit: "leaves/s",
            floor: floor,
            floorName: "rows read and hashed once/s",
            target: "≥ 50,000"
        )
        try await prove(log)
        let audit = ContinuousClock.now
        let report = try await LogAudit(ledger, key: key.verifier).run()
        guard report.findings.isEmpty, report.size == events else { throw ExitCode.failure }
        Stopwatch.row(
            "log verified",
            Double(events) / (ContinuousClock.now - audit).seconds,
            unit: "leaves/s",
            floor: floor,
            floorName: "rows read and hashed once/s",
            target: ""
        )
        try ledger.database.close()
    }

    private func prove(_ log: EventLog) async throws {
        let start = ContinuousClock.now
        for number in 0..<proofs {
            let proof = try await log.proof(of: Self.id(number * (events / proofs)), as: .operator)
            guard proof?.size == events else { throw ExitCode.failure }
        }
        Stopwatch.row(
            "proof of an event",
            (ContinuousClock.now - start).seconds * 1000 / Double(proofs),
            unit: "ms",
            floor: nil,
            floorName: "",
            target: "< 1"
        )
    }

    /// Reading every event once and hashing it.
    private func floor(_ ledger: Ledger) async throws -> Double {
        let start = ContinuousClock.now
        let sizes = try await ledger.database.read { connection in
            var sizes = 0
            try ledger.rows(after: 0, in: connection) { row in
                sizes += HashSuite.sha256.leaf(row.body ?? []).bytes.count
                return true
            }
            return sizes
        }
        guard sizes == events * TreeHash.length else { throw ExitCode.failure }
        return Double(events) / (ContinuousClock.now - start).seconds
    }

    private static func id(_ number: Int) -> String { "urn:example:event:\(number)" }
}
