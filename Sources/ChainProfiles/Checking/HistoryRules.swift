// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The rules that are judged by what happened to the same unit, place, document or party.
///
/// Every answer is a function of the records that are known, never of the order in which they came: what arrives
/// late takes a finding back as well as it brings one.
package struct HistoryRules {
    let parties: any PartyBook
    /// Milliseconds since 1970.
    let now: Int64
    /// The records in which an identifier stands, by time and number.
    let records: (String) throws -> [StageRecord]
    /// What a party reported between two instants: its whole history has no end.
    let reports: (String, ClosedRange<Int64>) throws -> ArraySlice<StageRecord>

    /// - Parameters:
    ///   - records: the records in which an identifier stands, in order of time and number.
    ///   - reports: those that a party reported between two instants, in milliseconds since 1970.
    package init(
        parties: any PartyBook,
        now: Int64,
        records: @escaping (String) throws -> [StageRecord],
        reports: @escaping (String, ClosedRange<Int64>) throws -> ArraySlice<StageRecord>
    ) {
        self.parties = parties
        self.now = now
        self.records = records
        self.reports = reports
    }

    /// What a rule says of one record and one key of it.
    package struct Outcome: Sendable {
        package var finding: Finding?
        /// When the answer can change though nothing arrives, in milliseconds since 1970.
        package var next: Int64?

        package init(finding: Finding? = nil, next: Int64? = nil) {
            self.finding = finding
            self.next = next
        }

        static let fine = Outcome()

        static func found(_ finding: Finding) -> Outcome { Outcome(finding: finding) }

        static func wait(until time: Int64) -> Outcome { Outcome(next: time) }
    }

    /// The identifiers whose histories decide about a record.
    package static func keys(of kind: RuleKind, in record: StageRecord) -> [String] {
        if case .unique(_, let source) = kind { return record.codes(source) }
        return kind.historyKey.map { keys($0, record) } ?? []
    }

    /// The identifiers of a record under which other records' rules look for it.
    package static func keys(_ key: HistoryKey, _ record: StageRecord) -> [String] {
        switch key {
        case .unit: record.ownCodes
        case .place: record.place.map { [$0] } ?? []
        case .container: record.goods.filter { $0.role == .container }.map(\.code)
        case .from: record.from.map { [$0] } ?? []
        case .subject: record.subject.map { [$0] } ?? []
        case .document(let type):
            record.documents.compactMap { $0.type == type ? $0.uri : nil }
        case .element(let id): record.value(id)?.texts ?? []
        }
    }

    /// Judges one rule of a record by the history of one of the rule's keys.
    ///
    /// - Throws: what reading the records throws.
    package func outcome(of rule: Rule, _ record: StageRecord, key: String) throws -> Outcome {
        guard rule.applies(to: record) else { return .fine }
        switch rule.kind {
        case .predecessor(let stages):
            return try predecessor(rule, stages, record, key)
        case .lifeState(let states):
            return try lifeState(rule, states, record, key)
        case .intervalAfterUse(let stages, let days, _):
            return try intervalAfterUse(rule, stages, days, record, key)
        case .expiry(let element):
            return try expiry(rule, element, record, key)
        case .interval(let stages, let span, _):
            return try interval(rule, stages, span, record, key)
        case .dueDate(let due):
            return try dueDate(rule, due, record, key)
        case .shipReceive(let stages, let within, let tolerance):
            return try shipReceive(rule, stages, within, tolerance, record, key)
        case .setBalance(let used, let returned, _, let within):
            return try setBalance(rule, used, returned, within, record, key)
        case .stockBalance(let inward, let outward):
            return try stockBalance(rule, inward, outward, record, key)
        case .unique(let stages, let source):
            return try unique(rule, stages, source, record, key)
        case .uniqueLink:
            return try uniqueLink(rule, record, key)
        case .match(let value, let stages, let other, _):
            return try match(
                rule,
                value,
                stages,
                other,
                followsContainers: rule.kind.followsContainers,
                record,
                key
            )
        case .documentOverdrawn(let document, let tolerance):
            return try overdrawn(rule, document, tolerance, record, key)
        case .quota(let licence, let amount, let per):
            return try quota(rule, licence, amount, per, record, key)
        case .capacity(let capacity):
            return try self.capacity(rule, capacity, record, key)
        case .silentNode(let days, let after):
            return try silentNode(rule, days, after, record, key)
        default:
            return .fine
        }
    }

    /// The records of a key before one, the latest last.
    func earlier(_ key: String, than record: StageRecord) throws -> ArraySlice<StageRecord> {
        let history = try records(key)
        return history[..<history.firstIndex(notBefore: record)]
    }

    /// The records of a key before one, and the one itself.
    func through(_ key: String, _ record: StageRecord) throws -> ArraySlice<StageRecord> {
        let history = try records(key)
        return history[..<history.firstIndex(after: record)]
    }
}

extension [StageRecord] {
    /// In a list in order of time and number, the place of the first record that is not before one.
    package func firstIndex(notBefore record: StageRecord) -> Int {
        firstPosition(from: { !$0.isBefore(record) })
    }

    /// The place of the first record that is after one.
    package func firstIndex(after record: StageRecord) -> Int {
        firstPosition(from: { record.isBefore($0) })
    }
}

extension StageRecord {
    /// Order of time; of records at the same instant, that of their numbers.
    package func isBefore(_ other: StageRecord) -> Bool {
        (time, number) < (other.time, other.number)
    }

    /// Whether it records one of some stages.
    func isOne(of stages: [String]) -> Bool { stages.contains(stage.reference) }

    /// How much of a code the record moves; single units count one.
    func quantity(of code: String) -> Double {
        goods.reduce(0) { $1.code == code && $1.role != .outputs ? $0 + ($1.quantity ?? 1) : $0 }
    }
}
