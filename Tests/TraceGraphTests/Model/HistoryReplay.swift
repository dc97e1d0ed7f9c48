// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import Testing
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger
import TraceTesting

/// A ledger into which histories were captured, in some order.
struct HistoryReplay {
    let ledger: Ledger

    enum Arrival {
        case asHappened
        /// In any order, the histories mixed.
        case shuffled(seed: UInt64)
    }

    init(_ histories: [History], spelling: HistoryWriter.Spelling = .mixed, arrival: Arrival) async throws {
        ledger = try await TestLedger.make()
        let stored = try await capture(histories, spelling: spelling, arrival: arrival)
        try #require(stored == histories.reduce(0) { $0 + $1.events.count }, "every event is stored")
    }

    /// Captures in several documents; how many events were new.
    func capture(_ histories: [History], spelling: HistoryWriter.Spelling, arrival: Arrival) async throws
        -> Int
    {
        var events = histories.flatMap { history in
            let writer = HistoryWriter(history: history, spelling: spelling)
            return history.events.map(writer.event)
        }
        var random = SeededGenerator(seed: 1)
        switch arrival {
        case .asHappened: events.sort { $0.eventTime < $1.eventTime }
        case .shuffled(let seed):
            random = SeededGenerator(seed: seed)
            events.shuffle(using: &random)
        }
        var stored = 0
        while !events.isEmpty {
            let document = EPCISDocument(
                events: Array(events.prefix(Int.random(in: 1...500, using: &random)))
            )
            events.removeFirst(document.events.count)
            let job = try await ledger.capture(
                CaptureRequest(document, behaviour: .rollback, caller: .operator)
            )
            try #require(job.success, "\(job.errors)")
            stored += job.stored
        }
        return stored
    }

    func trace(
        _ unit: Int,
        of history: History,
        _ direction: TraceAnswer.Direction
    ) async throws -> TraceAnswer? {
        let code = HistoryWriter(history: history, spelling: .link).canonical(unit)
        return try await ledger.trace(
            CanonicalCode.identify(code),
            direction: direction,
            limits: .ofComparisons
        )
    }
}

extension TraceLimits {
    /// What is compared must not be cut, however slow the machine.
    static let ofComparisons = TraceLimits(time: .seconds(600))
}
