// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation
import Supervision
import TraceEvents
import TraceText

/// Compares the alarms that stand with what was planted.
struct AlarmComparison {
    let book: ProfileBook
    let scenario: Scenario
    private let records: [String: PlayRecord]
    private let expected: [Key: Truth]

    /// What an alarm is compared by.
    private struct Key: Hashable {
        let alarm: String
        /// The event, or the licence where it is about that.
        let about: String
    }

    /// A rule of a stage by which a planted fault was found.
    struct ShownRule: Hashable {
        let stage: String
        let index: Int
    }

    init(book: ProfileBook, scenario: Scenario, play: Play) {
        self.book = book
        self.scenario = scenario
        records = Dictionary(play.records.map { ($0.event.hashURI(), $0) }) { first, _ in first }
        let planted = play.truth.compactMap { truth -> (Key, Truth)? in
            guard let alarm = truth.alarm, let about = truth.eventID ?? truth.licence else { return nil }
            return (Key(alarm: alarm, about: about), truth)
        }
        expected = Dictionary(planted) { first, _ in first }
    }

    /// - Returns: the rules that found what was planted.
    func compare(_ alarms: [Alarm], into report: inout RehearsalReport) -> Set<ShownRule> {
        var shown: Set<ShownRule> = []
        var found: Set<Key> = []
        var kinds: [String: Set<String>] = [:]
        var told: [String: (line: String, context: String, count: Int)] = [:]
        report.alarms = alarms.count
        for alarm in alarms.sorted(by: { ($0.time, $0.id) < ($1.time, $1.id) }) {
            let key = Key(
                alarm: alarm.alarm,
                about: alarm.eventID.isEmpty ? alarm.object ?? "" : alarm.eventID
            )
            found.insert(key)
            let index =
                alarm.id.split(separator: "#", maxSplits: 2).dropFirst().first.flatMap { Int($0) } ?? -1
            let rule = book.stage(alarm.stage, at: alarm.time)?.rules.first { $0.index == index }
            guard let truth = expected[key] else {
                let record = records[alarm.eventID]
                let context = record?.context ?? "?"
                let step = record?.stepName ?? alarm.stage
                let like = "\(context) \(alarm.alarm) \(step.prefix { $0 != "#" }) \(alarm.reason)"
                let line =
                    "unexpected \(alarm.alarm) at \(step) (\(alarm.stage), \(rule?.kind.name ?? "?")): "
                    + words(of: alarm)
                    + (alarm.object.map { " [\($0)]" } ?? "") + time(of: record)
                told[like, default: (line, context, 0)].count += 1
                continue
            }
            shown.insert(ShownRule(stage: alarm.stage, index: index))
            if let rule { report.kinds.insert(rule.kind.name) }
            if let rule { kinds[truth.fault, default: []].insert(rule.kind.name) }
        }
        for fault in scenario.faults {
            guard let found = kinds[fault.id], !found.contains(fault.kind) else { continue }
            report.add(
                "fault \(fault.id)",
                "kind is \(fault.kind), but it is found by \(found.sorted().joined(separator: ", "))"
            )
        }
        for (_, entry) in told.sorted(by: { $0.key < $1.key }) {
            report.add(
                entry.context,
                entry.line + (entry.count > 1 ? " … and \(entry.count - 1) more like it" : "")
            )
        }
        for (key, truth) in expected.sorted(by: {
            ($0.value.run, $0.key.alarm, $0.value.step) < ($1.value.run, $1.key.alarm, $1.value.step)
        })
        where !found.contains(key) {
            report.add(
                "fault \(truth.fault)",
                "missing \(key.alarm) at \(truth.step) (\(truth.stage ?? "?"))" + time(of: records[key.about])
            )
        }
        return shown
    }

    private func words(of alarm: Alarm) -> String {
        book.text(
            alarm.reason,
            field: alarm.field,
            value: alarm.details.value,
            expected: alarm.details.expected,
            stage: book.stage(alarm.stage, at: alarm.time),
            .english
        )
    }

    private func time(of record: PlayRecord?) -> String {
        record.map { ", \($0.event.eventTime.text)" } ?? ""
    }
}
