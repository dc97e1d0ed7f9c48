// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Testing
import TraceLedger

@testable import Supervision

@Suite("Licences that end")
struct LicenceWatchTests {
    private static let day: Int64 = 86_400_000

    /// The begin of a day in Hainan.
    private static func start(_ day: String) -> Int64 {
        guard let date = HainanCalendar.date(day) else { fatalError("\(day) is no day") }
        return HainanCalendar.start(of: date)
    }

    private static func term(
        _ number: String = "N1",
        _ type: String = "making",
        quantity: Double? = nil,
        from: String = "2020-01-01",
        until: String? = "2026-06-01"
    ) -> LicenceTerm {
        LicenceTerm(
            uri: ChainTerms.document(type, number),
            type: type,
            number: number,
            holder: "urn:test:maker",
            quantity: quantity,
            from: start(from),
            until: until.map(start)
        )
    }

    /// One case: what the registry holds, the day, and the alarms.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let terms: [LicenceTerm]
        let day: String
        let alarms: [String]

        init(_ name: String, _ terms: [LicenceTerm], _ day: String, _ alarms: [String]) {
            (self.name, self.terms, self.day, self.alarms) = (name, terms, day, alarms)
        }

        var testDescription: String { name }
    }

    private static let next: LicenceTerm = term("N2", from: "2026-06-01", until: "2031-06-01")

    static let cases: [Case] = [
        Case("well before its end", [term()], "2026-05-01", []),
        Case("thirty days before", [term()], "2026-05-02", ["N1 licence-expiring"]),
        Case("on its last day", [term()], "2026-05-31", ["N1 licence-expiring"]),
        Case("on the day after", [term()], "2026-06-01", ["N1 licence-expired"]),
        Case("long after", [term()], "2027-06-01", ["N1 licence-expired"]),
        Case("without end", [term(until: nil)], "2026-06-01", []),
        Case(
            "its kind asks for three months",
            [term("N1", "renewing")],
            "2026-03-01",
            ["N1 licence-expiring"]
        ),
        Case("before those three months", [term("N1", "renewing")], "2026-02-28", []),
        Case("renewed in time", [term(), next], "2026-05-15", []),
        Case("renewed, on the day", [term(), next], "2026-06-01", []),
        Case("the next one's end", [term(), next], "2031-05-31", ["N2 licence-expiring"]),
        Case("both ended", [term(), next], "2031-06-01", ["N2 licence-expired"]),
        Case(
            "renewed with a gap, before it",
            [term(), term("N2", from: "2026-06-10", until: "2031-06-01")],
            "2026-05-15",
            ["N1 licence-expiring"]
        ),
        Case(
            "renewed with a gap, in it",
            [term(), term("N2", from: "2026-06-10", until: "2031-06-01")],
            "2026-06-09",
            ["N1 licence-expired"]
        ),
        Case(
            "renewed with a gap, after it",
            [term(), term("N2", from: "2026-06-10", until: "2031-06-01")],
            "2026-06-10",
            []
        ),
        Case("the same number renewed", [term(), term(from: "2026-05-20", until: nil)], "2026-06-01", []),
        Case(
            "another kind does not renew it",
            [term(), term("N2", "renewing", until: nil)],
            "2026-06-01",
            ["N1 licence-expired"]
        ),
        Case("a voluntary certification", [term("N1", "quality")], "2026-06-01", []),
        Case("a permit for one purchase", [term("N1", "buying", quantity: 100)], "2026-06-01", []),
        Case(
            "a licence with a quantity",
            [term("N1", "renewing", quantity: 5)],
            "2026-06-01",
            ["N1 licence-expired"]
        ),
    ]

    @Test("An alarm stands from the time for renewal on, until another licence follows", arguments: cases)
    func alarms(example: Case) throws {
        let watch = try #require(LicenceWatch(TestBook.book.reference))
        let found = watch.alarms(of: example.terms, now: Self.start(example.day), raisedAt: 0).alarms
        #expect(found.map { "\($0.details.value ?? "") \($0.reason)" }.sorted() == example.alarms)
    }

    @Test("Between the instants that it names nothing changes", arguments: cases)
    func next(example: Case) throws {
        let watch = try #require(LicenceWatch(TestBook.book.reference))
        var now = Self.start("2026-01-01")
        var found = watch.alarms(of: example.terms, now: now, raisedAt: 0)
        for _ in 0..<2500 {
            now += Self.day
            let again = watch.alarms(of: example.terms, now: now, raisedAt: 0)
            if now < found.next ?? .max {
                #expect(
                    Set(again.alarms.map { $0.id + $0.reason }) == Set(found.alarms.map { $0.id + $0.reason })
                )
            }
            found = again
        }
    }

    @Test("One alarm a term: never doubled, told anew when it ends, withdrawn when it is renewed")
    func once() async throws {
        let clock = Clock(milliseconds: Self.start("2026-01-01"))
        let ledger = try await Ledger(
            TestLedger.database(),
            profiles: TestBook.book,
            clock: { clock.microseconds }
        )
        let parties = ChangingParties()
        parties.set([Self.term()])
        var checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        let all = AlarmFilter(includesWithdrawn: true)
        func look(_ day: String) async throws -> [Alarm] {
            clock.set(milliseconds: Self.start(day))
            for _ in 0..<3 { try await checker.catchUp() }
            return try await checker.alarms(all)
        }
        #expect(try await look("2026-05-01").isEmpty)
        let first = try await look("2026-05-20")
        #expect(first.map(\.reason) == ["licence-expiring"])
        #expect(first[0].object == "urn:qiongsu:document:making:N1" && first[0].subject == "urn:test:maker")
        #expect(first[0].alarm == "IN-01" && first[0].stage.isEmpty && first[0].eventNumber == 0)
        // Another process goes on.
        checker = try await ChainChecker(ledger, book: TestBook.book, parties: parties)
        let second = try await look("2026-06-02")
        #expect(second.map(\.id) == first.map(\.id) && second.map(\.reason) == ["licence-expired"])
        #expect(second[0].withdrawnAt == nil && second[0].raisedAt == first[0].raisedAt)
        parties.set([Self.term(), Self.next])
        let third = try await look("2026-06-03")
        #expect(third.count == 1 && third[0].withdrawnAt != nil)
        let last = try await look("2031-05-20")
        #expect(last.filter { $0.withdrawnAt == nil }.map(\.details.value) == ["N2"] && last.count == 2)
        parties.set([])
        #expect(try await look("2031-05-21").allSatisfy { $0.withdrawnAt != nil })
        try await checker.rebuild()
        #expect(try await look("2031-05-22").isEmpty)
    }
}
