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
            guard let own = try RecallWalk([code.canonical], limits, reader) else { return nil }
            guard includesSharedInputs else { return own.scope(of: code, now: now) }
            var back = TraceWalk(reader: reader, limits: limits)
            guard try back.run(from: [code.canonical], direction: .back) else { return nil }
            let sources = back.order.filter { back.units[$0]?.relation == .source }.map {
                back.shelf.codes.canonical(of: $0)
            }
            let shared = sources.isEmpty ? nil : try RecallWalk(sources, limits, reader)
            return shared?.scope(of: code, beside: own, now: now) ?? own.scope(of: code, now: now)
        }
    }
}

/// A walk forward from what may be bad.
private struct RecallWalk {
    private let walk: TraceWalk

    /// Nil where no event names any of the codes.
    init?(_ codes: [String], _ limits: TraceLimits, _ reader: LedgerReader) throws {
        var walk = TraceWalk(reader: reader, limits: limits)
        guard try walk.run(from: codes, direction: .forward) else { return nil }
        self.walk = walk
    }

    /// - Parameter own: the walk from the code itself, where this one is from its inputs.
    func scope(of code: TraceCode, beside own: RecallWalk? = nil, now: Int64) -> RecallScope {
        let builder = AnswerBuilder(walk: walk)
        var book = HoldingBook(units: walk.order, codes: walk.shelf.codes)
        var eventIDs: [String] = []
        builder.forEachEvent {
            book.post($0)
            eventIDs.append($0.eventID)
        }
        let affected = affected(code, beside: own)
        return RecallScope(
            start: code,
            includesSharedInputs: own != nil,
            holdings: RecallScope.Holdings(book, of: affected),
            unitCount: affected.count,
            gaps: builder.gaps(now: now).map { gap in
                RecallScope.Gap(
                    kind: gap.kind,
                    unit: walk.shelf.codes.canonical(of: walk.order[gap.unit]),
                    eventID: gap.event.map { eventIDs[$0] }
                )
            },
            cut: walk.cut ?? own?.walk.cut
        )
    }

    private func affected(_ code: TraceCode, beside own: RecallWalk?) -> [(
        position: Int32, cause: RecallScope.Cause
    )] {
        let codes = walk.shelf.codes
        let start = codes.knownID(of: code.canonical)
        let ownUnits = own.map { own in Set(own.walk.order.map { own.walk.shelf.codes.canonical(of: $0) }) }
        var affected: [(position: Int32, cause: RecallScope.Cause)] = []
        affected.reserveCapacity(walk.order.count)
        for (position, unit) in walk.order.enumerated() {
            guard let relation = walk.units[unit]?.relation, relation == .start || relation == .product else {
                continue
            }
            let isOwn = ownUnits?.contains(codes.canonical(of: unit)) ?? true
            affected.append((Int32(position), unit == start ? .start : isOwn ? .product : .sharedInput))
        }
        return affected
    }
}
