// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Synchronization
import Testing
import TraceEvents
import TraceText

@testable import TraceLedger

@Suite("Events by month")
struct EventMonthsTests {
    @Test(
        "A month begins with the first number of its first day, in UTC",
        arguments: [
            ("2026-07", 1_782_864_000_000), ("2024-03", 1_709_251_200_000), ("1970-01", 0),
            ("1969-12", -2_678_400_000),
        ] as [(String, Int64)]
    )
    func start(text: String, milliseconds: Int64) throws {
        let month = try #require(EventMonth(text))
        #expect(month.description == text)
        #expect(month.firstNumber == EventNumber(firstAt: milliseconds))
        #expect(EventMonth(holding: milliseconds) == month)
        #expect(EventMonth(holding: milliseconds - 1) == month.advanced(by: -1))
    }

    @Test(
        "What is no month is none",
        arguments: ["2026", "2026-13", "2026-00", "26-01", "2026-1", "2026-01-01"]
    )
    func noMonth(text: String) { #expect(EventMonth(text) == nil) }

    @Test(
        "A SQLite file is not cut",
        .enabled(if: TestLedger.server == nil, "on PostgreSQL there is no file")
    )
    func file() async throws {
        let ledger = try await TestLedger.make()
        await #expect {
            try await ledger.database.write { try EventMonths($0).cut(now: 0) }
        } throws: {
            ($0 as? SQLError)?.code == .unsupported
        }
    }

    @Suite("on PostgreSQL", .enabled(if: TestLedger.server != nil, "run through scripts/with-postgres"))
    struct Cutting {
        private let clock = Calendar()
        private let ledger: Ledger

        init() async throws {
            let clock = clock
            ledger = try await Ledger(TestLedger.database(), clock: { clock.now })
        }

        @Test("Cutting keeps what is there, and each later month gets a part of its own")
        func cut() async throws {
            // 2026-06-01 and, three days in the past of a July that has begun, 2026-06-28.
            try await capture("before", at: 0)
            #expect(try await cutNow())
            #expect(try await !cutNow())
            try await capture("same month", at: 86_400 * 27)
            try await capture("long ago", at: -86_400 * 2000)
            clock.advance(days: 40)
            try await capture("August", at: 86_400 * 62)
            for name in ["before", "same month", "long ago", "August"] {
                #expect(try await numbers(of: name).count == 1, "\(name)")
            }
            let parts = try await ledger.database.read { try EventMonths($0).parts() }
            #expect(parts.first?.name == "event_before_2026_08")
            #expect(parts.dropFirst().first?.name == "event_2026_08")
            let august = try await ledger.database.read {
                try $0.row("SELECT count(*) FROM event_2026_08") { $0.integer(0) }
            }
            #expect(august == 1)
        }

        @Test("A server that runs for years makes the months that it needs")
        func runningOn() async throws {
            try await capture("before", at: 0)
            _ = try await cutNow()
            for year in 1...3 {
                clock.advance(days: 365)
                try await ledger.makeMonths()
                try await capture("year \(year)", at: 86_400 * 365 * year)
                #expect(try await numbers(of: "year \(year)").count == 1)
            }
            let ends = try await ledger.database.read { try EventMonths($0).parts().map(\.end) }
            #expect(zip(ends, ends.dropFirst()).allSatisfy { $0.advanced(by: 1) == $1 })
        }

        @Test("Order of capture and repetitions are as in one table")
        func asOne() async throws {
            for name in ["a", "b", "c"] { try await capture(name, at: 0) }
            _ = try await cutNow()
            clock.advance(days: 31)
            for name in ["d", "a"] { try await capture(name, at: name == "a" ? 0 : 86_400 * 61) }
            let captured = try await ledger.read { try $0.captured(after: 0, through: .max, limit: 10) }
            #expect(captured.count == 4)
            #expect(try await captured.last?.number == numbers(of: "d").first)
            try await ledger.rebuild()
            #expect(try await numbers(of: "d").count == 1)
        }

        private func cutNow() async throws -> Bool {
            let now = clock.now / 1000
            return try await ledger.database.write { try EventMonths($0).cut(now: now) }
        }

        private func capture(_ name: String, at second: Int) async throws {
            let event = Event.seen(["urn:example:\(name.replacing(" ", with: "-"))"], at: second)
            let request = CaptureRequest(EPCISDocument(events: [event]), caller: .operator)
            _ = try await ledger.capture(request)
        }

        private func numbers(of name: String) async throws -> [EventNumber] {
            let sought = Sought("urn:example:\(name.replacing(" ", with: "-"))")
            return try await ledger.read { reader in
                let links = try reader.links(of: [sought], roles: .epc)
                return try reader.events(links.map(\.number)).map(\.number)
            }
        }
    }

    /// A clock that is moved by hand.
    private final class Calendar: Sendable {
        private let time = Mutex(TestLedger.now)
        var now: Int64 { time.withLock(\.self) }
        func advance(days: Int64) { time.withLock { $0 += days * 86_400_000_000 } }
    }
}
