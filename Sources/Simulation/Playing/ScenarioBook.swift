// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// All scenarios with the parties that play them.
package struct ScenarioBook: Sendable {
    let catalogue: PartyCatalogue
    let forms: [String: StageForm]
    /// Elements that hold codes.
    let identifiers: Set<String>
    /// Licences that nobody must hold, so that nobody is asked to renew them.
    let certifications: Set<String>
    let patterns: [String: String]
    /// In the order of their ids.
    package let scenarios: [Scenario]

    /// One file: its name for messages, and its text.
    package struct Source: Sendable {
        package let name: String
        package let text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// Reads scenarios.
    ///
    /// - Parameters:
    ///   - data: `parties.yaml`, `codes.yaml` and the scenarios.
    ///   - profiles: profiles and reference data, of which the kinds of events, the elements that hold codes and
    ///     the certifications are read.
    /// - Throws: ``InvalidScenarios`` with every fault that was found, each with file and line.
    package init(reading data: [Source], profiles: [Source]) throws(InvalidScenarios) {
        let log = FaultLog()
        let described = profiles.flatMap { Tree.read($0.text, file: $0.name, log: log) }
        forms = StageForm.read(described)
        identifiers = StageForm.identifiers(described)
        certifications = StageForm.certifications(described)
        var catalogue = PartyCatalogue()
        var patterns: [String: String] = [:]
        var scenarios: [Scenario] = []
        let trees = data.flatMap { Tree.read($0.text, file: $0.name, log: log) }
        // Forms first: types in any file may name them.
        for tree in trees where tree["types"] != nil { catalogue.addForms(tree) }
        for tree in trees where tree["codes"] != nil {
            for (scheme, pattern) in tree["codes"]?.pairs ?? [] { patterns[scheme] = pattern.text }
        }
        let schemes = CodeMaker.own.union(patterns.keys.filter { !$0.contains("+") })
        for tree in trees {
            if tree["types"] != nil {
                catalogue.add(tree)
            } else if tree["scenario"] != nil || tree["codes"] == nil {
                if let scenario = ScenarioReader(root: tree, schemes: schemes).read() {
                    scenarios.append(scenario)
                }
            }
        }
        catalogue.check(log)
        self.catalogue = catalogue
        self.patterns = patterns
        self.scenarios = scenarios.sorted { $0.id < $1.id }
        try log.check()
    }

    /// The scenarios that are part of the program.
    package static func embedded(profiles: [Source]) throws(InvalidScenarios) -> ScenarioBook {
        try ScenarioBook(
            reading: EmbeddedData.files.map { Source(name: $0.path, text: $0.text) },
            profiles: profiles
        )
    }

    /// One of the scenarios.
    package func scenario(_ id: String) -> Scenario? { scenarios.first { $0.id == id } }
}

/// What is to be played.
package struct Programme: Sendable {
    package var seed: UInt64
    /// The last day.
    package var until: CivilDate
    package var days: Int
    package var scale: Double
    /// How often each fault is planted.
    package var faults: Int
    /// How many of the faults are planted at all, from 0 to 1.
    package var faultShare = 1.0
    /// Ids of scenarios; nil: all.
    package var only: Set<String>?
    /// Whether records that no way in may take are played.
    package var playsFormFaults = false
    /// Whether everybody who lives in the province is registered, or only who takes part.
    package var settlesEverybody = true
    /// Runs of the chain and of each variant, in place of what their frequency says.
    package var runs: Int?

    package init(
        seed: UInt64 = 2026,
        until: CivilDate,
        days: Int = 90,
        scale: Double = 1,
        faults: Int = 0,
        only: Set<String>? = nil
    ) {
        self.seed = seed
        self.until = until
        self.days = days
        self.scale = scale
        self.faults = faults
        self.only = only
    }

    /// The first moment after the period, in seconds since 1970.
    package var end: Int { HainanClock.midnight(of: until) + HainanClock.day }

    /// Reads a day such as `2026-06-30`; nil where it is none.
    package static func day(_ text: String) -> CivilDate? { HainanClock.date(text) }
}
