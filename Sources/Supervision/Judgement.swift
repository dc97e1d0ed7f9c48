// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One rule of one record, judged by the history of one code: what an alarm or a watch is about.
struct Judgement: Hashable, Sendable {
    /// The stage, the rule's place in it, the event and the code in one text.
    let id: String
    let stage: String
    let number: Int64
    let key: String

    init(stage: String, rule: Int, number: Int64, key: String) {
        self.init(id: "\(stage)#\(rule)#\(number)#\(key)", stage: stage, number: number, key: key)
    }

    init(id: String, stage: String, number: Int64, key: String) {
        self.id = id
        self.stage = stage
        self.number = number
        self.key = key
    }

    /// The rule's place in its stage.
    var rule: Int? {
        let parts = id.split(separator: "#", maxSplits: 2)
        return parts.count == 3 ? Int(parts[1]) : nil
    }

    static func == (left: Judgement, right: Judgement) -> Bool { left.id == right.id }

    func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
