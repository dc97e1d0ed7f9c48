// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Testing
import TraceEvents
import TraceText

@testable import TraceLedger

@Suite("Capture")
struct CaptureTests {
    private let unit = "https://id.gs1.org/01/06901234567892/21/1"

    private func capture(
        _ events: [Event],
        _ behaviour: CaptureRequest.ErrorBehaviour = .rollback,
        in ledger: Ledger
    ) async throws -> CaptureJob {
        try await ledger.capture(
            CaptureRequest(EPCISDocument(events: events), behaviour: behaviour, caller: .operator)
        )
    }

    @Test("A document that comes twice is stored once")
    func retry() async throws {
        let ledger = try await TestLedger.make()
        let events = (0..<50).map { Event.seen([unit], at: $0) }
        let first = try await capture(events, in: ledger)
        let second = try await capture(events, in: ledger)
        #expect((first.stored, first.repeated, first.success) == (50, 0, true))
        #expect((second.stored, second.repeated, second.success) == (0, 50, true))
        #expect(try await ledger.read { try $0.eventCount() } == 50)
    }

    @Test("A document that comes many times at one moment is stored once")
    func simultaneousRetries() async throws {
        let ledger = try await TestLedger.make()
        let events = (0..<20).map { Event.seen([unit], at: $0) }
        let stored = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { try await capture(events, in: ledger).stored } }
            return try await group.reduce(0, +)
        }
        #expect(stored == 20)
        #expect(try await ledger.read { try $0.eventCount() } == 20)
    }

    @Test("An event that stands twice in one document is stored once")
    func repeatedInDocument() async throws {
        let ledger = try await TestLedger.make()
        let job = try await capture([.seen([unit], at: 1), .seen([unit], at: 1)], in: ledger)
        #expect((job.stored, job.repeated, job.success) == (1, 1, true))
    }

    @Test("The URN and the Digital Link of one unit are one event")
    func spelling() async throws {
        let ledger = try await TestLedger.make()
        let job = try await capture(
            [.seen(["urn:epc:id:sgtin:6901234.056789.1"], at: 1), .seen([unit], at: 1)],
            in: ledger
        )
        #expect((job.stored, job.repeated) == (1, 1))
    }

    @Test("Another event with a known ID is refused, and rolls its document back")
    func idTaken() async throws {
        let ledger = try await TestLedger.make()
        var first = Event.seen([unit], at: 1)
        first.eventID = "urn:uuid:1"
        _ = try await ledger.capture(first, caller: .operator)
        var other = Event.seen([unit], at: 2)
        other.eventID = "urn:uuid:1"
        await #expect { try await ledger.capture(other, caller: .operator) } throws: {
            ($0 as? LedgerError)?.code == .eventIDTaken
        }
        let rolledBack = try await capture([.seen([unit], at: 3), other], in: ledger)
        #expect((rolledBack.stored, rolledBack.success) == (0, false))
        #expect(rolledBack.errors.map(\.pointer) == ["/epcisBody/eventList/1"])
        let proceeded = try await capture([.seen([unit], at: 3), other], .proceed, in: ledger)
        #expect((proceeded.stored, proceeded.success) == (1, false))
    }

    @Test("A refused event refuses its document, or with proceed only itself")
    func wrongCheckDigit() async throws {
        let ledger = try await TestLedger.make()
        let events = [Event.seen([unit], at: 1), .seen(["https://id.gs1.org/01/06901234567893/21/1"], at: 2)]
        await #expect { try await capture(events, in: ledger) } throws: {
            ($0 as? InvalidDocument)?.faults.map(\.place) == [.pointer("/epcisBody/eventList/1/epcList/0")]
        }
        #expect(try await ledger.read { try $0.eventCount() } == 0)
        let job = try await capture(events, .proceed, in: ledger)
        #expect((job.stored, job.errors.count) == (1, 1))
    }

    @Test("An event a century ahead is refused")
    func future() async throws {
        let ledger = try await TestLedger.make()
        var event = Event.seen([unit], at: 1)
        event.eventTime = Timestamp(milliseconds: TestLedger.now / 1000 + 100 * 365 * 86_400_000)
        await #expect { try await ledger.capture(event, caller: .operator) } throws: {
            ($0 as? InvalidDocument)?.faults.first?.place == .pointer("/eventTime")
        }
    }

    @Test(
        "A database that cannot commit stores nothing, and says whether to come back",
        arguments: [
            (SQLError.Code.busy, LedgerError.Code.overloaded), (.storageFull, .storageFull),
            (.readOnly, .storageFull), (.cannotOpen, .unavailable), (.connectionLost, .unavailable),
            (.outcomeUnknown, .outcomeUnknown),
        ]
    )
    func failingCommit(code: SQLError.Code, answer: LedgerError.Code) async throws {
        let ledger = try await TestLedger.make(in: try FailingDatabase(code))
        await #expect { try await capture([.seen([unit], at: 1)], in: ledger) } throws: {
            ($0 as? LedgerError)?.code == answer
        }
        #expect(try await ledger.read { try $0.eventCount() } == 0)
    }

    @Test(
        "Text with U+0000 is kept or refused, and never breaks the capture beside it",
        arguments: [
            { $0.epcs = ["urn:x:\u{0}"] }, { $0.eventID = "urn:x:\u{0}" }, { $0.bizStep = "urn:x:\u{0}" },
            {
                let name = ExtensionName(prefix: nil, local: "note", namespace: "urn:x")
                $0.extensions = [ExtensionField(name: name, value: .string("\u{0}"))]
            },
        ] as [@Sendable (inout Event) -> Void]
    )
    func nullCharacter(change: @Sendable (inout Event) -> Void) async throws {
        let ledger = try await TestLedger.make()
        var event = Event.seen([unit], at: 1)
        change(&event)
        let changed = event
        async let odd = ledger.capture(changed, caller: .operator)
        async let other = ledger.capture(.seen([unit], at: 2), caller: .operator)
        _ = try await other
        do {
            _ = try await odd
            #expect(try await ledger.read { try $0.eventCount() } == 2)
        } catch let error as SQLError {
            #expect(error.code == .unstorable)
        } catch is InvalidDocument {}
    }

    @Test("Who may not write is refused")
    func forbidden() async throws {
        let ledger = try await TestLedger.make()
        await #expect { try await ledger.capture(.seen([unit], at: 1), caller: .anonymous) } throws: {
            ($0 as? LedgerError)?.code == .forbidden
        }
    }

    @Test("Thousands of events of one instant all find a place")
    func sameInstant() async throws {
        let ledger = try await TestLedger.make()
        let events = (0..<3000).map { Event.seen(["https://id.gs1.org/01/06901234567892/21/\($0)"], at: 0) }
        #expect(try await capture(events, in: ledger).stored == 3000)
        let found = try await ledger.read { try $0.links(of: [Sought(events[2999].epcs[0])], roles: .epc) }
        #expect(found.count == 1)
    }

    @Test("A declaration marks its event wrong, whichever of the two comes first", arguments: [true, false])
    func errorDeclaration(declarationFirst: Bool) async throws {
        let ledger = try await TestLedger.make()
        let wrong = Event.seen([unit], at: 1)
        var declaration = wrong
        declaration.eventID = wrong.hashURI()
        declaration.errorDeclaration = ErrorDeclaration(
            declarationTime: Timestamp(milliseconds: 1_780_280_000_000),
            reason: "did_not_occur"
        )
        for event in declarationFirst ? [declaration, wrong] : [wrong, declaration] {
            _ = try await ledger.capture(event, caller: .operator)
        }
        let stored = try await ledger.read { try $0.events(withID: wrong.hashURI()) }
        #expect(stored.count == 2)
        #expect(stored.filter(\.counts).isEmpty)
        #expect(stored.count { $0.declaredWrongBy != nil } == 1)
    }

    @Test("What was stored comes back as it was sent, with ID and record time")
    func comesBack() async throws {
        let ledger = try await TestLedger.make()
        var event = Event.seen([unit], at: 1, step: "shipping")
        event.ilmd = [
            ExtensionField(
                name: ExtensionName(prefix: "ex", local: "note", namespace: "https://example.com/"),
                value: .array([.string("芒果"), .number(DecimalNumber(literal: "1.50")), .null])
            )
        ]
        let captured = try await ledger.capture(event, caller: .operator)
        #expect(captured.eventID == event.hashURI())
        let id = event.hashURI()
        let stored = try #require(try await ledger.read { try $0.events(withID: id) }.first)
        #expect(stored.event == captured)
    }
}
