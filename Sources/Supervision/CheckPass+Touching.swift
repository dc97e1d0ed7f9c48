// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceEvents

extension CheckPass {
    /// Rules of other records that look at a new one.
    ///
    /// - Parameter goods: the histories of its goods, in their order.
    mutating func touch(
        _ record: StageRecord,
        _ watches: StageWatches,
        _ goods: ArraySlice<RecordShelf.History>
    )
        throws
    {
        try touchGoods(record, watches, watches.goods, goods)
        for watch in watches.others {
            for key in watch.key.values(in: record) {
                touchOpen(watch, key)
                for (dependent, days) in watch.regular {
                    try touchRegular(dependent, days: days, of: key, record)
                }
                if !watch.others.isEmpty {
                    let history = try tools.shelf.records(of: key, reader)
                    touchOthers(watch.others, looksAhead: watch.looksAhead, key, history, record)
                }
            }
        }
    }

    /// Rules that look at the goods of a record. What happened to a container counts for what was inside, and so
    /// does when it went in and out.
    ///
    /// - Parameters:
    ///   - watch: nil where only the latter is asked.
    ///   - goods: the histories of the record's goods, in their order.
    mutating func touchGoods(
        _ record: StageRecord,
        _ watches: StageWatches,
        _ watch: Watch?,
        _ goods: some Collection<RecordShelf.History>
    ) throws {
        let isAggregation = record.stage.event.type == .aggregation
        var containers: [RecordShelf.History] = []
        for (place, history) in zip(record.goods.indices, goods) {
            let code = history.identifier
            if let watch {
                touchOpen(watch, code)
                touchOthers(watch.others, looksAhead: watch.looksAhead, code, history.records, record)
            }
            let isCarried = isAggregation && record.goods[place].role == .units
            if isCarried { touchFollowing(history, record) }
            if isCarried || watches.followsContainers,
                history.records.contains(where: { $0.packs(into: code) })
            {
                containers.append(history)
            }
        }
        guard !containers.isEmpty else { return }
        for history in try contents(of: containers) { touchFollowing(history, record) }
    }

    private mutating func touchOpen(_ watch: Watch, _ key: String) {
        guard let open = tools.open.judgements(under: key) else { return }
        for judgement in open where watch.isOpen(judgement) { reopened.append(judgement) }
    }

    /// Rules that look at a record under a key and are judged again wherever it can make a difference.
    mutating func touchOthers(
        _ dependents: [ProfileBook.Dependent],
        looksAhead: Bool,
        _ key: String,
        _ history: [StageRecord],
        _ record: StageRecord
    ) {
        guard !dependents.isEmpty, let last = history.last else { return }
        let isAhead = looksAhead && dependents.contains { $0.rule.kind.looksAhead(at: record) }
        guard isAhead || record.isBefore(last) else { return }
        for anchor in history[(isAhead ? 0 : history.firstIndex(after: record))...]
        where anchor.number != record.number {
            judgeAgain(anchor, dependents, key) { $0.isMoved(by: record, of: anchor) }
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
    private mutating func touchRegular(
        _ dependent: ProfileBook.Dependent,
        days: Int,
        of party: String,
        _ record: StageRecord
    ) throws {
        let span = record.time...record.time + 10 * Int64(days) * 86_400_000
        for later in try tools.shelf.reports(of: party, within: span, reader) where record.isBefore(later) {
            judgeAgain(later, [dependent], party)
        }
    }

    /// Rules about a unit that look at what happened to its containers: those that are open, and of later records.
    private mutating func touchFollowing(_ history: RecordShelf.History, _ record: StageRecord) {
        let (code, history) = (history.identifier, history.records)
        for judgement in tools.open.judgements(under: code) ?? []
        where followsContainers(judgement, record) { reopened.append(judgement) }
        guard let last = history.last, record.isBefore(last) else { return }
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

    /// The histories of what was ever packed into some containers, and into that in turn.
    private func contents(of containers: [RecordShelf.History]) throws -> [RecordShelf.History] {
        var seen: Set<ObjectIdentifier> = []
        var (contents, outer) = ([RecordShelf.History](), containers)
        // As deep as goods are packed, and more.
        for _ in 0..<8 where !outer.isEmpty {
            var inner: [RecordShelf.History] = []
            for container in outer {
                for packing in container.records where packing.packs(into: container.identifier) {
                    for place in packing.goods.indices where packing.goods[place].role == .units {
                        let history = tools.shelf.history(of: packing.goods[place].code)
                        if seen.insert(ObjectIdentifier(history)).inserted { inner.append(history) }
                    }
                }
            }
            try tools.shelf.read(inner, reader)
            contents += inner
            outer = inner
        }
        return contents
    }
}
