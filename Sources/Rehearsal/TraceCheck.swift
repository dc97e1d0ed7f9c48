// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Simulation
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger

/// Follows the goods of a run from end to end, in both directions.
struct TraceCheck {
    let ledger: Ledger
    let scenario: Scenario

    func check(_ play: Play, into report: inout RehearsalReport) async throws {
        guard let run = play.runs.first(where: { $0.fault == nil && $0.variant == nil }) else { return }
        let records = play.records
            .filter { $0.run == run.run && $0.supply == nil && !$0.event.codes.isEmpty }
            .sorted { $0.time < $1.time }
        let first =
            scenario.trace.first.flatMap { step in records.first { $0.isStep(step) } } ?? records.first
        let last = scenario.trace.last.flatMap { step in records.last { $0.isStep(step) } } ?? records.last
        guard let first, let last, first.step != last.step else { return }
        try await check(.back, from: last, to: first, into: &report)
        try await check(.forward, from: first, to: last, into: &report)
    }

    private func check(
        _ direction: TraceAnswer.Direction,
        from start: PlayRecord,
        to end: PlayRecord,
        into report: inout RehearsalReport
    ) async throws {
        guard let code = start.event.codes.last else { return }
        let answer = try await ledger.trace(CanonicalCode.identify(code), direction: direction)
        let wanted = end.event.hashURI()
        if answer?.events.contains(where: { $0.eventID == wanted }) ?? false { return }
        report.add(
            start.context,
            "the trace \(direction.rawValue) from \(start.step) [\(code)] does not reach \(end.step)"
        )
    }
}

extension PlayRecord {
    func isStep(_ id: String) -> Bool { step == id || step.hasPrefix(id + "#") }
}

extension Event {
    /// The goods that a record leaves: what comes out, else what it handles.
    var codes: [String] {
        let out = outputEPCs + outputQuantities.map(\.epcClass)
        if !out.isEmpty { return out }
        return epcs + quantities.map(\.epcClass) + (parentID.map { [$0] } ?? []) + childEPCs
            + childQuantities.map(\.epcClass) + inputEPCs + inputQuantities.map(\.epcClass)
    }
}
