// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Checks that every name in a plot stands for something.
struct PlotCheck {
    let plot: Plot
    let log: FaultLog

    private var roles: Set<String> { Set(plot.roles.map(\.name)) }
    private var goods: Set<String> { Set(plot.goods.map(\.name)).union(plot.supplies.map(\.name)) }

    func run() {
        let (roles, goods) = (roles, goods)
        var names: Set<String> = []
        for (name, value) in plot.draws {
            if case .formula(let formula) = value { check(formula, names, goods, plot.steps.first?.place) }
            names.insert(name)
        }
        for plan in plot.goods {
            if let owner = plan.owner { need(owner, in: roles, "role", plan.place) }
            if let count = plan.count { check(count, names, goods, plan.place) }
            if ["lgtin", "sgtin", "sscc"].contains(plan.scheme), plan.owner == nil {
                log.add("“owner” is missing: whose GS1 company prefix do \(plan.name) carry?", at: plan.place)
            }
        }
        for plan in plot.roles {
            for permit in plan.permits {
                for value in [permit.number, permit.quantity] {
                    if let value { check(value, names, roles, goods, plan.place) }
                }
            }
            for (_, value) in plan.capacity { check(value, names, roles, goods, plan.place) }
        }
        var seen: Set<String> = []
        for step in plot.steps {
            if !seen.insert(step.id).inserted {
                log.add("two steps have the id “\(step.id)”: give one an id of its own", at: step.place)
            }
            if let since = step.since, !seen.contains(since) {
                log.add("“since”: no step before this one has the id “\(since)”", at: step.place)
            }
            check(step, names, roles, goods)
        }
        for supply in plot.supplies {
            for (_, ours) in supply.roles { need(ours, in: roles, "role", supply.place) }
            if let before = supply.before { need(before, in: seen, "step", supply.place) }
        }
    }

    private func check(_ step: StepPlan, _ names: Set<String>, _ roles: Set<String>, _ goods: Set<String>) {
        for role in [step.by, step.at, step.from, step.to] {
            if let role { need(role, in: roles, "role", step.place) }
        }
        let inner = names.union(["i", "j"])
        for (_, items) in step.goods {
            for (name, amount) in items {
                need(name, in: goods, "goods", step.place)
                switch amount {
                case .all: break
                case .formula(let one): check(one, inner, goods, step.place)
                case .slice(let one, let two), .one(let one, amount: let two):
                    check(one, inner, goods, step.place)
                    check(two, inner, goods, step.place)
                }
            }
        }
        for (_, value) in step.values { check(value, inner, roles, goods, step.place) }
        for (_, parts) in step.documents {
            for (_, value) in parts { check(value, inner, roles, goods, step.place) }
        }
        if let value = step.operator { check(value, inner, roles, goods, step.place) }
    }

    private func check(
        _ value: ValuePlan,
        _ names: Set<String>,
        _ roles: Set<String>,
        _ goods: Set<String>,
        _ place: Place
    ) {
        switch value {
        case .drawn(let name): need(name, in: names, "drawn value", place)
        case .formula(let formula): check(formula, names, goods, place)
        case .code(let name, let index):
            need(name, in: goods, "goods", place)
            if let index { check(index, names, goods, place) }
        case .codes(let name): need(name, in: goods, "goods", place)
        case .slice(let name, let low, let high):
            need(name, in: goods, "goods", place)
            check(low, names, goods, place)
            check(high, names, goods, place)
        case .party(let role), .placeOf(let role): need(role, in: roles, "role", place)
        case .list(let values), .pick(let values), .join(let values):
            if values.isEmpty { log.add("an empty list", at: place) }
            for value in values { check(value, names, roles, goods, place) }
        case .text, .number, .boolean, .day, .time, .pattern: break
        }
    }

    private func check(_ formula: Expression, _ names: Set<String>, _ goods: Set<String>, _ place: Place?) {
        guard let place else { return }
        for name in formula.names.sorted() { need(name, in: names, "drawn value", place) }
        for name in formula.goodsNames.sorted() { need(name, in: goods, "goods", place) }
    }

    private func need(_ name: String, in known: Set<String>, _ kind: String, _ place: Place) {
        guard !known.contains(name) else { return }
        log.add(
            "there is no \(kind) “\(name)”; known are: \(known.sorted().joined(separator: ", "))",
            at: place
        )
    }
}
