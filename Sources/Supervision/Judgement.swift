// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// One rule of one record, judged by the history of one code: what an alarm or a watch is about.
struct Judgement: Sendable {
    /// As `profile/stage`.
    let stage: String
    /// The rule's place in its stage.
    let rule: Int
    /// The event's number.
    let number: Int64
    let key: String

    init(stage: String, rule: Int, number: Int64, key: String) {
        self.stage = stage
        self.rule = rule
        self.number = number
        self.key = key
    }

    init(of rule: Rule, _ record: StageRecord, _ key: String) {
        self.init(stage: record.stage.reference, rule: rule.index, number: record.number, key: key)
    }

    /// Nil where the text is no ``id``.
    init?(id: String) {
        let parts = id.split(separator: "#", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let rule = Int(parts[1]), let number = Int64(parts[2]) else { return nil }
        self.init(stage: String(parts[0]), rule: rule, number: number, key: String(parts[3]))
    }

    /// The stage, the rule's place in it, the event and the code in one text.
    var id: String { "\(stage)#\(rule)#\(number)#\(key)" }
}

/// The event tells the stage.
extension Judgement: Hashable {
    static func == (left: Judgement, right: Judgement) -> Bool {
        left.number == right.number && left.rule == right.rule && left.key == right.key
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(number)
        hasher.combine(rule)
        hasher.combine(key)
    }
}
