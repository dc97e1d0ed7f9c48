// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import Testing
import TraceGraph
import TraceTesting

/// The product against the brute-force model of Documentation/Tracing.md.
@Suite("Traces of random histories")
struct TracePropertyTests {
    /// Another seed from the environment makes other histories.
    static let seed = ProcessInfo.processInfo.environment["QIONGSU_TEST_SEED"].flatMap(UInt64.init) ?? 1
    private static let worldsInBatch = 100

    private static func histories(batch: Int, count: Int = worldsInBatch) -> [History] {
        (0..<count).map { position in
            let world = batch * worldsInBatch + position
            return HistoryGenerator.history(
                seed: seed &* 1_000_003 &+ UInt64(world),
                world: world,
                now: TraceCheck.now
            )
        }
    }

    private static func starts(in history: History) -> Set<Int> {
        var random = SeededGenerator(seed: UInt64(history.world))
        return Set((0..<3).map { _ in Int.random(in: 0..<history.units.count, using: &random) })
    }

    @Test("Every trace is what the contract says", arguments: 0..<24)
    func contract(batch: Int) async throws {
        let histories = Self.histories(batch: batch)
        let replay = try await HistoryReplay(histories, arrival: .shuffled(seed: Self.seed))
        for history in histories {
            let model = TraceModel(history, now: TraceCheck.now)
            for start in Self.starts(in: history) {
                for direction in TraceAnswer.Direction.allCases {
                    let check = TraceCheck(start: start, direction: direction)
                    let faults = try await check.faults(model, in: replay)
                    guard !faults.isEmpty else { continue }
                    let (smallest, left) = try await check.shrunk(history, faults)
                    Issue.record(
                        """
                        seed \(Self.seed), world \(history.world), \(history.name(start)) \(direction.rawValue)
                        \(left.joined(separator: "\n"))
                        \(smallest)
                        """
                    )
                    return
                }
            }
        }
    }
}
