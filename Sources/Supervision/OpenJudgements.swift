// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The alarms that stand and the judgements that wait for their time.
final class OpenJudgements {
    private(set) var standing: [String: Judgement] = [:]
    private(set) var waiting: [String: (judgement: Judgement, due: Int64)] = [:]
    private var byKey: [Subject: Set<Int64>] = [:]
    private var byNumber: [Int64: Set<String>] = [:]

    private struct Subject: Hashable {
        let stage: String
        let rule: Int
        let key: String
    }

    func clear() {
        standing = [:]
        waiting = [:]
        byKey = [:]
        byNumber = [:]
    }

    /// Puts down what a judgement came to.
    func set(_ judgement: Judgement, isStanding: Bool, due: Int64?) {
        standing[judgement.id] = isStanding ? judgement : nil
        waiting[judgement.id] = due.map { (judgement, $0) }
        guard let rule = judgement.rule else { return }
        let subject = Subject(stage: judgement.stage, rule: rule, key: judgement.key)
        if isStanding || due != nil {
            byKey[subject, default: []].insert(judgement.number)
            byNumber[judgement.number, default: []].insert(judgement.id)
        } else {
            byKey[subject]?.remove(judgement.number)
            if byKey[subject]?.isEmpty ?? false { byKey[subject] = nil }
            byNumber[judgement.number]?.remove(judgement.id)
            if byNumber[judgement.number]?.isEmpty ?? false { byNumber[judgement.number] = nil }
        }
    }

    /// The records of which a rule of a stage is open under a key.
    func numbers(_ stage: String, _ rule: Int, _ key: String) -> Set<Int64> {
        byKey[Subject(stage: stage, rule: rule, key: key)] ?? []
    }

    /// Everything open of one record.
    func judgements(of number: Int64) -> [Judgement] {
        (byNumber[number] ?? []).compactMap { standing[$0] ?? waiting[$0]?.judgement }
    }

    /// Those whose time has come, in milliseconds since 1970.
    func due(at now: Int64) -> [Judgement] {
        waiting.values.filter { $0.due <= now }.map(\.judgement)
    }

    /// When the next one's time comes.
    var nextDue: Int64? { waiting.values.lazy.map(\.due).min() }
}
