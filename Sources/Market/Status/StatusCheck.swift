// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Supervision
import TraceCodes
import TraceEvents
import TraceLedger

/// Tells of one code whether it may go on, by what the ledger holds on one snapshot.
///
/// What decides is what the code alone tells: its life, the alarms that stand about it, and those rules of a stage that
/// ask for the history of the unit. What a record must bring itself is judged when it comes.
struct StatusCheck {
    let book: ProfileBook
    let parties: any PartyBook
    let reader: LedgerReader
    let facts: EventFacts
    /// Milliseconds since 1970.
    let now: Int64
    /// Whether events may be read that nobody asked for yet, which takes longer than a brief read may.
    let opensEvents: Bool

    /// The answer needs events that may not be opened.
    struct Unopened: Error {}

    /// An event that names the unit and counts, with what it says of it.
    private struct Step {
        let number: Int64
        let fact: EventFacts.Fact
        let role: EventFacts.Role
    }

    /// - Parameters:
    ///   - readings: what the text may mean, the likeliest first.
    ///   - stage: what is to be done with the unit; nil: to hand it to who uses it.
    /// - Throws: ``Unopened``; ``SQLError``.
    func answer(_ readings: [TraceCode], _ stage: Stage?) throws -> StatusAnswer {
        for code in readings {
            let steps = try steps(of: code.canonical)
            if !steps.isEmpty { return try answer(code, steps, stage) }
        }
        let code = readings[0]
        var answer = StatusAnswer(code: code.canonical)
        answer.refuse(book.words("gate-unknown", value: code.plainText))
        return answer
    }

    private func answer(_ code: TraceCode, _ steps: [Step], _ stage: Stage?) throws -> StatusAnswer {
        var answer = StatusAnswer(code: code.canonical)
        lookAtLife(code, steps, &answer)
        let records = steps.compactMap { step in
            step.fact.record.map { record in
                let goods = step.role.goods.map {
                    StageRecord.Goods(code: code.canonical, role: $0, quantity: nil, measure: nil)
                }
                return record.with(goods: goods.map { [$0] } ?? [])
            }
        }
        answer.profile = records.last?.stage.profile
        if answer.profile == nil {
            let reason = book.words("gate-plain", value: code.plainText)
            answer.add(GateReason(stage == nil ? .admitWithRemark : .keepOut, reason))
        } else if let stage, !records.contains(where: { leads($0, to: stage) }) {
            let profile = answer.profile
            answer.refuse(book.words("other-product", value: profile, expected: stage.reference))
        }
        for stage in stage.map({ [$0] }) ?? handOvers(answer.profile) {
            try judge(code.canonical, records, stage, &answer)
        }
        try lookAtAlarms(code.canonical, steps, &answer)
        return answer
    }

    /// The events that name a unit, in the order in which they happened; only those that may matter are opened.
    private func steps(of code: String) throws -> [Step] {
        let links = try reader.links(of: Sought(code), roles: .unit, newestFirst: false, limit: .max)
        guard let oldest = links.first?.number else { return [] }
        let numbers = links.map(\.number)
        var known = facts.known(numbers)
        let missing = numbers.filter { number in
            known[number].map { $0 == nil && number == oldest } ?? true
        }
        guard missing.isEmpty || opensEvents else { throw Unopened() }
        for (number, stored) in try reader.sifted(missing, by: CodeLife.endings, always: oldest) {
            known[number] = .some(facts.keep(number, stored, book))
        }
        let wrong = try reader.declaredWrong(numbers)
        func counting() -> [Step] {
            numbers.compactMap { number in
                guard let fact = known[number] ?? nil, !fact.isDeclaration, !wrong.contains(number),
                    let role = fact.role(of: code)
                else { return nil }
                return Step(number: number.rawValue, fact: fact, role: role)
            }
        }
        let steps = counting()
        let unopened = numbers.filter { (known[$0] ?? nil) == nil }
        guard steps.isEmpty, !unopened.isEmpty else { return steps }
        // The oldest does not count, or names another code under the same key.
        guard opensEvents else { throw Unopened() }
        for stored in try reader.events(unopened) {
            known[stored.number] = .some(facts.keep(stored.number, stored, book))
        }
        return counting()
    }

    /// The end of a life outlasts what is recorded after it, but for a recall that comes after a sale.
    private func lookAtLife(_ code: TraceCode, _ steps: [Step], _ answer: inout StatusAnswer) {
        var last: (state: CodeLife.State, time: Int64)?
        for step in steps {
            let end = step.role.isWhole ? step.fact.ending.ofWhole : step.fact.ending.ofPart
            if let end { last = (end, step.fact.time) }
        }
        answer.state = last?.state ?? .inChain
        guard let last else { return }
        let day = HainanCalendar.text(HainanCalendar.date(of: last.time))
        switch last.state {
        case .recalled: answer.refuse(book.words("gate-recalled", value: code.plainText))
        case .destroyed:
            answer.refuse(book.words("status-destroyed", value: code.plainText, expected: day))
        default: answer.refuse(book.words("status-consumed", value: code.plainText, expected: day))
        }
    }

    /// Whether goods of a record may come to a stage: the same chain, or one from which the stage takes goods.
    private func leads(_ record: StageRecord, to stage: Stage) -> Bool {
        record.stage.profile == stage.profile || stage.after.contains(record.stage.reference)
    }

    /// The stages in which goods go to who uses them.
    private func handOvers(_ profile: String?) -> [Stage] {
        let stages = profile.flatMap { book.profile($0, at: now) }?.stages ?? []
        return stages.filter { ["retail_sold", "dispensed"].contains($0.event.disposition) }
    }

    private func judge(
        _ code: String,
        _ records: [StageRecord],
        _ stage: Stage,
        _ answer: inout StatusAnswer
    ) throws {
        let role: GoodsRole = stage.event.type == .transformation ? .inputs : .units
        let next = StageRecord(
            stage: stage,
            number: StageRecord.unstored,
            eventID: "",
            time: now,
            goods: [.init(code: code, role: role, quantity: nil, measure: nil)]
        )
        let rules = HistoryRules(parties: parties, now: now) { _ in
            records
        } reports: { _, _ in
            []
        }
        for rule in stage.rules where rule.kind.isToldByCode {
            guard HistoryRules.keys(of: rule.kind, in: next).contains(code),
                let finding = try rules.outcome(of: rule, next, key: code).finding
            else { continue }
            answer.add(
                GateReason(
                    rule.effect == .refuse ? .keepOut : rule.level.decision,
                    LocalName { book.text(of: finding, $0) },
                    alarm: rule.alarm,
                    basis: rule.basis
                )
            )
        }
    }

    private func lookAtAlarms(_ code: String, _ steps: [Step], _ answer: inout StatusAnswer) throws {
        let alarms = try ChainChecker.standingAlarms(about: steps.map(\.number), object: code, reader)
        // An event may be about many units; an alarm about another one is not about this.
        for alarm in alarms
        where alarm.object.map({ $0 == code || !CanonicalCode.identify($0).isGoods }) ?? true {
            answer.add(GateReason(alarm, book))
        }
    }
}

extension RuleKind {
    /// Whether the history of a unit decides it, and nothing that a record must bring.
    fileprivate var isToldByCode: Bool {
        switch self {
        case .unique, .expiry, .lifeState, .interval, .intervalAfterUse: true
        default: false
        }
    }
}
