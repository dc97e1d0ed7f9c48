// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HeapModule

/// The alarms that stand and the judgements that wait for their time.
final class OpenJudgements {
    private var states: [Judgement: State] = [:]
    private var byKey: [String: Set<Judgement>] = [:]
    private var byNumber: [Int64: Set<Judgement>] = [:]
    /// Waits that were given up or put off stay in it until their time comes.
    private var queue = Heap<Wait>()

    /// What a judgement came to.
    struct State: Equatable {
        let isStanding: Bool
        /// When it must be made again, in milliseconds since 1970.
        let due: Int64?
    }

    private struct Wait: Comparable {
        let due: Int64
        let judgement: Judgement

        static func < (left: Wait, right: Wait) -> Bool { left.due < right.due }
        static func == (left: Wait, right: Wait) -> Bool { left.due == right.due }
    }

    func clear() {
        states = [:]
        byKey = [:]
        byNumber = [:]
        queue = Heap()
    }

    /// Puts down what a judgement came to.
    func set(_ judgement: Judgement, isStanding: Bool, due: Int64?) {
        let old = states[judgement]
        guard isStanding || due != nil else {
            guard old != nil else { return }
            states[judgement] = nil
            byKey.remove(judgement, from: judgement.key)
            byNumber.remove(judgement, from: judgement.number)
            return
        }
        states[judgement] = State(isStanding: isStanding, due: due)
        if old == nil {
            byKey[judgement.key, default: []].insert(judgement)
            byNumber[judgement.number, default: []].insert(judgement)
        }
        if let due, due != old?.due { queue.insert(Wait(due: due, judgement: judgement)) }
    }

    /// Nil where neither an alarm stands nor anything is waited for.
    func state(of judgement: Judgement) -> State? { states[judgement] }

    /// Everything open under a key.
    func judgements(under key: String) -> Set<Judgement>? { byKey[key] }

    /// Everything open of one record.
    func judgements(of number: Int64) -> Set<Judgement> { byNumber[number] ?? [] }

    /// Whether anything is open of one record.
    func isAnything(of number: Int64) -> Bool { byNumber[number] != nil }

    /// Those whose time has come, in milliseconds since 1970; each is told until something else is put down for it.
    func due(at now: Int64) -> [Judgement] {
        var waits: [Wait] = []
        while let first = queue.min, first.due <= now {
            queue.removeMin()
            if isCurrent(first) { waits.append(first) }
        }
        queue.insert(contentsOf: waits)
        return waits.map(\.judgement)
    }

    /// When the next one's time comes.
    var nextDue: Int64? {
        while let first = queue.min, !isCurrent(first) { queue.removeMin() }
        return queue.min?.due
    }

    private func isCurrent(_ wait: Wait) -> Bool { states[wait.judgement]?.due == wait.due }
}

extension Dictionary where Value == Set<Judgement> {
    fileprivate mutating func remove(_ judgement: Judgement, from key: Key) {
        self[key]?.remove(judgement)
        if self[key]?.isEmpty ?? false { self[key] = nil }
    }
}
