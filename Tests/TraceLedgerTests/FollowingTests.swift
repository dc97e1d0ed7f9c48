// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Testing
import TraceEvents
import TraceLedger

@Suite("Processes that share a database")
struct FollowingTests {
    private let event = Event.seen(["https://id.gs1.org/01/06901234567892/21/1"], at: 0)

    @Test("What another process captured is noticed, and so nothing from before is taken for current")
    func others() async throws {
        let (here, there) = try TestLedger.sharedDatabases()
        let (ledger, other) = (try await TestLedger.make(in: here), try await TestLedger.make(in: there))
        let following = Task { await ledger.follow() }
        // Counted once when the following begins.
        while ledger.generation == 0 { await Task.yield() }
        let before = ledger.generation
        _ = try await other.capture(event, caller: .operator)
        while ledger.generation == before { await Task.yield() }
        following.cancel()
        await following.value
    }

    @Test("What this process captured is counted once")
    func own() async throws {
        let (here, there) = try TestLedger.sharedDatabases()
        let (ledger, other) = (try await TestLedger.make(in: here), try await TestLedger.make(in: there))
        let following = Task { await ledger.follow() }
        while ledger.generation == 0 { await Task.yield() }
        let before = ledger.generation
        for second in 0..<5 {
            _ = try await ledger.capture(
                .seen(["https://id.gs1.org/01/06901234567892/21/\(second)"], at: second),
                caller: .operator
            )
        }
        #expect(ledger.generation == before + 5)
        // Heard after whatever could have been heard of our own.
        _ = try await other.capture(event, caller: .operator)
        while ledger.generation == before + 5 { await Task.yield() }
        #expect(ledger.generation == before + 6)
        following.cancel()
        await following.value
    }
}
