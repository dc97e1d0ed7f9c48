// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceEvents
import TraceLedger

/// Checks some newly captured events, and everything that they can change.
struct CheckPass {
    let book: ProfileBook
    let parties: any PartyBook
    let reader: LedgerReader
    let shelf: RecordShelf
    let open: OpenJudgements
    /// Milliseconds since 1970.
    let now: Int64

    private var jobs: [Job] = []
    private var rejudged: Set<Int64> = []
    private var queued: Set<Judgement> = []
    private let histories = Histories()
    private(set) var outcomes: [(judgement: Judgement, rule: Int, outcome: HistoryRules.Outcome)] = []

    /// One rule of one record, to be judged by the history of one key.
    private struct Job {
        let judgement: Judgement
        let rule: Rule
        /// Nil where the record no longer counts: whatever was said of it is taken back.
        let record: StageRecord?
        let key: String
    }

    /// What was read of each identifier in this pass.
    private final class Histories {
        var known: [String: [StageRecord]] = [:]
    }

    init(
        book: ProfileBook,
        parties: any PartyBook,
        reader: LedgerReader,
        shelf: RecordShelf,
        open: OpenJudgements,
        now: Int64
    ) {
        self.book = book
        self.parties = parties
        self.reader = reader
        self.shelf = shelf
        self.open = open
        self.now = now
    }

    /// An event that arrived, with everything that it can change.
    mutating func add(_ stored: StoredEvent) throws {
        if stored.event.errorDeclaration != nil {
            for wrong in try reader.events(withID: stored.eventID) where wrong.event.errorDeclaration == nil {
                shelf.forget(wrong.number.rawValue)
                try withdraw(wrong)
            }
            return
        }
        guard let record = shelf.record(of: stored) else { return }
        judgeAlone(record)
        for rule in record.stage.rules {
            for key in Set(HistoryRules.keys(of: rule.kind, in: record)) { enqueue(rule, record, key) }
        }
        try touch(record)
    }

    /// A judgement that must be made again: its time has come, or it stands and may no longer.
    mutating func add(_ judgement: Judgement) throws {
        guard let index = judgement.rule, !queued.contains(judgement) else { return }
        let record = try shelf.record(judgement.number, reader)
        let rule = record?.stage.rules.first { $0.index == index }
        guard let record, let rule else {
            outcomes.append((judgement, index, HistoryRules.Outcome()))
            return
        }
        if HistoryRules.keys(of: rule.kind, in: record).contains(judgement.key) {
            enqueue(rule, record, judgement.key)
        }
    }

    /// Records that name a party, place or permit of which the registry now says something else.
    ///
    /// - Parameter time: from when on, in milliseconds since 1970.
    mutating func addRecords(of key: String, from time: Int64) throws {
        for record in try history(key) where record.time >= time && rejudged.insert(record.number).inserted {
            let rules = record.stage.rules.filter(\.kind.asksParties)
            judgeAgain(record, rules.filter(\.kind.needsNoHistory))
            for rule in rules {
                for key in Set(HistoryRules.keys(of: rule.kind, in: record)) { enqueue(rule, record, key) }
            }
            try touch(record, only: \.asksParties)
        }
    }

    /// Judges everything that was added.
    mutating func run() throws {
        let rules = HistoryRules(parties: parties, now: now) { [shelf, reader, histories] key in
            try Self.history(key, histories, shelf, reader)
        } recordsWithin: { [shelf, reader] key, span in
            try shelf.records(of: key, within: span, reader)
        }
        while let job = jobs.popLast() {
            guard let record = job.record else {
                outcomes.append((job.judgement, job.rule.index, HistoryRules.Outcome()))
                continue
            }
            let outcome = try rules.outcome(of: job.rule, record, key: job.key)
            outcomes.append((job.judgement, job.rule.index, outcome))
        }
    }

    /// The rules that need nothing but the record.
    private mutating func judgeAlone(_ record: StageRecord) {
        for finding in RecordRules(parties: parties, book: book).findings(of: record) { put(finding, record) }
    }

    /// Some of them a second time: what they no longer find is taken back.
    private mutating func judgeAgain(_ record: StageRecord, _ rules: [Rule]) {
        let indices = Set(rules.map(\.index))
        guard !indices.isEmpty else { return }
        let findings = RecordRules(parties: parties, book: book).findings(of: record) {
            indices.contains($0.index)
        }
        let found = Set(findings.map { put($0, record) })
        for judgement in open.judgements(of: record.number) where !found.contains(judgement) {
            guard let rule = judgement.rule, indices.contains(rule) else { continue }
            outcomes.append((judgement, rule, HistoryRules.Outcome()))
        }
    }

    @discardableResult
    private mutating func put(_ finding: Finding, _ record: StageRecord) -> Judgement {
        let judgement = Judgement(
            stage: record.stage.reference,
            rule: finding.rule.index,
            number: record.number,
            key: finding.object ?? finding.field ?? ""
        )
        outcomes.append((judgement, finding.rule.index, HistoryRules.Outcome(finding: finding)))
        return judgement
    }

    private mutating func enqueue(_ rule: Rule, _ record: StageRecord, _ key: String) {
        let judgement = Judgement(
            stage: record.stage.reference,
            rule: rule.index,
            number: record.number,
            key: key
        )
        guard queued.insert(judgement).inserted else { return }
        jobs.append(Job(judgement: judgement, rule: rule, record: record, key: key))
    }

    /// Rules of other records that look at this one.
    private mutating func touch(_ record: StageRecord, only isMeant: (RuleKind) -> Bool = { _ in true })
        throws
    {
        if isMeant(.uniqueLink) { try touchCarried(by: record) }
        for dependent in book.dependents[record.stage.reference] ?? [] where isMeant(dependent.rule.kind) {
            for key in dependent.rule.kind.keys(under: record) {
                if dependent.rule.kind.isSettledForGood {
                    // More records cannot change what was found right, so only what is open is judged again.
                    try judgeOpen(dependent, key)
                    continue
                }
                if case .silentNode(let days, _) = dependent.rule.kind {
                    try judgeOpen(dependent, key)
                    try judgeRegular(dependent, key, days: days, after: record)
                    continue
                }
                for anchor in try history(key) where anchor.stage.reference == dependent.stage {
                    guard anchor.number != record.number,
                        dependent.rule.kind.looksAhead || record.isBefore(anchor),
                        let rule = anchor.stage.rules.first(where: { $0.index == dependent.rule.index }),
                        HistoryRules.keys(of: rule.kind, in: anchor).contains(key)
                    else { continue }
                    enqueue(rule, anchor, key)
                }
            }
        }
    }

    private mutating func judgeOpen(_ dependent: ProfileBook.Dependent, _ key: String) throws {
        for number in open.numbers(dependent.stage, dependent.rule.index, key) {
            try add(Judgement(stage: dependent.stage, rule: dependent.rule.index, number: number, key: key))
        }
    }

    /// What came late may make a party regular that seemed to have reported too seldom.
    private mutating func judgeRegular(
        _ dependent: ProfileBook.Dependent,
        _ key: String,
        days: Int,
        after record: StageRecord
    ) throws {
        let span = record.time...record.time + 10 * Int64(days) * 86_400_000
        for later in try shelf.records(of: key, within: span, reader)
        where record.isBefore(later) && later.stage.reference == dependent.stage && later.subject == key {
            if let rule = later.stage.rules.first(where: { $0.index == dependent.rule.index }) {
                enqueue(rule, later, key)
            }
        }
    }

    /// What happened to a container counts for what was inside, and so does when it went in and out.
    private mutating func touchCarried(by record: StageRecord) throws {
        if record.stage.event.type == .aggregation {
            for item in record.goods where item.role == .units {
                try touchContents(of: item.code, after: record)
            }
        }
        let isFollowed = (book.dependents[record.stage.reference] ?? []).contains { dependent in
            dependent.rule.kind.followsContainers && !dependent.rule.kind.isSettledForGood
        }
        guard isFollowed else { return }
        for item in record.goods {
            let contents = try contents(of: item.code)
            guard !contents.isEmpty else { continue }
            // In order of capture nothing has happened to the contents yet, and one look tells so.
            let later = Set(
                try reader.links(
                    of: contents.map(LinkKey.init),
                    roles: .unit,
                    from: EventNumber(firstAt: record.time)
                ).map(\.key)
            )
            for code in contents.sorted() where later.contains(LinkKey(code)) {
                try touchContents(of: code, after: record, depth: 1)
            }
        }
    }

    /// What was ever packed into a container, and into that in turn.
    private func contents(of code: String) throws -> Set<String> {
        var contents: Set<String> = []
        var containers: Set = [code]
        for _ in 0..<8 where !containers.isEmpty {
            var inner: Set<String> = []
            for container in containers {
                for packing in try history(container) where packing.packs(into: container) {
                    inner.formUnion(packing.goods.lazy.filter { $0.role == .units }.map(\.code))
                }
            }
            inner.subtract(contents)
            inner.remove(code)
            guard !inner.isEmpty else { break }
            contents.formUnion(inner)
            // Most contents contain nothing, and one look tells so.
            let packed = Set(try reader.links(of: inner.map(LinkKey.init), roles: .parent).map(\.key))
            containers = inner.filter { packed.contains(LinkKey($0)) }
        }
        return contents
    }

    /// The later records of a unit, and of what it contains, that look at containers.
    private mutating func touchContents(of code: String, after record: StageRecord, depth: Int = 0) throws {
        for other in try history(code) where depth < 8 {
            if record.isBefore(other) {
                for rule in other.stage.rules where rule.kind.followsContainers {
                    if HistoryRules.keys(of: rule.kind, in: other).contains(code) {
                        enqueue(rule, other, code)
                    }
                }
            }
            guard other.packs(into: code) else { continue }
            for item in other.goods where item.role == .units && item.code != code {
                try touchContents(of: item.code, after: record, depth: depth + 1)
            }
        }
    }

    private func history(_ key: String) throws -> [StageRecord] {
        try Self.history(key, histories, shelf, reader)
    }

    private static func history(
        _ key: String,
        _ histories: Histories,
        _ shelf: RecordShelf,
        _ reader: LedgerReader
    ) throws -> [StageRecord] {
        if let known = histories.known[key] { return known }
        let records = try shelf.records(of: key, reader)
        histories.known[key] = records
        return records
    }

    /// An event that was declared wrong: its own findings go, and what it explained is judged again.
    private mutating func withdraw(_ wrong: StoredEvent) throws {
        let number = wrong.number.rawValue
        for judgement in open.judgements(of: number) {
            outcomes.append((judgement, judgement.rule ?? 0, HistoryRules.Outcome()))
        }
        guard let record = book.record(of: wrong.event, number: number, eventID: wrong.eventID) else {
            return
        }
        try touchCarried(by: record)
        for dependent in book.dependents[record.stage.reference] ?? [] {
            for key in dependent.rule.kind.keys(under: record) {
                for anchor in try history(key) where anchor.stage.reference == dependent.stage {
                    guard let rule = anchor.stage.rules.first(where: { $0.index == dependent.rule.index }),
                        HistoryRules.keys(of: rule.kind, in: anchor).contains(key)
                    else { continue }
                    enqueue(rule, anchor, key)
                }
            }
        }
    }
}
