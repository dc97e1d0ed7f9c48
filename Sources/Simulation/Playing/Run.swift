// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// One run of a plot: who takes part, what is drawn, when everything happens, and the records of it.
final class Run {
    let stage: Stage
    let scenario: Scenario
    let plot: Plot
    let key: String
    let home: PartyCatalogue.Region
    let labels: Labels
    /// When each step happens; of a repeated one every time.
    let times: [[Int]]
    /// The last step that is played, where the run is one that supplies another.
    private let until: Int
    private(set) var cast: [String: Party]
    private(set) var drawn: [String: ValuePlan] = [:]
    private(set) var numbers: [String: Double] = [:]
    var goods: [String: [String]] = [:]
    /// What the last record moved of each lot.
    var moved: [String: Double] = [:]
    private(set) var made: [PlayRecord] = []
    var dice: Dice

    /// What a run is called.
    struct Labels {
        let number: Int
        let variant: String?
        let fault: PlannedFault?
        let supply: String?
    }

    /// - Parameters:
    ///   - end: when the run ends, in seconds since 1970.
    ///   - cast: parties that play roles already.
    ///   - until: the step with which it ends; nil: the last.
    init?(
        stage: Stage,
        scenario: Scenario,
        plot: Plot,
        key: String,
        home: PartyCatalogue.Region,
        labels: Labels,
        end: Int,
        cast: [String: Party],
        until: String?
    ) {
        guard !plot.steps.isEmpty, key.utf8.count(where: { $0 == UInt8(ascii: ">") }) < 8 else { return nil }
        self.stage = stage
        self.scenario = scenario
        self.plot = plot
        self.key = key
        self.home = home
        self.labels = labels
        self.cast = cast
        self.until = plot.steps.firstIndex { $0.id == until } ?? plot.steps.count - 1
        dice = Dice(seed: stage.programme.seed, part: "run/" + key)
        times = Timeline(
            plot: plot,
            last: self.until,
            dice: Dice(seed: stage.programme.seed, part: "time/" + key),
            periodEnd: stage.programme.end
        ).times(endingAt: end)
    }

    /// Plays it.
    func perform() -> RunOutline? {
        guard let begin = times.joined().min() else { return nil }
        let day = HainanClock.date(of: begin)
        for role in plot.roles where cast[role.name] == nil {
            cast[role.name] = stage.directory.party(
                for: role,
                home: home,
                own: "\(key)/\(role.name)",
                begin: day,
                log: stage.log
            )
        }
        for (name, value) in plot.draws { draw(name, value) }
        for role in plot.roles { grant(role) }
        for plan in plot.goods { make(plan, begin) }
        for plan in plot.supplies { play(plan) }
        for (index, step) in plot.steps.enumerated() where index <= until && !step.isLeftOut {
            for (repetition, time) in times[index].enumerated() {
                add(record(of: step, repetition, at: time))
            }
        }
        let own = made.map(\.time)
        return RunOutline(
            scenario: scenario.id,
            run: labels.number,
            variant: labels.variant,
            fault: labels.fault?.id,
            region: home.code,
            goods: goods,
            begin: own.min() ?? begin,
            end: own.max() ?? begin
        )
    }

    func add(_ record: PlayRecord) {
        made.append(record)
        stage.add(record)
    }

    func party(_ role: String) -> Party? { cast[role] }

    // MARK: Before the first step

    private func draw(_ name: String, _ plan: DrawPlan) {
        switch plan {
        case .whole(let low, let high):
            set(name, Double(low + dice.below(high - low + 1)))
        case .decimal(let low, let high):
            set(name, (dice.real(low, high) * 1000).rounded() / 1000)
        case .formula(let formula):
            set(name, number(formula, at: plot.steps[0].place))
        case .value(let value):
            let value = settled(value)
            drawn[name] = value
            if case .number(let text) = value { numbers[name] = Double(text) }
        }
    }

    private func set(_ name: String, _ value: Double) {
        numbers[name] = value
        drawn[name] = .number(Plain.text(value))
    }

    /// A value of which nothing is left to chance.
    func settled(_ value: ValuePlan) -> ValuePlan {
        switch value {
        case .pick(let values): values.isEmpty ? value : settled(dice.pick(values))
        case .pattern(let pattern): .text(filled(pattern))
        case .drawn(let name): drawn[name] ?? value
        case .join(let values): .join(values.map(settled))
        default: value
        }
    }

    /// A pattern with its region and year.
    func filled(_ pattern: String) -> String {
        let year = HainanClock.date(of: times.joined().min() ?? 0).year
        return dice.filled(pattern).replacing("{region}", with: home.districts[0])
            .replacing("{year}", with: String(year))
    }

    /// Permits and room that the role's party has for this run.
    private func grant(_ role: RolePlan) {
        guard let party = cast[role.name] else { return }
        let moment = Moment(time: times.joined().min() ?? 0, place: role.place)
        for (type, number, quantity) in role.permits {
            stage.directory.permit(
                type,
                number: number.flatMap { text($0, moment) },
                quantity: quantity.flatMap { text($0, moment) }.flatMap(Double.init),
                to: party
            )
        }
        if !role.capacity.isEmpty, party.capacity.isEmpty {
            party.capacity = role.capacity.map { kind, amount in
                (kind, text(amount, moment).flatMap(Double.init) ?? 0)
            }
        }
    }

    private func make(_ plan: GoodsPlan, _ begin: Int) {
        let owner = plan.owner.flatMap { cast[$0] }
        let prefix = owner.flatMap { owner in
            CodeMaker.own.subtracting(["hn"]).contains(plan.scheme)
                ? stage.directory.companyPrefix(of: owner) : nil
        }
        let first = plot.steps.firstIndex { step in
            step.goods.contains { $0.items.contains { $0.name == plan.name } }
        }
        let order = CodeMaker.Order(
            plan: plan,
            companyPrefix: prefix,
            owner: owner?.id ?? scenario.id,
            region: owner?.region ?? home.districts[0],
            moment: first.flatMap { times[$0].first } ?? begin
        )
        let count = plan.count.map { Int(number($0, at: plan.place)) } ?? 1
        guard (0...20_000).contains(count) else {
            stage.log.add("\(plan.name): \(count) codes", at: plan.place)
            return
        }
        goods[plan.name] = (0..<count).map { _ in stage.codes.code(order, &dice) }
        guard let prefix, let owner, let title = plan.title, plan.scheme != "sscc" else { return }
        stage.add(
            RegistryEntry.Product(
                id: "https://id.gs1.org/01/" + CodeMaker.gtin(prefix, plan.parameters["product"] ?? "00001"),
                name: title,
                profile: scenario.id,
                holder: owner.id,
                from: CivilDate(year: 2016, month: 10, day: 1)
            )
        )
    }

    /// Plays the runs of another scenario that make goods for this one.
    private func play(_ plan: SupplyPlan) {
        guard let other = stage.book.scenario(plan.scenario) else {
            stage.log.add("there is no scenario “\(plan.scenario)”", at: plan.place)
            return
        }
        let variant = other.variants.first { $0.id == plan.variant }
        let plot = variant?.plot ?? other.base
        if let name = plan.variant, variant == nil {
            stage.log.add("the scenario “\(plan.scenario)” has no variant “\(name)”", at: plan.place)
        }
        if let until = plan.until, !plot.steps.contains(where: { $0.id == until }) {
            stage.log.add("the scenario “\(plan.scenario)” has no step “\(until)”", at: plan.place)
        }
        let before = self.plot.steps.firstIndex { $0.id == plan.before } ?? 0
        let time = times[before].first ?? times.joined().min() ?? 0
        var codes: [String] = []
        for number in 0..<max(1, plan.times) {
            var roles: [String: Party] = [:]
            for (theirs, ours) in plan.roles {
                guard let role = plot.roles.first(where: { $0.name == theirs }), let party = cast[ours] else {
                    stage.log.add("the scenario “\(plan.scenario)” has no role “\(theirs)”", at: plan.place)
                    continue
                }
                for (type, state) in role.licences {
                    stage.directory.add(type, state, to: party, begin: HainanClock.date(of: time))
                }
                roles[theirs] = party
            }
            let name = plan.times > 1 ? "\(plan.name)[\(number)]" : plan.name
            let run = Run(
                stage: stage,
                scenario: other,
                plot: plot,
                key: "\(key)>\(name)",
                home: home,
                labels: Labels(
                    number: labels.number,
                    variant: labels.variant,
                    fault: labels.fault,
                    supply: name
                ),
                end: time - HainanClock.day - dice.below(HainanClock.day),
                cast: roles,
                until: plan.until
            )
            guard let run, run.perform() != nil else {
                stage.log.add("supplies are nested too deeply", at: plan.place)
                return
            }
            guard let made = run.goods[plan.goods] else {
                stage.log.add("the scenario “\(plan.scenario)” has no goods “\(plan.goods)”", at: plan.place)
                return
            }
            codes += made
            moved.merge(run.moved) { _, new in new }
            self.made += run.made
        }
        goods[plan.name] = codes
    }
}
