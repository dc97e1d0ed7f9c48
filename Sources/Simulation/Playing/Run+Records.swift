// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension Run {
    /// The record of one step.
    func record(of step: StepPlan, _ repetition: Int, at time: Int) -> PlayRecord {
        let moment = Moment(time: time, place: step.place, repetition: repetition)
        var fields: [FlatValue.Member] = []
        func add(_ name: String, _ value: FlatValue) { fields.append(.init(name: name, value: value)) }
        let subject = party(step.by)?.id ?? ""
        add("subject", .text(subject))
        add("time", .text(HainanClock.text(time)))
        add("place", .text(party(step.at)?.site.id ?? ""))
        if let from = step.from { add("from", .text(party(from)?.id ?? "")) }
        if let to = step.to { add("to", .text(party(to)?.id ?? "")) }
        for (slot, items) in step.goods {
            let list = items.flatMap { amounts(of: $0.name, $0.amount, moment) }
            add(slot.rawValue, .list(list.map(\.flat)))
        }
        for (element, value) in step.values { add(element, self.value(value, moment)) }
        for (type, parts) in step.documents { add(type, document(parts, moment)) }
        let readings = step.sensors.flatMap { self.readings($0, endingAt: time) }
        if !readings.isEmpty { add("sensors", .list(readings)) }
        if let person = step.operator { add("operator", value(person, moment)) }
        let fault = labels.fault
        let id = step.repetition == nil ? step.id : "\(step.id)#\(repetition + 1)"
        let isFormFault =
            fault.map { fault in
                fault.isForm && labels.supply == nil
                    && fault.expected.contains {
                        if case .step(step.id, _, nil) = $0.target { true } else { false }
                    }
            } ?? false
        return PlayRecord(
            scenario: scenario.id,
            run: labels.number,
            variant: labels.variant,
            fault: fault?.id,
            supply: labels.supply,
            step: id,
            stage: step.stage,
            time: time,
            capturedAt: min(time + 60 + dice.below(1740), max(time, stage.programme.end - 1)),
            event: event(of: step, fields, at: time),
            fields: fields,
            isFormFault: isFormFault
        )
    }

    private func event(of step: StepPlan, _ fields: [FlatValue.Member], at time: Int) -> Event {
        guard let form = stage.book.forms[step.stage] else {
            stage.log.add("no profile has the stage “\(step.stage)”", at: step.place)
            return Event(
                type: .object,
                eventTime: HainanClock.timestamp(time),
                timeZoneOffset: HainanClock.offset
            )
        }
        let writer = EventWriter(
            form: form,
            stage: step.stage,
            documentTypes: Set(step.documents.map(\.type)),
            identifiers: stage.book.identifiers
        )
        return writer.event(fields, at: time)
    }

    // MARK: Goods

    /// A code with how much of it there is.
    private struct Amount {
        let code: String
        let quantity: Double?
        let measure: String?

        var flat: FlatValue {
            guard let quantity else { return .text(code) }
            var members: [FlatValue.Member] = [
                .init(name: "code", value: .text(code)),
                .init(name: "quantity", value: .number(Plain.text(quantity))),
            ]
            if let measure { members.append(.init(name: "measure", value: .text(measure))) }
            return .object(members)
        }
    }

    private func amounts(of name: String, _ plan: AmountPlan, _ moment: Moment) -> [Amount] {
        let codes = goods[name] ?? []
        let measure = lotMeasure(of: name)
        func lot(_ index: Int, _ formula: Expression) -> Amount {
            var moment = moment
            moment.lot = index
            let quantity = (number(formula, moment) * 1000).rounded() / 1000
            let code = code(name, index, moment)
            if quantity <= 0 {
                stage.log.add("\(name): an amount of \(Plain.text(quantity))", at: moment.place)
            }
            moved[code] = quantity
            return Amount(code: code, quantity: quantity, measure: measure.flatMap { $0.isEmpty ? nil : $0 })
        }
        switch plan {
        case .all where measure != nil:
            return codes.map { Amount(code: $0, quantity: moved[$0] ?? 1, measure: measure) }
        case .all: return codes.map { Amount(code: $0, quantity: nil, measure: nil) }
        case .formula(let formula) where measure != nil:
            return codes.indices.map { lot($0, formula) }
        case .formula where codes.count == 1: return [Amount(code: codes[0], quantity: nil, measure: nil)]
        case .formula(let formula):
            return [
                Amount(code: code(name, Int(number(formula, moment)), moment), quantity: nil, measure: nil)
            ]
        case .slice(let low, let high):
            return self.codes(name, low, high, moment).map {
                Amount(code: $0, quantity: measure == nil ? nil : moved[$0] ?? 1, measure: measure)
            }
        case .one(let index, let amount): return [lot(Int(number(index, moment)), amount)]
        }
    }

    /// The measure of lots; empty where it is that of a supplied lot; nil of single units.
    private func lotMeasure(of name: String) -> String? {
        if let plan = plot.goods.first(where: { $0.name == name }) { return plan.measure }
        guard let supply = plot.supplies.first(where: { $0.name == name }),
            let other = stage.book.scenario(supply.scenario)
        else { return nil }
        let plot = other.variants.first { $0.id == supply.variant }?.plot ?? other.base
        return plot.goods.first { $0.name == supply.goods }?.measure
    }

    // MARK: Documents and readings

    private func document(_ parts: [(name: String, value: ValuePlan)], _ moment: Moment) -> FlatValue {
        if parts.count == 1, parts[0].name == "number" { return .text(text(parts[0].value, moment) ?? "") }
        return .object(
            parts.map { name, plan in
                if name == "issuer", case .text(let role) = plan, let party = party(role) {
                    return .init(name: name, value: .text(party.id))
                }
                return .init(name: name, value: value(plan, moment))
            }
        )
    }

    private func readings(_ plan: SensorPlan, endingAt end: Int) -> [FlatValue] {
        let begin = end - plan.length
        return stride(from: 0, through: plan.length, by: plan.every).compactMap { offset in
            if let gap = plan.gap, offset > gap.at, offset < gap.at + gap.length { return nil }
            var value = dice.real(plan.low, plan.high)
            if let spike = plan.spike, offset >= spike.at, offset <= spike.at + spike.length {
                value = spike.value
            }
            return .object([
                .init(name: "time", value: .text(HainanClock.text(begin + offset))),
                .init(name: "type", value: .text(plan.type)),
                .init(name: "value", value: .number(Plain.text((value * 10).rounded() / 10))),
                .init(name: "measure", value: .text(plan.measure)),
            ])
        }
    }
}
