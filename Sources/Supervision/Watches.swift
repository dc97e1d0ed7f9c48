// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// The rules that look at records of each stage, by the identifiers under which they look.
struct Watches: Sendable {
    private let byStage: [String: [Watch]]

    /// The rules that look at records of one stage under the same identifiers.
    struct Watch: Sendable {
        let key: WatchKey
        /// Only what is open is judged again: more records cannot change what was found right.
        var settled: [ProfileBook.Dependent] = []
        /// Of what a party reports; these too are judged again where they are open.
        var regular: [ProfileBook.Dependent] = []
        var others: [ProfileBook.Dependent] = []

        /// Whether one of its rules that is judged of open records only is a judgement's.
        func isOpen(_ judgement: Judgement) -> Bool {
            (settled + regular).contains { $0.stage == judgement.stage && $0.rule.index == judgement.rule }
        }

        /// Whether what happens to a container counts for what is inside.
        var followsContainers: Bool { (settled + others).contains(where: \.rule.kind.followsContainers) }
    }

    init(_ book: ProfileBook) {
        byStage = book.dependents.mapValues { dependents in
            var watches: [Watch] = []
            for dependent in dependents {
                guard let key = dependent.rule.kind.watchKey else { continue }
                let place = watches.firstIndex { $0.key == key } ?? watches.count
                if place == watches.count { watches.append(Watch(key: key)) }
                if dependent.rule.kind.isSettledForGood {
                    watches[place].settled.append(dependent)
                } else if case .silentNode = dependent.rule.kind {
                    watches[place].regular.append(dependent)
                } else {
                    watches[place].others.append(dependent)
                }
            }
            return watches
        }
    }

    func of(_ record: StageRecord) -> [Watch] { byStage[record.stage.reference] ?? [] }
}
