// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension HistoryRules {
    func intervalAfterUse(
        _ rule: Rule,
        _ stages: [String],
        _ days: String,
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        // The use that holds longest decides, not the last one.
        var latest: (until: Int64, use: StageRecord)?
        for use in try earlier(key, than: record) where use.isOne(of: stages) {
            guard let count = use.value(days)?.number else { continue }
            // Whatever number a record says, a hundred years are for good.
            let until = use.time + Int64(min(max(count, 0), 36_500) * 86_400_000)
            if until > latest?.until ?? .min { latest = (until, use) }
        }
        guard let latest, record.time < latest.until else { return .fine }
        let details = Finding.Details(
            value: Plain.day(record.time),
            expected: "≥ \(Plain.day(latest.until))",
            others: [latest.use.eventID]
        )
        return .found(Finding(rule, record, .insideInterval, object: key, field: "time", details))
    }

    func interval(_ rule: Rule, _ stages: [String], _ span: Span, _ record: StageRecord, _ key: String) throws
        -> Outcome
    {
        guard let last = try earlier(key, than: record).last(where: { $0.isOne(of: stages) }) else {
            return .fine
        }
        let value = Plain.duration(record.time - last.time)
        if let least = span.atLeast, record.time < least.after(last.time) {
            let details = Finding.Details(value: value, expected: "≥ \(least.text)", others: [last.eventID])
            return .found(Finding(rule, record, .tooSoon, object: key, field: "time", details))
        }
        if let most = span.atMost, record.time > most.after(last.time) {
            let details = Finding.Details(value: value, expected: "≤ \(most.text)", others: [last.eventID])
            return .found(Finding(rule, record, .tooLate, object: key, field: "time", details))
        }
        return .fine
    }

    /// Overdue when the end of the due day has passed, or has passed before what should have come.
    func dueDate(_ rule: Rule, _ due: DueDate, _ record: StageRecord, _ key: String) throws -> Outcome {
        let history = try records(key)
        let later = history[history.firstIndex(after: record)...]
        guard let date = deadline(due, record, history) else { return .fine }
        let done = later.first { $0.isOne(of: due.then + due.stop) }
        if let done, done.time < date { return .fine }
        if done == nil, now < date { return .wait(until: date) }
        let details = Finding.Details(
            value: done.map { Plain.day($0.time) },
            expected: "≤ \(Plain.day(date - 1))",
            others: done.map { [$0.eventID] } ?? []
        )
        return .found(Finding(rule, record, .overdue, object: key, field: "time", details))
    }

    /// The instant from which on it is too late.
    package func deadline(_ due: DueDate, _ record: StageRecord, _ history: [StageRecord]) -> Int64? {
        let start = due.from.flatMap { record.value($0)?.moment } ?? record.time
        if let calendar = due.calendar { return deadline(calendar, due, record, history) }
        let chosen = due.by.flatMap { record.value($0)?.texts.first }.flatMap { due.periods[$0] }
        guard let period = chosen ?? due.within else { return nil }
        let end = period.after(start)
        switch period.unit {
        case .seconds, .minutes, .hours: return end + 1
        // A period of days ends with its last day: 15 days after the 1st is in time all through the 16th.
        case .days, .months, .years: return HainanCalendar.end(of: HainanCalendar.date(of: end))
        }
    }

    /// Ages are counted from the first record of the life, in which the base date lies; what was done is counted
    /// for the age at which it was due, however early within the allowance.
    private func deadline(
        _ calendar: DueDate.Calendar,
        _ due: DueDate,
        _ record: StageRecord,
        _ history: [StageRecord]
    ) -> Int64? {
        let bases = calendar.base.isEmpty ? [record.stage.reference] : calendar.base
        let base = history.first { $0.isOne(of: bases) } ?? record
        let start = HainanCalendar.date(of: due.from.flatMap { base.value($0)?.moment } ?? base.time)
        let done = HainanCalendar.date(of: record.time)
        var age = 0
        while true {
            age = calendar.age(after: age)
            var date = HainanCalendar.adding(months: age * 12, to: start)
            if calendar.keepsMonth {
                let last = CivilDate.daysInMonth(year: date.year, month: date.month)
                date = CivilDate(year: date.year, month: date.month, day: last)
            }
            // Where the month is what counts, so is it in the allowance: two months before March is January.
            let monthStart = CivilDate(year: date.year, month: date.month, day: 1)
            let latest = calendar.keepsMonth ? monthStart : date
            let early = calendar.early.map {
                HainanCalendar.date(of: $0.before(HainanCalendar.start(of: latest)))
            }
            let opens = (early ?? monthStart).daysSince1970
            // Not yet done for this age: this is what is due next.
            if done.daysSince1970 < opens || record.number == base.number {
                return HainanCalendar.end(of: date)
            }
            if age > 200 { return nil }
        }
    }

    /// Only whoever reports regularly falls silent: a party of a single record just had nothing more to tell.
    func silentNode(_ rule: Rule, _ days: Int, _ after: Int, _ record: StageRecord, _ key: String) throws
        -> Outcome
    {
        let span = Int64(days) * 86_400_000
        let end = record.time + span
        func isLike(_ other: StageRecord) -> Bool { other.stage.reference == record.stage.reference }
        if try reports(key, record.time...end).contains(where: { isLike($0) && record.isBefore($0) }) {
            return .fine
        }
        let before = try reports(key, RuleKind.regularity(days: days, before: record.time))
        guard before.count(where: { isLike($0) && $0.isBefore(record) }) >= after else { return .fine }
        if now <= end { return .wait(until: end + 1) }
        let next = try reports(key, end...now).first(where: isLike)
        let details = Finding.Details(
            value: Plain.duration((next?.time ?? now) - record.time),
            expected: "≤ \(Period(days, .days).text)",
            others: next.map { [$0.eventID] } ?? []
        )
        return .found(Finding(rule, record, .silent, object: key, field: "subject", details))
    }
}

extension RuleKind {
    /// The span before a record in which its party must have reported to count as regular.
    package static func regularity(days: Int, before milliseconds: Int64) -> ClosedRange<Int64> {
        milliseconds - 10 * Int64(days) * 86_400_000...milliseconds
    }
}

extension DueDate.Calendar {
    /// The next age at which it is due.
    func age(after age: Int) -> Int {
        years.first { $0 > age } ?? (max(age, years.last ?? 0) + thenEvery)
    }
}
