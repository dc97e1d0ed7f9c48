// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import Testing
import TraceCodes
import TraceEvents
import TraceLedger
import TraceTesting
import TraceText

@testable import TraceGraph

/// Units whose serial numbers follow one another are traced as if each had its own row in the index.
@Suite("Traces of runs of codes")
struct RangeTraceTests {
    private static let packs = (95..<395).map { "https://id.gs1.org/01/06901234567892/21/\($0)" }
    private static let bars = (0..<120).map { "https://id.gs1.org/01/06901028075831/21/B\($0)" }
    private static let lot = "https://id.gs1.org/01/06901234567892/10/L"

    private static func box(_ number: Int) -> String {
        "https://id.gs1.org/01/16901234567899/21/K\(number)"
    }

    /// A lot becomes packs, which are boxed by the score, shipped, unboxed in part, and made into bars.
    private static func events(_ random: inout SeededGenerator) -> [Event] {
        var second = 0
        func next() -> Int {
            second += 1
            return second
        }
        var events = [
            Event.at(next(), .transformation) { ($0.inputEPCs, $0.outputEPCs) = ([lot], packs) }
        ]
        var left = packs[...]
        var boxes: [(code: String, packs: [String])] = []
        while !left.isEmpty {
            let content = Array(left.prefix(Int.random(in: 8...40, using: &random)))
            left = left.dropFirst(content.count)
            boxes.append((box(boxes.count), content))
            events.append(
                .at(next(), .aggregation) {
                    ($0.parentID, $0.childEPCs, $0.action) = (boxes[boxes.count - 1].code, content, .add)
                }
            )
        }
        events.append(
            .seen(boxes.map(\.code), at: next(), step: "shipping")
        )
        for (code, content) in boxes.shuffled(using: &random).prefix(4) {
            let out = Array(content.prefix(Int.random(in: 1...content.count, using: &random)))
            events.append(
                .at(next(), .aggregation) { ($0.parentID, $0.childEPCs, $0.action) = (code, out, .delete) }
            )
            events.append(.seen(out, at: next(), step: "retail_selling"))
        }
        let used = Array(packs[Int.random(in: 0..<50, using: &random)...].prefix(70))
        events.append(.at(next(), .transformation) { ($0.inputEPCs, $0.outputEPCs) = (used, bars) })
        events.append(.seen(Array(bars[20...]), at: next(), step: "shipping"))
        return events
    }

    @Test("Traces and recall scopes are the same in every form of the index", arguments: 1...5)
    func same(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let events = Self.events(&random)
        let some = (Self.packs + Self.bars).shuffled(using: &random).prefix(6)
        let starts = [Self.lot, Self.box(2)] + some + [Self.packs[0] + "0"]
        var answers: [IndexForm: [String]] = [:]
        var rows: [IndexForm: Int] = [:]
        for form in IndexForm.allCases {
            let ledger = try await TestLedger.make()
            for case .refused(let faults) in try await ledger.capture(
                events,
                behaviour: .proceed,
                caller: .operator
            ) { Issue.record("\(faults)") }
            try await TestLedger.give(ledger, form)
            rows[form] = try await TestLedger.indexRows(of: ledger)
            for start in starts {
                answers[form, default: []].append(
                    try await Self.answers(CanonicalCode.identify(start), ledger)
                )
            }
        }
        for form in IndexForm.allCases {
            #expect(answers[form] == answers[.single], "seed \(seed), \(form.rawValue)")
        }
        #expect(rows[.blocks] == rows[.rebuilt])
        #expect((rows[.blocks] ?? 0) * 2 < rows[.single] ?? 0)
    }

    private static func answers(_ code: TraceCode, _ ledger: Ledger) async throws -> String {
        var text = ""
        for direction in TraceAnswer.Direction.allCases {
            let answer = try await ledger.trace(code, direction: direction, limits: .ofComparisons)
            text += Self.text { answer?.write(to: &$0) }
        }
        let scope = try await ledger.recallScope(code, limits: .ofComparisons)
        return text + Self.text { scope?.write(to: &$0) }
    }

    private static func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
