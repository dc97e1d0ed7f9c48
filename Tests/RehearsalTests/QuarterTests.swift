// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation
import Supervision
import Testing
import TraceEvents
import TraceTesting

/// A simulated quarter in which every fault of every category is planted: nothing is missed, nothing is cried over.
@Suite struct QuarterTests {
    private let quarter = TestProvince.quarter

    @Test func `Captured in order, the alarms are exactly the faults that were planted`() async throws {
        let found = try await TestProvince.alarms(
            of: batches(quarter.records, 4000),
            entries: quarter.entries
        )
        compare(found)
        let kinds = Set(found.compactMap(ruleKind))
        let missing = RuleKind.names.subtracting(kinds)
        #expect(missing.isEmpty, "no alarm of the kinds \(missing.sorted())")
    }

    @Test func `Captured in any order and late, the alarms are the same`() async throws {
        var dice = SeededGenerator(seed: 30)
        let records = quarter.records.shuffled(using: &dice)
        let found = try await TestProvince.alarms(of: batches(records, 4000), entries: quarter.entries)
        compare(found)
    }

    @Test func `Every rule kind is among what was planted`() {
        let missing = RuleKind.names.subtracting(quarter.truth.map(\.kind))
        #expect(missing.isEmpty, "\(missing.sorted())")
    }

    @Test func `Every fault is planted`() {
        let planted = Set(quarter.runs.compactMap { run in run.fault.map { "\(run.scenario) \($0)" } })
        for scenario in TestProvince.scenarios.scenarios {
            for fault in scenario.faults where !fault.isForm {
                #expect(planted.contains("\(scenario.id) \(fault.id)"))
            }
        }
    }

    /// Sets: a rule may find the same fault of a record in several of its codes.
    private func compare(_ found: [Alarm]) {
        let expected = Set(quarter.truth.filter { $0.alarm != nil }.map(TestProvince.key))
        let keys = Set(found.map(TestProvince.key))
        let missed = expected.subtracting(keys)
        let extra = keys.subtracting(expected)
        #expect(
            missed.isEmpty,
            "recall \(1 - Double(missed.count) / Double(expected.count)): \(missed.sorted().prefix(5))"
        )
        #expect(
            extra.isEmpty,
            "precision \(1 - Double(extra.count) / Double(keys.count)): \(told(extra, found))"
        )
        #expect(expected.count > 500)
    }

    private func told(_ keys: Set<String>, _ found: [Alarm]) -> [String] {
        found.filter { keys.contains(TestProvince.key($0)) }.prefix(10).map { alarm in
            let record = quarter.records.first { $0.event.hashURI() == alarm.eventID }
            return
                "\(alarm.alarm) \(alarm.stage) \(record?.fault ?? "") \(record?.step ?? "") \(alarm.reason)"
        }
    }

    private func ruleKind(_ alarm: Alarm) -> String? {
        guard let index = alarm.id.split(separator: "#", maxSplits: 2).dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return TestProvince.book.stage(alarm.stage, at: alarm.time)?.rules.first { $0.index == index }?.kind
            .name
    }

    private func batches(_ records: [PlayRecord], _ size: Int) -> [[PlayRecord]] {
        stride(from: 0, to: records.count, by: size).map {
            Array(records[$0..<min($0 + size, records.count)])
        }
    }
}
