// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes
package import TraceLedger

extension Ledger {
    /// Follows a unit or lot through every stored event.
    ///
    /// Back: everything that went into it, up to when it did. Forward: everything made of it, inside it or packed
    /// with it in mind of its containers, from when it was. Containers count while the goods were inside, at any
    /// depth. Events count in the order in which they happened, not in which they were captured. An event declared
    /// wrong is shown and not followed.
    ///
    /// - Returns: nil where no event names the code, as far as the audience may know.
    /// - Throws: ``LedgerError`` `corrupt`; `SQLError`.
    package func trace(
        _ code: TraceCode,
        direction: TraceAnswer.Direction,
        limits: TraceLimits = TraceLimits(),
        as audience: Audience = .operator
    ) async throws -> TraceAnswer? {
        let now = now()
        return try await read(as: audience) {
            try $0.trace(code, direction: direction, limits: limits, now: now)
        }
    }
}

extension LedgerReader {
    /// The same inside a read that has more to ask.
    ///
    /// - Parameter now: microseconds since 1970; a shipment is missed only after a time.
    package func trace(
        _ code: TraceCode,
        direction: TraceAnswer.Direction,
        limits: TraceLimits = TraceLimits(),
        now: Int64
    ) throws -> TraceAnswer? {
        guard try tells(code.canonical) else { return nil }
        var walk = TraceWalk(reader: self, limits: limits)
        guard try walk.run(from: [code.canonical], direction: direction) else { return nil }
        return AnswerBuilder(walk: walk).answer(start: code, direction: direction, now: now / 1000)
    }
}
