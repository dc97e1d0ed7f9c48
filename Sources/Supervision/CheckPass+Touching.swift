// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceEvents

extension CheckPass {
    /// Rules of other records that look at a new one.
    mutating func touch(_ record: StageRecord) throws {
        try touchCarried(by: record)
        for watch in tools.watches.of(record) {
            if !watch.settled.isEmpty || !watch.regular.isEmpty {
                for key in watch.key.values(in: record) {
                    for judgement in tools.open.judgements(under: key) where watch.isOpen(judgement) {
                        try add(judgement)
                    }
                }
            }
            for dependent in watch.regular { try touchRegular(dependent, record) }
            try touchOthers(watch, record)
        }
    }

    /// Rules that look at a record and are judged again wherever it can make a difference.
    mutating func touchOthers(
        _ watch: Watches.Watch,
        _ record: StageRecord,
        where isMeant: (RuleKind) -> Bool = { _ in true }
    ) throws {
        let dependents = watch.others.filter { isMeant($0.rule.kind) }
        guard !dependents.isEmpty else { return }
        let isAhead = dependents.contains { $0.rule.kind.looksAhead(at: record) }
        for key in watch.key.values(in: record) {
            let history = try tools.shelf.records(of: key, reader)
            let first = isAhead ? 0 : history.firstIndex(after: record)
            for anchor in history[first...] where anchor.number != record.number {
                judgeAgain(anchor, dependents, key) { $0.isMoved(by: record, of: anchor) }
            }
        }
    }

    /// Judges the rules of a record again that are among some.
    mutating func judgeAgain(
        _ anchor: StageRecord,
        _ dependents: [ProfileBook.Dependent],
        _ key: String,
        where isMeant: (RuleKind) -> Bool = { _ in true }
    ) {
        for dependent in dependents where dependent.stage == anchor.stage.reference {
            guard isMeant(dependent.rule.kind), let rule = anchor.stage.rule(dependent.rule.index),
                HistoryRules.keys(of: rule.kind, in: anchor).contains(key)
            else { continue }
            enqueue(rule, anchor, key)
        }
    }

    /// What came late may make a party regular that seemed to have reported too seldom.
    private mutating func touchRegular(_ dependent: ProfileBook.Dependent, _ record: StageRecord) throws {
        guard case .silentNode(let days, _) = dependent.rule.kind, let party = record.subject else { return }
        let span = record.time...record.time + 10 * Int64(days) * 86_400_000
        for later in try tools.shelf.reports(of: party, within: span, reader) where record.isBefore(later) {
            judgeAgain(later, [dependent], party)
        }
    }

    /// What happened to a container counts for what was inside, and so does when it went in and out.
    mutating func touchCarried(by record: StageRecord) throws {
        if record.stage.event.type == .aggregation {
            let units = record.goods.lazy.filter { $0.role == .units }.map(\.code)
            for code in units { try touchFollowing(code, record) }
            for code in try contents(of: units) { try touchFollowing(code, record) }
        }
        guard tools.watches.of(record).contains(where: \.followsContainers) else { return }
        for code in try contents(of: record.goods.lazy.map(\.code)) { try touchFollowing(code, record) }
    }

    /// Rules about a unit that look at what happened to its containers: those that are open, and of later records.
    private mutating func touchFollowing(_ code: String, _ record: StageRecord) throws {
        for judgement in tools.open.judgements(under: code) where followsContainers(judgement, record) {
            try add(judgement)
        }
        let history = try tools.shelf.records(of: code, reader)
        for later in history[history.firstIndex(after: record)...] {
            for rule in later.stage.rules where rule.kind.followsContainers {
                if HistoryRules.keys(of: rule.kind, in: later).contains(code) { enqueue(rule, later, code) }
            }
        }
    }

    private func followsContainers(_ judgement: Judgement, _ record: StageRecord) -> Bool {
        let stage = tools.book.stage(judgement.stage, at: record.time)
        return stage?.rule(judgement.rule)?.kind.followsContainers ?? false
    }

    /// What was ever packed into some containers, and into that in turn.
    private func contents(of containers: some Sequence<String>) throws -> Set<String> {
        var contents = try packed(into: containers)
        var outer = contents
        // As deep as goods are packed, and more.
        for _ in 0..<7 where !outer.isEmpty {
            try tools.shelf.load(outer, reader)
            outer = try packed(into: outer).subtracting(contents)
            contents.formUnion(outer)
        }
        return contents
    }

    private func packed(into containers: some Sequence<String>) throws -> Set<String> {
        var contents: Set<String> = []
        for container in containers {
            for packing in try tools.shelf.records(of: container, reader) where packing.packs(into: container)
            {
                for item in packing.goods where item.role == .units { contents.insert(item.code) }
            }
        }
        return contents
    }
}
