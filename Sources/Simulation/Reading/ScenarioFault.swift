// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Something wrong in a scenario or in the data of parties, with its place.
package struct ScenarioFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 where the file as a whole is meant.
    package let line: Int
    package let reason: String

    package var description: String { line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)" }
}

/// Everything wrong with the scenarios that were to be loaded or played.
package struct InvalidScenarios: Error, Sendable, CustomStringConvertible {
    package let faults: [ScenarioFault]

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Where something stands in a file.
struct Place: Sendable, Hashable {
    let file: String
    let line: Int
}

/// Collects faults, so that an author is told all of them at once.
final class FaultLog {
    private(set) var faults: [ScenarioFault] = []
    private var known: Set<ScenarioFault> = []

    func add(_ reason: String, at place: Place) {
        let fault = ScenarioFault(file: place.file, line: place.line, reason: reason)
        // What a fault of the scenario leaves as it is would be told once for each.
        if known.insert(fault).inserted { faults.append(fault) }
    }

    func check() throws(InvalidScenarios) {
        if !faults.isEmpty { throw InvalidScenarios(faults: faults) }
    }
}
