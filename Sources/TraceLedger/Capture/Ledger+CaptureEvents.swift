// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents
import TraceText

/// What became of one of several events.
package enum EventOutcome: Sendable {
    case stored(Event)
    /// Was there already.
    case repeated(Event)
    case refused([DocumentFault])
    /// Right, but not written because another event was refused.
    case rolledBack
}

extension Ledger {
    /// Captures several events in one commit and tells of each what became of it. No capture job is kept.
    ///
    /// With `rollback` one refused event refuses all.
    ///
    /// - Throws: ``LedgerError`` `forbidden`, `overloaded`, `storageFull`.
    package func capture(
        _ events: [Event],
        behaviour: CaptureRequest.ErrorBehaviour,
        caller: Caller
    ) async throws -> [EventOutcome] {
        let receivedAt = clock()
        try authorise(caller)
        var outcomes = [EventOutcome](repeating: .rolledBack, count: events.count)
        var identified: [IdentifiedEvent] = []
        identified.reserveCapacity(events.count)
        for (index, event) in events.enumerated() {
            let faults = refusals(of: event, at: "", now: receivedAt)
            if faults.isEmpty {
                identified.append(IdentifiedEvent(event, index: index, codec: codec, profiles: profiles))
            } else {
                outcomes[index] = .refused(faults)
            }
            // Many events must not hold their thread against the short requests beside them.
            if index % 32 == 31 { await Task.yield() }
        }
        let isWhole = identified.count == events.count
        guard !identified.isEmpty, isWhole || behaviour == .proceed else { return outcomes }
        let submission = Submission(
            events: identified,
            vocabularies: [],
            behaviour: behaviour,
            receivedAt: receivedAt
        )
        for (item, outcome) in zip(identified, try await append(submission).outcomes) {
            outcomes[item.index] = Self.outcome(outcome, events[item.index], item)
        }
        return outcomes
    }

    private static func outcome(_ outcome: AppendOutcome, _ event: Event, _ identified: IdentifiedEvent)
        -> EventOutcome
    {
        func stored(_ recordTime: Int64) -> Event {
            var stored = event
            stored.eventID = identified.eventID
            stored.recordTime = Timestamp(milliseconds: recordTime / 1000)
            return stored
        }
        switch outcome {
        case .stored(_, let recordTime): return .stored(stored(recordTime))
        case .repeated(_, let recordTime): return .repeated(stored(recordTime))
        case .rolledBack: return .rolledBack
        case .idTaken:
            let message = "another event with the ID \(identified.eventID) is stored already"
            return .refused([DocumentFault(.identifier, at: .pointer("/eventID"), message)])
        }
    }
}
