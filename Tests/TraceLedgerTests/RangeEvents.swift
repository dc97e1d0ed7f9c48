// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import TraceCodes
import TraceEvents
import TraceTesting

@testable import TraceLedger

/// Events that name runs of serial numbers: whole ones, such with gaps, overlapping ones, of other lengths, in several
/// roles, and codes that look like their neighbours.
struct RangeEvents {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let product = "https://id.gs1.org/01/06901234567892/21/"
    private static let heads = [
        product, product + "0", product + "A", "urn:epc:id:sgtin:6901234.056789.", "urn:example:box:",
        "https://id.gs1.org/01/06901028075831/21/", "https://id.gs1.org/8004/6901234X",
    ]

    mutating func next(_ count: Int) -> [Event] { (0..<count).map { event($0) } }

    private mutating func event(_ second: Int) -> Event {
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1: return .seen(codes(), at: second)
        case 2:
            let codes = codes()
            let other = self.codes()[0]
            // A unit is not its own parent, but may be numbered among its content.
            let parent = Int.random(in: 0..<3, using: &random) == 0 ? codes[codes.count / 2] : other
            let content = codes.filter { CanonicalCode.canonical($0) != CanonicalCode.canonical(parent) }
            let children = content.isEmpty ? ["urn:example:box:only"] : content
            return .at(second, .aggregation) {
                ($0.parentID, $0.childEPCs, $0.action) = (parent, children, .add)
            }
        default:
            let (inputs, outputs) = (codes(), codes())
            // Now and then what goes in comes out as well.
            let both = Int.random(in: 0..<4, using: &random) == 0 ? Array(inputs.prefix(15)) : []
            return .at(second, .transformation) {
                ($0.inputEPCs, $0.outputEPCs) = (inputs, Self.unique(outputs + both))
            }
        }
    }

    private mutating func codes() -> [String] {
        var codes: [String] = []
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let head = Self.heads.randomElement(using: &random) ?? ""
            let width = [0, 3, 4].randomElement(using: &random) ?? 0
            let first = [0, 7, 10, 90, 95, 100, 883, 990, 1000].randomElement(using: &random) ?? 0
            let count = [1, 3, 10, 11, 25, 60, 130, 230].randomElement(using: &random) ?? 1
            var run = (first..<first + count).map { head + Self.padded($0, width) }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: run.remove(at: Int.random(in: 0..<run.count, using: &random))
            case 1: run.shuffle(using: &random)
            default: break
            }
            codes += run
        }
        return codes.isEmpty ? [Self.product + "1"] : Self.unique(codes)
    }

    /// A list names a text once; one code may stand in it as URN and as link.
    private static func unique(_ codes: [String]) -> [String] {
        var seen: Set<String> = []
        return codes.filter { seen.insert($0).inserted }
    }

    /// Every code of some events, and such as stand beside them.
    mutating func questions(about events: [Event], _ count: Int) -> [String] {
        let named = Array(Set(events.flatMap { $0.units.map(\.code) })).sorted().shuffled(using: &random)
        let beside =
            named.prefix(count / 4).map { $0 + "0" } + named.suffix(count / 4).map { String($0.dropLast()) }
        return named.prefix(count) + Set(beside).subtracting(named).sorted()
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension Event {
    /// The canonical codes that it names, with their roles.
    var units: [(code: String, role: LinkRole)] {
        let lists: [([String], LinkRole)] = [
            (epcs, .epc), (childEPCs, .childEPC), (inputEPCs, .inputEPC), (outputEPCs, .outputEPC),
            (parentID.map { [$0] } ?? [], .parent),
        ]
        return lists.flatMap { list, role in list.map { (CanonicalCode.canonical($0), role) } }
    }
}
