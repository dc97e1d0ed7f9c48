// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Supervision
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger

/// Judges one code at a gate on one snapshot of the ledger.
///
/// What a gate asks for is what the stage asks for that the code's profile marks as serving a gate: a record of it
/// is made up, with the certificates that the goods carry, and judged by the stage's rules.
struct GateCheck {
    let book: ProfileBook
    let judge: RecordJudge
    let reader: LedgerReader
    let request: GateRequest
    /// The kinds of whoever keeps the gate; nil where nobody knows him.
    let keeperTypes: [String]?
    /// Microseconds since 1970.
    let now: Int64

    /// How far back goods are followed: enough for a lot, not for a harvest.
    private static let limits = TraceLimits(depth: 40, size: 2000, time: .milliseconds(500))
    /// Of a container so many contents are judged one by one.
    private static let contents = 64
    /// Of so many units of its past everything is looked at that was ever found out.
    private static let sources = 300

    /// What was found, and what the alarms are to be asked for.
    struct Finds: Sendable {
        var canonical: String?
        var profile: String?
        var reasons: [GateReason] = []
        /// The events in the goods' past, by number.
        var events: [Int64] = []
        /// The units in their past.
        var units: Set<String> = []
    }

    func finds(_ text: String) throws -> Finds {
        var finds = Finds()
        let code: TraceCode
        do throws(CodeError) {
            code = try CodeReader.read(text)
        } catch {
            finds.keepOut(book.words("gate-malformed", value: text, expected: error.reason))
            return finds
        }
        finds.canonical = code.canonical
        let answer = try reader.trace(code, direction: .back, limits: Self.limits, now: now)
        guard let answer else {
            finds.keepOut(book.words("gate-unknown", value: code.plainText))
            return finds
        }
        finds.events = answer.events.filter { $0.standing == .counts }.map(\.number)
        finds.units = Set(answer.units.map(\.code.canonical))
        // What was found out about a source after it was used up counts as well.
        for unit in answer.units.prefix(Self.sources) where [.start, .source].contains(unit.relation) {
            finds.events += try judge.records(of: unit.code.canonical).map(\.number)
        }
        for unit in try judged(code.canonical, answer) { try look(at: unit, answer, &finds) }
        if finds.profile == nil {
            finds.reasons.append(
                GateReason(.admitWithRemark, book.words("gate-plain", value: code.plainText))
            )
        }
        return finds
    }

    /// The code itself, or of a container without records of its own what it contains.
    private func judged(_ canonical: String, _ answer: TraceAnswer) throws -> [String] {
        let own = try judge.records(of: canonical)
        let isGoods = own.contains { record in
            record.goods.contains { $0.code == canonical && $0.role != .container }
        }
        let contents = answer.edges.filter {
            $0.kind == .containment && $0.until == nil && answer.units[$0.to].code.canonical == canonical
        }
        guard !isGoods, !contents.isEmpty else { return [canonical] }
        return contents.prefix(Self.contents).map { answer.units[$0.from].code.canonical }
    }

    private func look(at unit: String, _ answer: TraceAnswer, _ finds: inout Finds) throws {
        let records = try judge.records(of: unit).filter { $0.time <= request.time }
        lookAtState(unit, answer, &finds)
        guard let last = records.last(where: { record in record.goods.contains { $0.code == unit } }) else {
            return
        }
        finds.profile = last.stage.profile
        guard let profile = book.profile(last.stage.profile, at: request.time) else { return }
        let gates = profile.stages.filter { $0.service == .gate }
        let stage = gates.first { gate in
            keeperTypes.map { types in types.contains { gate.actor.types.contains($0) } } ?? true
        }
        guard let stage else {
            let words = book.words("gate-other-chain", value: profile.id)
            finds.reasons.append(GateReason(.admitWithRemark, words))
            return
        }
        let record = StageRecord(
            stage: stage,
            number: StageRecord.unstored,
            eventID: "",
            time: request.time,
            subject: request.subject,
            place: request.place,
            goods: [.init(code: unit, role: .units, quantity: nil, measure: nil)],
            documents: try documents(of: stage, unit, answer)
        )
        for finding in try judge.findings(of: record) where finding.rule.kind.isGateMatter {
            finds.reasons.append(
                GateReason(
                    finding.rule.level.decision,
                    LocalName { book.text(of: finding, $0) },
                    alarm: finding.rule.alarm,
                    basis: finding.rule.basis
                )
            )
        }
        try lookAtCertificates(record, &finds)
    }

    /// A unit that is recalled, or has come to its end.
    private func lookAtState(_ unit: String, _ answer: TraceAnswer, _ finds: inout Finds) {
        guard let position = answer.units.firstIndex(where: { $0.code.canonical == unit }) else { return }
        let own = answer.events.filter { event in
            event.standing == .counts && event.participants.contains { $0.unit == position }
        }
        guard let last = own.last else { return }
        let name = answer.units[position].code.plainText
        if last.disposition == Self.recalled {
            finds.keepOut(book.words("gate-recalled", value: name))
        }
        let isSingle = answer.units[position].code.level == .instance
        let hasEnded = last.action == "DELETE" || Self.ends.contains(last.disposition ?? "")
        if isSingle, hasEnded {
            let day = HainanCalendar.text(HainanCalendar.date(of: last.milliseconds))
            finds.keepOut(book.words("gate-ended", value: name, expected: day))
        }
    }

    private static let recalled = "recalled"
    private static let ends: Set<String> = ["retail_sold", "dispensed", "destroyed"]

    /// The newest document of each kind that the stage asks for, of the unit or of what it was made from.
    private func documents(of stage: Stage, _ unit: String, _ answer: TraceAnswer) throws
        -> [StageRecord.DocumentUse]
    {
        let wanted = Set(stage.documents.map(\.type))
        var found: [String: StageRecord.DocumentUse] = [:]
        let nearest = answer.units.sorted { $0.depth < $1.depth }.map(\.code.canonical)
        for code in [unit] + nearest where found.count < wanted.count {
            for record in try judge.records(of: code).reversed() where record.time <= request.time {
                for document in record.documents
                where wanted.contains(document.type) && found[document.type] == nil {
                    found[document.type] = document
                }
            }
        }
        return found.values.sorted { $0.type < $1.type }
    }

    private func lookAtCertificates(_ record: StageRecord, _ finds: inout Finds) throws {
        for document in record.documents {
            let certificate = try Certificate(document.type, document.number, judge)
            if let left = certificate?.left, left <= 1e-6 {
                finds.keepOut(
                    book.words("gate-certificate-used-up", field: document.type, value: document.number)
                )
            }
        }
    }
}

extension GateCheck.Finds {
    mutating func keepOut(_ text: LocalName) { reasons.append(GateReason(.keepOut, text)) }
}

extension RuleKind {
    /// Whether the rule can be judged of goods of which only the code is known.
    fileprivate var isGateMatter: Bool {
        switch self {
        case .documentValid, .predecessor, .expiry, .codeCheck, .licenceValid, .partyType, .region,
            .lifeState,
            .intervalAfterUse:
            true
        default: false
        }
    }
}
