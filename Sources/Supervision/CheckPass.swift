// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Dispatch
import Synchronization
import TraceEvents
import TraceLedger

/// Checks some newly captured events, and everything that they can change.
struct CheckPass {
    let tools: CheckTools
    let reader: LedgerReader
    /// Milliseconds since 1970.
    let now: Int64

    private var jobs: [Job] = []
    private var rejudged: Set<Int64> = []
    private var queued: Set<Judgement> = []
    /// What is open and may have come out otherwise.
    var reopened: [Judgement] = []
    private(set) var outcomes: [Judged] = []

    private var book: ProfileBook { tools.book }
    private var parties: any PartyBook { tools.parties }
    private var shelf: RecordShelf { tools.shelf }
    private var open: OpenJudgements { tools.open }

    typealias Judged = (judgement: Judgement, outcome: HistoryRules.Outcome)

    /// One rule of one record, to be judged by the history of one key.
    private struct Job {
        let rule: Rule
        let record: StageRecord
        let key: String
    }

    init(_ tools: CheckTools, _ reader: LedgerReader, now: Int64) {
        self.tools = tools
        self.reader = reader
        self.now = now
    }

    /// Events that arrived, by number, with everything that they can change.
    ///
    /// - Parameter recordTime: the last one's, in microseconds since 1970.
    mutating func add(_ numbers: [EventNumber], through recordTime: Int64) throws {
        let records = try records(numbers)
        let alone = FindingsAlone(of: records, RecordRules(parties: parties, book: book))
        let goods = try readHistories(of: records)
        // What is read from here on is read with these records.
        shelf.horizon = recordTime
        var start = 0
        for record in records {
            let histories = goods[start..<start + record.goods.count]
            start = histories.endIndex
            shelf.add(record, goods: histories)
            let watches = tools.watches.of(record)
            // Code by code, because the rules of one code read the same history.
            for code in watches.unitRules.isEmpty ? [] : record.ownCodes {
                for rule in watches.unitRules { jobs.append(Job(rule: rule, record: record, key: code)) }
            }
            for rule in watches.otherRules {
                for key in HistoryRules.keys(of: rule.kind, in: record) {
                    jobs.append(Job(rule: rule, record: record, key: key))
                }
            }
            try touch(record, watches, histories)
        }
        for (record, findings) in zip(records, alone.wait()) {
            for finding in findings { put(finding, record) }
        }
    }

    /// The records of events that arrived, without those that are declared wrong; what these explained is judged
    /// again.
    private mutating func records(_ numbers: [EventNumber]) throws -> [StageRecord] {
        // Some were handed over, or read because they stand in the history of an event before them.
        var records: [StageRecord] = []
        var unread: [EventNumber] = []
        for number in numbers {
            guard let known = shelf.knownRecord(number) else {
                unread.append(number)
                continue
            }
            if let known { records.append(known) }
        }
        var declaredWrong: [String] = []
        try reader.events(unread) { stored in
            if stored.event.errorDeclaration != nil {
                declaredWrong.append(stored.eventID)
            } else if let record = shelf.record(of: stored) {
                records.append(record)
            }
        }
        var wrong: Set<Int64> = []
        for eventID in declaredWrong {
            for event in try reader.events(withID: eventID) where event.event.errorDeclaration == nil {
                wrong.insert(event.number.rawValue)
                try withdraw(event)
            }
        }
        if !wrong.isEmpty { records.removeAll { wrong.contains($0.number) } }
        return records
    }

    /// Reads the histories that decide about records or are decided by them.
    ///
    /// - Returns: those of the records' goods, in order.
    private func readHistories(of records: [StageRecord]) throws -> [RecordShelf.History] {
        var goods: [RecordShelf.History] = []
        var others: [RecordShelf.History] = []
        var (reporters, start) = (Set<String>(), Int64.max)
        for record in records {
            for place in record.goods.indices { goods.append(shelf.history(of: record.goods[place].code)) }
            let watches = tools.watches.of(record)
            for rule in watches.keyedRules {
                for key in HistoryRules.keys(of: rule.kind, in: record) {
                    others.append(shelf.history(of: key))
                }
            }
            for watch in watches.others where !watch.others.isEmpty {
                for key in watch.key.values(in: record) { others.append(shelf.history(of: key)) }
            }
            for watch in watches.others {
                guard let days = watch.regular.map(\.days).max() else { continue }
                reporters.formUnion(watch.key.values(in: record))
                start = min(start, RuleKind.regularity(days: days, before: record.time).lowerBound)
            }
        }
        try shelf.readReports(of: reporters, from: start, reader)
        try shelf.read(goods, reader)
        try shelf.read(others, reader)
        return goods
    }

    /// A judgement that must be made again: its time has come, or it stands and may no longer.
    mutating func add(_ judgement: Judgement) throws {
        guard !queued.contains(judgement) else { return }
        let record = try shelf.record(judgement.number, reader)
        guard let record, let rule = record.stage.rule(judgement.rule) else {
            outcomes.append((judgement, HistoryRules.Outcome()))
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
        for record in try shelf.records(of: key, from: time, reader)
        where rejudged.insert(record.number).inserted {
            let rules = record.stage.rules.filter(\.kind.asksParties)
            judgeAgain(record, rules.filter(\.kind.needsNoHistory))
            for rule in rules {
                for key in HistoryRules.keys(of: rule.kind, in: record) { enqueue(rule, record, key) }
            }
            for watch in tools.watches.of(record).all {
                let dependents = watch.others.filter(\.rule.kind.asksParties)
                for key in dependents.isEmpty ? [] : watch.key.values(in: record) {
                    let history = try shelf.records(of: key, reader)
                    touchOthers(dependents, looksAhead: watch.looksAhead, key, history, record)
                }
            }
        }
    }

    /// Judges everything that was added.
    mutating func run() throws {
        let rules = HistoryRules(parties: parties, now: now) { [shelf, reader] key in
            try shelf.records(of: key, reader)
        } reports: { [shelf, reader] party, span in
            try shelf.reports(of: party, within: span, reader)
        }
        for judgement in reopened { try add(judgement) }
        while let job = jobs.popLast() {
            put(try rules.outcome(of: job.rule, job.record, key: job.key), of: job)
        }
    }

    private mutating func put(_ outcome: HistoryRules.Outcome, of job: Job) {
        let isAnything = outcome.finding != nil || outcome.next != nil
        guard isAnything || open.isAnything(of: job.record.number) else { return }
        let judgement = Judgement(of: job.rule, job.record, job.key)
        if isAnything || open.state(of: judgement) != nil { outcomes.append((judgement, outcome)) }
    }

    /// Some of the rules that need nothing but the record, a second time: what they no longer find is taken back.
    private mutating func judgeAgain(_ record: StageRecord, _ rules: [Rule]) {
        let indices = Set(rules.map(\.index))
        guard !indices.isEmpty else { return }
        let findings = RecordRules(parties: parties, book: book).findings(of: record) {
            indices.contains($0.index)
        }
        let found = Set(findings.map { put($0, record) })
        for judgement in open.judgements(of: record.number)
        where indices.contains(judgement.rule) && !found.contains(judgement) {
            outcomes.append((judgement, HistoryRules.Outcome()))
        }
    }

    @discardableResult
    private mutating func put(_ finding: Finding, _ record: StageRecord) -> Judgement {
        let judgement = Judgement(of: finding.rule, record, finding.object ?? finding.field ?? "")
        outcomes.append((judgement, HistoryRules.Outcome(finding: finding)))
        return judgement
    }

    /// Judges a rule of a record again, once in a pass.
    mutating func enqueue(_ rule: Rule, _ record: StageRecord, _ key: String) {
        let judgement = Judgement(of: rule, record, key)
        guard queued.insert(judgement).inserted else { return }
        jobs.append(Job(rule: rule, record: record, key: key))
    }

    /// An event that was declared wrong: its own findings go, and what it explained is judged again.
    private mutating func withdraw(_ wrong: StoredEvent) throws {
        let number = wrong.number.rawValue
        for judgement in open.judgements(of: number) { outcomes.append((judgement, HistoryRules.Outcome())) }
        guard let record = book.record(of: wrong.event, number: number, eventID: wrong.eventID) else {
            return
        }
        shelf.forget(record)
        let watches = tools.watches.of(record)
        let goods = record.goods.map { shelf.history(of: $0.code) }
        try shelf.read(goods, reader)
        try touchGoods(record, watches, nil, goods)
        for watch in watches.all {
            let dependents = watch.settled + watch.regular.map(\.dependent) + watch.others
            for key in watch.key.values(in: record) {
                for anchor in try shelf.records(of: key, reader) {
                    judgeAgain(anchor, dependents, key)
                }
            }
        }
    }
}

/// What a pass needs. Unchecked: the shelf and the open judgements belong to the checker, which waits while a pass
/// reads; only one pass is under way at a time.
struct CheckTools: @unchecked Sendable {
    let book: ProfileBook
    let watches: Watches
    let parties: any PartyBook
    let shelf: RecordShelf
    let open: OpenJudgements
}

/// Judges records by the rules that need nothing else, beside the pass that reads their histories.
private final class FindingsAlone: Sendable {
    private let findings = Mutex<[[Finding]]>([])
    private let group = DispatchGroup()

    init(of records: [StageRecord], _ rules: RecordRules) {
        DispatchQueue.global().async(group: group) { [self] in
            let found = records.map { rules.findings(of: $0) }
            findings.withLock { $0 = found }
        }
    }

    /// Those of each record. A pass has a thread of its own, so it may wait.
    func wait() -> [[Finding]] {
        group.wait()
        return findings.withLock(\.self)
    }
}
