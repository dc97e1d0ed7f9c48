// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// What each stage's records are judged by and which rules look at them, sorted once for all records.
struct Watches: Sendable {
    private let byStage: [ObjectIdentifier: StageWatches]

    init(_ book: ProfileBook) {
        let stages = book.versions.values.joined().flatMap(\.stages)
        byStage = Dictionary(
            stages.map { (ObjectIdentifier($0), StageWatches($0, book.dependents[$0.reference] ?? [])) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// - Precondition: the record was made by the same book.
    func of(_ record: StageRecord) -> StageWatches {
        guard let watches = byStage[ObjectIdentifier(record.stage)] else {
            preconditionFailure("\(record.stage.reference) is of another book")
        }
        return watches
    }
}

/// What the records of one stage are judged by, and which rules look at them.
final class StageWatches: Sendable {
    /// The stage's own rules that are judged by the histories of its own codes.
    let unitRules: [Rule]
    /// Those that are judged by other histories.
    let otherRules: [Rule]
    /// Of these, those whose histories are not of goods.
    let keyedRules: [Rule]
    /// The rules that look at goods.
    let goods: Watch?
    /// The rules that look at something else.
    let others: [Watch]
    /// Whether what happens to a container counts for what is inside.
    let followsContainers: Bool

    var all: [Watch] { (goods.map { [$0] } ?? []) + others }

    init(_ stage: Stage, _ dependents: [ProfileBook.Dependent]) {
        let rules = stage.rules.filter { $0.kind.watchKey != nil }
        unitRules = rules.filter { $0.kind.historyKey == .unit }
        otherRules = rules.filter { $0.kind.historyKey != .unit }
        keyedRules = rules.filter { $0.kind.readsHistories && $0.kind.watchKey != .goods }
        let groups = Dictionary(grouping: dependents, by: \.rule.kind.watchKey)
        goods = groups[.goods].map { Watch(.goods, $0) }
        others = groups.compactMap { key, dependents in
            key.flatMap { $0 == .goods ? nil : Watch($0, dependents) }
        }
        followsContainers = dependents.contains(where: \.rule.kind.followsContainers)
    }
}

/// The rules that look at the records of one stage under the same identifiers.
struct Watch: Sendable {
    let key: WatchKey
    /// Only what is open is judged again: more records cannot change what was found right.
    let settled: [ProfileBook.Dependent]
    /// Of what a party reports, with the days of silence; these too are judged again where they are open.
    let regular: [(dependent: ProfileBook.Dependent, days: Int)]
    let others: [ProfileBook.Dependent]
    /// Whether a record can count for those before it.
    let looksAhead: Bool
    private let open: [ProfileBook.Dependent]

    init(_ key: WatchKey, _ dependents: [ProfileBook.Dependent]) {
        self.key = key
        settled = dependents.filter(\.rule.kind.isSettledForGood)
        regular = dependents.compactMap { dependent in
            if case .silentNode(let days, _) = dependent.rule.kind { (dependent, days) } else { nil }
        }
        others = dependents.filter { !$0.rule.kind.isSettledForGood && $0.rule.kind.readsHistories }
        looksAhead = others.contains(where: \.rule.kind.mayLookAhead)
        open = settled + regular.map(\.dependent)
    }

    /// Whether one of its rules that is judged of open records only is a judgement's.
    func isOpen(_ judgement: Judgement) -> Bool {
        open.contains { $0.rule.index == judgement.rule && $0.stage == judgement.stage }
    }
}
