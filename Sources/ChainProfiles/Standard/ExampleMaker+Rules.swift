// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension ExampleMaker {
    /// Whether the record can become an event, and no rule that needs nothing but the record finds anything.
    var isRight: Bool {
        let reference = stage.reference.split(separator: "/").map(String.init)
        let event = try? RecordReader.event(
            fields,
            profile: reference[0],
            stage: reference[1],
            book: book,
            now: time
        )
        guard let event, let record = book.record(of: event, number: 0, eventID: "") else { return false }
        let parties = WillingParties(kinds: book.reference.parties.map(\.id))
        return RecordRules(parties: parties, book: book).findings(of: record).isEmpty
    }

    func applies(_ rule: Rule) -> Bool {
        guard let condition = rule.condition else { return true }
        let words = values[condition.element]?.words ?? []
        return words.contains(where: condition.values.contains) != condition.isNegative
    }

    /// Changes a value so that the rule is kept.
    mutating func keep(_ rule: Rule, round: Int) {
        switch rule.kind {
        case .elementLimit(let limit):
            if case .texts(let texts)? = values[limit.element] { count(texts, limit) }
            guard case .number(let number)? = values[limit.element] else { return }
            let chosen = limit.by.flatMap { values[$0]?.words.first }.flatMap { limit.limits[$0] }
            let (low, high) = (limit.minimum, chosen ?? limit.maximum)
            if let high, number > high {
                values[limit.element] = .number(low.map { ($0 + high) / 2 } ?? high)
            }
            if let low, number < low { values[limit.element] = .number(low) }
        case .elementValue(let element, let allowed, let isNegative):
            choose(element, allowed, isNegative)
        case .codeCheck:
            // Codes are of the scheme that the profile names first: a rule that wants another one is for other cases.
            if let condition = rule.condition {
                choose(condition.element, condition.values, !condition.isNegative)
            }
        case .duration(let start, let end, let span):
            keep(span, from: start, to: end)
        case .massBalance(let output, let input, let low, let high):
            balance(
                output,
                input,
                ratio: low > 0 ? (low + high) / 2 : high / 2,
                isReversed: !round.isMultiple(of: 2)
            )
        default:
            return
        }
    }

    /// So many different values of a list as the limit asks for.
    private mutating func count(_ texts: [String], _ limit: ElementLimit) {
        guard let index = stage.index(of: limit.element), stage.elements[index].list != nil else { return }
        let all = book.values(of: stage.elements[index])
        let least = Int(limit.minimum ?? 0)
        let most = limit.maximum.map { Int($0) } ?? all.count
        if texts.count < least || texts.count > most {
            values[limit.element] = .texts(Array(all.prefix(min(max(least, 1), most))))
        }
    }

    private mutating func choose(_ element: String, _ words: [String], _ isNegative: Bool) {
        guard let index = stage.index(of: element) else { return }
        let own = stage.elements[index]
        let all = own.type == .boolean ? ["true", "false"] : own.list == nil ? words : book.values(of: own)
        guard let word = all.first(where: { words.contains($0) != isNegative }) else { return }
        switch own.type {
        case .boolean: values[element] = .boolean(word == "true")
        case .codes, .checklist, .identifiers: values[element] = .texts([word])
        case .integer, .number: values[element] = Double(word).map(Value.number)
        default: values[element] = .text(word)
        }
    }

    /// Moves the later of two moments, or the earlier where the record's own time is the later.
    private mutating func keep(_ span: Span, from start: String, to end: String) {
        func moment(_ name: String) -> Int64? {
            if name == "time" { return time }
            guard case .text(let text)? = values[name] else { return nil }
            return ElementValue(.string(text), as: text.contains("T") ? .time : .date)?.moment
        }
        guard let first = moment(start), let last = moment(end) else { return }
        let least = span.atLeast.map { $0.after(first) - first } ?? 0
        let most = span.atMost.map { $0.after(first) - first }
        let length = most.map { Swift.max(least, $0 / 2) } ?? least
        let isLaterFixed = end == "time"
        let (name, moved) = isLaterFixed ? (start, last - length) : (end, first + length)
        guard let index = stage.index(of: name) else { return }
        guard stage.elements[index].type == .date else {
            values[name] = .text(clock(moved))
            return
        }
        // A day counts from its begin, so an end that is a day must begin late enough.
        let day = HainanCalendar.date(of: moved)
        let isTooEarly = !isLaterFixed && HainanCalendar.start(of: day) < moved
        values[name] = .text(Plain.day(isTooEarly ? HainanCalendar.end(of: day) : moved))
    }

    private mutating func balance(
        _ output: AmountSource,
        _ input: AmountSource,
        ratio: Double,
        isReversed: Bool
    ) {
        guard let out = amount(output), let into = amount(input), ratio > 0 else { return }
        if isReversed || !set(output, to: into * ratio) { _ = set(input, to: out / ratio) }
    }

    /// False where the amount is not one that can be chosen.
    private mutating func set(_ source: AmountSource, to amount: Double) -> Bool {
        switch source {
        case .goods(let role):
            guard goods[role]?.quantity != nil else { return false }
            goods[role]?.quantity = amount
        case .element(let id):
            guard let index = stage.index(of: id) else { return false }
            let element = stage.elements[index]
            let whole = element.type == .integer ? amount.rounded() : amount
            guard whole >= element.minimum ?? 0, whole <= element.maximum ?? .greatestFiniteMagnitude else {
                return false
            }
            values[id] = .number(whole)
        }
        return true
    }
}
