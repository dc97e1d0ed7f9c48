// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Simulation
import Testing
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger

/// What must hold of any honest records, counted and walked anew with nothing of the checker or the trace.
@Suite struct RecordTests {
    private static let play: Play = {
        do { return try TestProvince.play(days: 60, scale: 0.2, faults: 0) } catch { fatalError("\(error)") }
    }()

    private let records = Self.play.records.sorted { $0.time < $1.time }

    @Test func `No more of a lot is used up than there was made`() {
        var made: [String: Double] = [:]
        var used: [String: Double] = [:]
        for record in records {
            let event = record.event
            let begins = event.type == .object && event.action == .add
            for lot in event.outputQuantities + (begins ? event.quantities : []) {
                made[lot.epcClass, default: 0] += lot.quantity?.value ?? .nan
            }
            for lot in event.inputQuantities { used[lot.epcClass, default: 0] += lot.quantity?.value ?? .nan }
        }
        var compared = 0
        for (code, amount) in used {
            guard let there = made[code] else { continue }
            compared += 1
            #expect(amount <= there + 0.001, "\(code): \(amount) of \(there)")
        }
        #expect(compared > 50)
    }

    @Test func `No unit is made twice, and none is used up twice`() {
        var made: Set<String> = []
        var used: Set<String> = []
        for record in records where record.event.type == .transformation {
            for code in record.event.outputEPCs {
                #expect(made.insert(code).inserted, "\(record.stage) \(code)")
            }
            for code in record.event.inputEPCs {
                #expect(used.insert(code).inserted, "\(record.stage) \(code)")
            }
        }
        #expect(made.count > 100)
    }

    @Test func `No unit is sold over the counter twice`() {
        var sold: Set<String> = []
        for record in records where record.event.bizStep == "retail_selling" {
            for code in record.event.epcs { #expect(sold.insert(code).inserted, "\(record.stage) \(code)") }
        }
        #expect(!sold.isEmpty)
    }

    @Test func `A trace back finds all that an independent walk over the records finds`() async throws {
        let ledger = try await Ledger(TestLedger.database(), clock: { TestProvince.end * 1_000_000 })
        for document in Self.play.documents() {
            _ = try await ledger.capture(CaptureRequest(document, caller: .operator))
        }
        var walked = 0
        for showcase in Self.play.showcases {
            let expected = sources(of: showcase.code)
            let answer = try await ledger.trace(CanonicalCode.identify(showcase.code), direction: .back)
            let found = Set(try #require(answer).units.map(\.code.canonical))
            #expect(
                expected.subtracting(found).isEmpty,
                "\(showcase.name.en): \(expected.subtracting(found))"
            )
            walked += expected.count
        }
        #expect(walked > Self.play.showcases.count)
        try ledger.database.close()
    }

    /// The unit and everything that went into it, by transformations alone.
    private func sources(of code: String) -> Set<String> {
        var inputs: [String: Set<String>] = [:]
        for record in records where record.event.type == .transformation {
            let event = record.event
            let sources = event.inputEPCs + event.inputQuantities.map(\.epcClass)
            for made in event.outputEPCs + event.outputQuantities.map(\.epcClass) {
                inputs[made, default: []].formUnion(sources)
            }
        }
        var found: Set<String> = [code]
        var open = [code]
        while let next = open.popLast() {
            for source in inputs[next] ?? [] where found.insert(source).inserted { open.append(source) }
        }
        return found
    }
}
