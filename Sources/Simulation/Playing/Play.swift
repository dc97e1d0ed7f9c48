// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

/// What a play made: records, parties, and what was planted.
package struct Play: Sendable {
    /// In the order in which they reach the platform.
    package let records: [PlayRecord]
    package let entries: [RegistryEntry]
    package let masterData: [Vocabulary]
    package let truth: [Truth]
    package let runs: [RunOutline]
    package let showcases: [Showcase]

    /// A unit worth showing.
    package struct Showcase: Sendable {
        package let scenario: String
        package let name: LocalText
        package let code: String

        package init(scenario: String, name: LocalText, code: String) {
            self.scenario = scenario
            self.name = name
            self.code = code
        }
    }
}

extension ScenarioBook {
    /// Plays: the same programme, the same play.
    ///
    /// - Throws: ``InvalidScenarios`` where a formula or an index comes to nothing.
    package func play(_ programme: Programme) throws(InvalidScenarios) -> Play {
        let log = FaultLog()
        let stage = Stage(book: self, programme: programme, log: log)
        for scenario in scenarios where programme.only?.contains(scenario.id) ?? true {
            stage.play(scenario)
        }
        try log.check()
        return stage.play
    }
}

/// The state of a play while it is made.
final class Stage {
    let book: ScenarioBook
    let programme: Programme
    let log: FaultLog
    let directory: Directory
    let codes: CodeMaker
    private var records: [PlayRecord] = []
    private var truth: [Truth] = []
    private var runs: [RunOutline] = []
    private var products: [String: RegistryEntry.Product] = [:]
    private var showcases: [Play.Showcase] = []

    init(book: ScenarioBook, programme: Programme, log: FaultLog) {
        self.book = book
        self.programme = programme
        self.log = log
        directory = Directory(book.catalogue, seed: programme.seed, end: programme.until)
        codes = CodeMaker(patterns: book.patterns)
    }

    func play(_ scenario: Scenario) {
        play(scenario, scenario.base, variant: nil, every: scenario.every)
        for variant in scenario.variants {
            play(scenario, variant.plot, variant: variant.id, every: variant.every)
        }
        var dice = Dice(seed: programme.seed, part: scenario.id + "/faults")
        for fault in scenario.faults where !fault.isForm || programme.playsFormFaults {
            if dice.real(0, 1) >= programme.faultShare { continue }
            for number in 0..<programme.faults { play(scenario, fault, number) }
        }
    }

    /// The chain without fault, as often as its frequency says.
    private func play(_ scenario: Scenario, _ plot: Plot, variant: String?, every: Int) {
        let length = programme.days * HainanClock.day
        let count =
            programme.runs
            ?? max(1, Int((Double(length) / Double(max(1, every)) * programme.scale).rounded()))
        let key = "\(scenario.id)/\(variant ?? "")"
        var dice = Dice(seed: programme.seed, part: key)
        let homes = dice.shuffled(homes(of: scenario))
        var shown: RunOutline?
        for number in 0..<count where !homes.isEmpty {
            let back = (Double(number) + dice.real(0.05, 0.95)) / Double(count) * Double(length)
            let run = Run(
                stage: self,
                scenario: scenario,
                plot: plot,
                key: "\(key)/\(number)",
                home: homes[number % homes.count],
                labels: Run.Labels(number: runs.count, variant: variant, fault: nil, supply: nil),
                end: programme.end - max(plot.margin, Int(back)),
                cast: [:],
                until: nil
            )
            guard let outline = run?.perform() else { return }
            if shown == nil { shown = outline }
            runs.append(outline)
        }
        for showcase in scenario.showcases where showcase.variant == variant {
            guard let code = shown?.goods[showcase.goods]?.first else { continue }
            showcases.append(Play.Showcase(scenario: scenario.id, name: showcase.name, code: code))
        }
    }

    /// A run in which a fault is planted.
    private func play(_ scenario: Scenario, _ fault: PlannedFault, _ number: Int) {
        let key = "\(scenario.id)/!\(fault.id)/\(number)"
        var dice = Dice(seed: programme.seed, part: key)
        let homes = homes(of: scenario)
        guard !homes.isEmpty else { return }
        let length = max(programme.days * HainanClock.day - fault.plot.margin, 10 * HainanClock.day)
        let run = Run(
            stage: self,
            scenario: scenario,
            plot: fault.plot,
            key: key,
            home: dice.pick(homes),
            labels: Run.Labels(number: runs.count, variant: nil, fault: fault, supply: nil),
            end: programme.end - fault.plot.margin - dice.below(length),
            cast: [:],
            until: nil
        )
        guard let run, let outline = run.perform() else { return }
        runs.append(outline)
        for expectation in fault.expected { expect(expectation, of: fault, in: run) }
        expectRenewals(of: fault, in: run)
    }

    /// A licence that has ended, or ends soon, asks for its renewal, whatever else the fault is.
    private func expectRenewals(of fault: PlannedFault, in run: Run) {
        for role in fault.plot.roles {
            for (type, state) in role.licences where state == .lapsed || state == .expiring {
                let isWritten = fault.expected.contains { $0.target == .licence(role: role.name, type: type) }
                if isWritten || book.certifications.contains(type) { continue }
                let target = PlannedFault.Target.licence(role: role.name, type: type)
                expect(.init(alarm: "IN-01", target: target), of: fault, in: run)
            }
        }
    }

    private func expect(_ expectation: PlannedFault.Expectation, of fault: PlannedFault, in run: Run) {
        var truth = Truth(
            scenario: run.scenario.id,
            run: run.labels.number,
            fault: fault.id,
            kind: fault.kind,
            alarm: expectation.alarm,
            eventID: nil,
            licence: nil,
            stage: nil,
            step: "",
            time: nil,
            isRefused: fault.isRefused
        )
        switch expectation.target {
        case .licence(let role, let type):
            truth.step = "licence:\(role).\(type)"
            truth.licence = run.party(role)?.licence(type).map { EventWriter.uri(type, $0.number) }
            if truth.licence == nil {
                log.add("fault “\(fault.id)”: \(role) has no licence “\(type)”", at: fault.place)
            }
        case .step(let step, let repetition, let supply):
            let made = run.made.filter {
                $0.supply == supply && ($0.step == step || $0.step.hasPrefix(step + "#"))
            }
            let wanted =
                repetition == 0
                ? made.last
                : made.first { $0.step == "\(step)#\(repetition)" } ?? (repetition == 1 ? made.first : nil)
            guard let record = wanted else {
                log.add(
                    "fault “\(fault.id)”: the step “\(step)” is not played (\(made.count) repetitions)",
                    at: fault.place
                )
                return
            }
            truth.step = record.step
            truth.stage = record.stage
            truth.time = record.time
            truth.eventID = record.event.hashURI()
        }
        self.truth.append(truth)
    }

    private func homes(of scenario: Scenario) -> [PartyCatalogue.Region] {
        let regions = book.catalogue.regions
        if !scenario.regions.isEmpty { return regions.filter { scenario.regions.contains($0.code) } }
        return regions.filter { !$0.isRemote }
    }

    func add(_ record: PlayRecord) { records.append(record) }

    func add(_ product: RegistryEntry.Product) {
        if products[product.id] == nil { products[product.id] = product }
    }

    var play: Play {
        if programme.settlesEverybody { directory.settle() }
        let ordered = records.enumerated()
            .sorted { ($0.element.capturedAt, $0.offset) < ($1.element.capturedAt, $1.offset) }
            .map(\.element)
        let products = products.values.sorted { $0.id < $1.id }
        return Play(
            records: ordered,
            entries: RegistryEntry.entries(directory.parties, products),
            masterData: MasterData(directory, products).vocabularies,
            truth: truth,
            runs: runs,
            showcases: showcases
        )
    }
}
