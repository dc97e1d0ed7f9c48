// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import Testing
import TraceEvents
import TraceLedger

@Suite("Following the ledger")
struct FollowingTests {
    private static let captures = 40
    private static let eventsOfOne = 10

    /// Over several machines a commit appears in parts, so that a later event may be seen before an earlier one.
    @Test("Who follows up to the settled time sees every event once and in order, while others capture")
    func following() async throws {
        let ledger = try await TestLedger.make()
        async let capturing: Void = capture(into: ledger)
        var (seen, position): ([Int64], Int64) = ([], 0)
        let total = Self.captures * Self.eventsOfOne
        // Beyond this something was passed over, or is stored and never appears.
        for _ in 0..<10_000 where seen.count < total {
            let (start, end) = (position, try await ledger.settledTime())
            let times = try await ledger.read {
                try $0.captured(after: start, through: end, limit: 1000).map(\.recordTime)
            }
            seen += times
            position = max(position, end)
        }
        try await capturing
        let all = try await ledger.read { try $0.captured(after: 0, through: .max, limit: 1000) }
        #expect(all.count == total)
        #expect(seen == all.map(\.recordTime))
    }

    private func capture(into ledger: Ledger) async throws {
        for capture in 0..<Self.captures {
            let events = (0..<Self.eventsOfOne).map { number in
                Event.seen(["urn:example:\(capture):\(number)"], at: capture * Self.eventsOfOne + number)
            }
            _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        }
    }
}
