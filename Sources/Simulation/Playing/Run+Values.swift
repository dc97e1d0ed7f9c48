// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// When and where in the file a value is asked for.
struct Moment {
    let time: Int
    let place: Place
    var repetition = 0
    /// Of several lots, which one.
    var lot: Int?
}

extension Run {
    /// What a formula comes to.
    func number(_ formula: Expression, at place: Place) -> Double {
        number(formula, Moment(time: 0, place: place))
    }

    func number(_ formula: Expression, _ moment: Moment) -> Double {
        let value = formula.value { name in
            switch name {
            case "i": Double(moment.repetition)
            case "j": Double(moment.lot ?? 0)
            default: numbers[name] ?? .nan
            }
        } goods: { function, name in
            let codes = goods[name] ?? []
            if function == "count" { return Double(codes.count) }
            if let lot = moment.lot, codes.indices.contains(lot), codes.count > 1 {
                return moved[codes[lot]] ?? .nan
            }
            return codes.reduce(0) { $0 + (moved[$1] ?? .nan) }
        }
        guard value.isFinite, abs(value) < 1e12 else {
            stage.log.add("a formula comes to no number", at: moment.place)
            return 0
        }
        return value
    }

    /// A value as the records API takes it.
    func value(_ plan: ValuePlan, _ moment: Moment) -> FlatValue {
        switch settled(plan) {
        case .text(let text): .text(text)
        case .number(let text): .number(text)
        case .boolean(let boolean): .boolean(boolean)
        case .formula(let formula): .number(Plain.text(number(formula, moment)))
        case .day(let days):
            .text(HainanClock.text(HainanClock.date(of: moment.time + days * HainanClock.day)))
        case .time(let seconds): .text(HainanClock.text(moment.time + seconds))
        case .code(let name, let index):
            .text(code(name, index.map { Int(number($0, moment)) } ?? 0, moment))
        case .codes(let name): .list((goods[name] ?? []).map(FlatValue.text))
        case .slice(let name, let low, let high): .list(codes(name, low, high, moment).map(FlatValue.text))
        case .party(let role): .text(party(role)?.id ?? "")
        case .placeOf(let role): .text(party(role)?.site.id ?? "")
        case .list(let values): .list(values.map { value($0, moment) })
        case .join(let values): .text(values.compactMap { text($0, moment) }.joined())
        case .drawn, .pick, .pattern: .text("")
        }
    }

    /// A value as text.
    func text(_ plan: ValuePlan, _ moment: Moment) -> String? {
        switch value(plan, moment) {
        case .text(let text), .number(let text): text
        case .boolean(let boolean): boolean ? "true" : "false"
        case .list, .object: nil
        }
    }

    func code(_ name: String, _ index: Int, _ moment: Moment) -> String {
        let codes = goods[name] ?? []
        guard codes.indices.contains(index) else {
            stage.log.add("\(name)[\(index)]: there are \(codes.count), counted from 0", at: moment.place)
            return ""
        }
        return codes[index]
    }

    func codes(_ name: String, _ low: Expression, _ high: Expression, _ moment: Moment) -> [String] {
        let codes = goods[name] ?? []
        let (low, high) = (Int(number(low, moment)), Int(number(high, moment)))
        guard low >= 0, low <= high, high < codes.count else {
            stage.log.add(
                "\(name)[\(low)..\(high)]: there are \(codes.count), counted from 0",
                at: moment.place
            )
            return []
        }
        return Array(codes[low...high])
    }
}
