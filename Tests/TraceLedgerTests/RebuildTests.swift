// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Synchronization
import Testing
import TraceEvents
import TraceTesting
import TraceText

@testable import TraceLedger

@Suite("Rebuild")
struct RebuildTests {
    @Test("Rebuilt tables equal the live ones", arguments: 1...5)
    func rebuild(seed: UInt64) async throws {
        let ledger = try await TestLedger.make()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let events = (0..<30).map { _ in randomEvent(&generator) }
            _ = try await ledger.capture(
                CaptureRequest(EPCISDocument(events: events), behaviour: .proceed, caller: .operator)
            )
        }
        let live = try await contents(ledger)
        #expect(live.contains { !$0.isEmpty })
        try await ledger.rebuild()
        #expect(try await contents(ledger) == live)
    }

    @Test("Stopped after any batch, beside captures, it goes on and equals the live tables", arguments: 1...8)
    func interrupted(seed: UInt64) async throws {
        let ledger = try await TestLedger.make()
        var generator = SeededGenerator(seed: seed)
        func capture(_ count: Int) async throws {
            let events = (0..<count).map { _ in randomEvent(&generator) }
            _ = try await ledger.capture(
                CaptureRequest(EPCISDocument(events: events), behaviour: .proceed, caller: .operator)
            )
        }
        for _ in 0..<5 { try await capture(30) }
        var stops = 0
        while true {
            let batches = Mutex(Int.random(in: 1...3, using: &generator))
            let size = Int.random(in: 1...25, using: &generator)
            do {
                try await ledger.rebuild(by: "", batch: size) { _, _ in
                    let left = batches.withLock { left in
                        left -= 1
                        return left
                    }
                    if left <= 0 { throw Stopped() }
                }
                break
            } catch is Stopped {
                stops += 1
                if stops < 20 { try await capture(Int.random(in: 0...10, using: &generator)) }
            }
        }
        #expect(stops > 0)
        let rebuilt = try await contents(ledger)
        let fresh = try await TestLedger.make()
        let events = try await ledger.read { try $0.events(after: 0, through: .max, limit: 100_000) }
        for stored in events {
            _ = try await fresh.capture([stored.event], behaviour: .proceed, caller: .operator)
        }
        #expect(rebuilt == (try await contents(fresh)))
        try await ledger.rebuild()
        #expect(try await contents(ledger) == rebuilt)
        #expect(
            try await ledger.database.read { try $0.row("SELECT 1 FROM rebuilding") { $0.integer(0) } } == nil
        )
        #expect(try await ledger.database.read { try $0.hasTable("link_old") } == false)
    }

    private struct Stopped: Error {}

    @Test("A rebuild by other rules begins anew, and one that was overtaken says so")
    func otherRules() async throws {
        let ledger = try await TestLedger.make()
        var generator = SeededGenerator(seed: 1)
        let events = (0..<40).map { _ in randomEvent(&generator) }
        _ = try await ledger.capture(
            CaptureRequest(EPCISDocument(events: events), behaviour: .proceed, caller: .operator)
        )
        let counts = Mutex<[Int]>([])
        for rules in ["first", "first", "second"] {
            await #expect(throws: Stopped.self) {
                try await ledger.rebuild(by: rules, batch: 5) { done, _ in
                    counts.withLock { $0.append(done) }
                    throw Stopped()
                }
            }
        }
        #expect(counts.withLock { $0 } == [5, 10, 5])
        let overtaken = await #expect(throws: SQLError.self) {
            try await ledger.database.write { [codec = ledger.codec] connection in
                let rebuilder = Rebuilder(connection: connection, codec: codec, profiles: nil)
                let state = try rebuilder.begin(by: "second")
                _ = try rebuilder.add(
                    RebuildBatch([], profiles: nil),
                    from: Rebuilder.State(position: state.position, done: 0, isReplaced: false)
                )
            }
        }
        #expect(overtaken?.code == .busy)
    }

    @Test("What is dropped by going back to a time is in no index, also where a rebuild had stopped after it")
    func rewound() async throws {
        let ledger = try await TestLedger.make()
        var generator = SeededGenerator(seed: 2)
        let events = (0..<40).map { _ in randomEvent(&generator) }
        _ = try await ledger.capture(
            CaptureRequest(EPCISDocument(events: events), behaviour: .proceed, caller: .operator)
        )
        await #expect(throws: Stopped.self) {
            try await ledger.rebuild(by: "", batch: 20) { _, _ in throw Stopped() }
        }
        let times = try await ledger.read {
            try $0.captured(after: 0, through: .max, limit: 100).map(\.recordTime)
        }
        try await ledger.database.write { _ = try LedgerRewind.run(to: times[4], in: $0) }
        try await ledger.rebuild()
        let kept = Set(
            try await ledger.read {
                try $0.captured(after: 0, through: .max, limit: 100).map(\.number.rawValue)
            }
        )
        #expect(kept.count == 5)
        let indexed = try await ledger.database.read { connection in
            Set(try connection.rows("SELECT event_no FROM link") { $0.integer(0) })
        }
        #expect(indexed == kept)
    }

    private func contents(_ ledger: Ledger) async throws -> [[String]] {
        try await ledger.database.read { connection in
            try [
                "SELECT link_key, event_no, role FROM link",
                "SELECT event_no, declaration_no, 0 FROM error_declaration",
            ].map {
                try connection.rows($0 + " ORDER BY 1, 2") {
                    "\($0.integer(0)) \($0.integer(1)) \($0.integer(2))"
                }
            } + [
                try connection.rows("SELECT kind, value FROM term ORDER BY 1, 2") {
                    "\($0.integer(0)) \($0.text(1))"
                }
            ]
        }
    }

    private func randomEvent(_ generator: inout SeededGenerator) -> Event {
        func code() -> String {
            "https://id.gs1.org/01/06901234567892/21/\(Int.random(in: 0..<40, using: &generator))"
        }
        let second = Int.random(in: 0..<50, using: &generator)
        var event: Event
        switch Int.random(in: 0..<3, using: &generator) {
        case 0:
            event = .seen(
                [code()],
                at: second,
                step: ["shipping", "receiving"].randomElement(using: &generator)
            )
        case 1:
            event = .at(second, .transformation) {
                ($0.inputEPCs, $0.outputEPCs, $0.transformationID) = ([code()], [code()], "urn:x:\(second)")
            }
        default:
            event = .at(second, .aggregation) {
                ($0.parentID, $0.childEPCs, $0.action) = (
                    "https://id.gs1.org/00/069012345678900017", [code()], .add
                )
                $0.readPoint = Location(id: "urn:x:place:\(second % 5)")
            }
        }
        if Int.random(in: 0..<4, using: &generator) == 0 {
            event.errorDeclaration = ErrorDeclaration(
                declarationTime: Timestamp(milliseconds: 1_780_280_000_000)
            )
        }
        return event
    }
}
