// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
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
