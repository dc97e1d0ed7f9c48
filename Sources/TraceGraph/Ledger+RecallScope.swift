// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes
package import TraceLedger

extension Ledger {
    /// Everything that must be found when a lot turns out bad.
    ///
    /// - Parameter includesSharedInputs: take in what else was made of the lot's own inputs, for when the fault may
    ///   lie in one of them.
    /// - Returns: nil where no event names the code.
    package func recallScope(
        _ code: TraceCode,
        includesSharedInputs: Bool = false,
        limits: TraceLimits = TraceLimits()
    ) async throws -> RecallScope? {
        let now = now() / 1000
        return try await read { reader in
            guard let own = try Self.forward([code.canonical], code, limits, now, reader) else { return nil }
            guard includesSharedInputs else { return RecallScope(code, own, shared: nil) }
            var back = TraceWalk(reader: reader, limits: limits)
            guard try back.run(from: [code.canonical], direction: .back) else { return nil }
            let sources = back.order.filter { back.units[$0]?.relation == .source }.map {
                back.shelf.codes[$0].canonical
            }
            let shared = sources.isEmpty ? nil : try Self.forward(sources, code, limits, now, reader)
            return RecallScope(code, own, shared: shared)
        }
    }

    private static func forward(
        _ starts: [String],
        _ code: TraceCode,
        _ limits: TraceLimits,
        _ now: Int64,
        _ reader: LedgerReader
    ) throws -> TraceAnswer? {
        var walk = TraceWalk(reader: reader, limits: limits)
        guard try walk.run(from: starts, direction: .forward) else { return nil }
        var builder = AnswerBuilder(walk: walk, start: code, direction: .forward)
        return builder.build(now: now, isWhole: false)
    }
}

extension RecallScope {
    /// - Parameter shared: the answer forward of the lot's inputs, where it is wanted.
    fileprivate init(_ start: TraceCode, _ own: TraceAnswer, shared: TraceAnswer?) {
        let ownUnits = shared.map { _ in Set(own.units.map(\.code.canonical)) }
        let answer = shared ?? own
        let book = HoldingBook(answer)
        var affected = 0
        var holdings: [Holding] = []
        holdings.reserveCapacity(answer.units.count)
        for (position, unit) in answer.units.enumerated()
        where unit.relation == .start || unit.relation == .product {
            affected += 1
            let isOwn = ownUnits?.contains(unit.code.canonical) ?? true
            let cause: Cause = unit.code == start ? .start : isOwn ? .product : .sharedInput
            book.addHoldings(of: position, cause: cause, to: &holdings)
        }
        self.init(
            start: start,
            includesSharedInputs: shared != nil,
            holdings: holdings,
            unitCount: affected,
            gaps: answer.gaps.map { gap in
                Gap(
                    kind: gap.kind,
                    unit: answer.units[gap.unit].code.canonical,
                    eventID: gap.event.map { answer.events[$0].eventID }
                )
            },
            cut: answer.cut ?? own.cut
        )
    }
}
