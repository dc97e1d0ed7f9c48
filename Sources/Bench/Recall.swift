// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger
import TraceText

/// The recall of a lot that became very many units.
struct Recall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Recall a lot that became very many units; print seconds, seconds of the floor, holdings, MB.",
        discussion: """
            The lot is added to the database where it is missing; memory is then that of adding it too. The floor reads
            the same rows.
            """
    )

    private static let lot = "https://id.gs1.org/01/06901234567892/10/RECALL"

    @Argument var database: String
    @Option(help: "Units of the last generation, in hundreds of boxes of a hundred.") var units = 1_000_000

    func run() async throws {
        let ledger = try await Ledger(SQLiteDatabase(path: database), clock: benchClock)
        let fanOut = (lots: 100, boxes: max(units / 10_000, 1), packs: 100)
        let isThere = try await ledger.read { try $0.names(Self.lot, roles: .unit) }
        if !isThere {
            let events = Load.split(Self.lot, fanOut: fanOut)
            for first in stride(from: 0, to: events.count, by: 200) {
                let part = Array(events[first..<min(first + 200, events.count)])
                _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: part), caller: .operator))
            }
        }
        let floor = try await Self.floor(ledger, Load.splitTimes(fanOut))
        let before = Stopwatch.peakMegabytes
        let start = ContinuousClock.now
        let limits = TraceLimits(size: 10 * units, time: .seconds(120))
        let scope = try await ledger.recallScope(CanonicalCode.identify(Self.lot), limits: limits)
        let seconds = (ContinuousClock.now - start).seconds
        guard let scope, scope.cut == nil, scope.unitCount > units else { throw ExitCode.failure }
        print(seconds, floor, scope.holdings.count, Stopwatch.peakMegabytes - before)
        try ledger.database.close()
    }

    /// Reads the index entries of the units and the events, in their order on the disk; the better of two times.
    private static func floor(_ ledger: Ledger, _ times: [Int64]) async throws -> Double {
        let products = [Load.pack, Load.box].map { LinkKey.range(sharing: $0) }
        let instants = times.map { EventNumber(firstAt: $0).rawValue...EventNumber(lastAt: $0).rawValue }
        var best = Double.infinity
        for _ in 0..<2 {
            let start = ContinuousClock.now
            _ = try await ledger.database.read { connection in
                var sum: Int64 = 0
                for (sql, ranges) in [
                    ("SELECT link_key, event_no, role FROM link WHERE link_key BETWEEN $1 AND $2", products),
                    ("SELECT length(body), body FROM event WHERE event_no BETWEEN $1 AND $2", instants),
                ] {
                    for range in ranges {
                        try connection.query(
                            sql,
                            [.integer(range.lowerBound), .integer(range.upperBound)]
                        ) {
                            sum &+= $0.integer(0)
                            return true
                        }
                    }
                }
                return sum
            }
            best = min(best, (ContinuousClock.now - start).seconds)
        }
        return best
    }
}
