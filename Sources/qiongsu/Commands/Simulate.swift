// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import Simulation
import TraceEvents
import TraceText

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play the province: chains of all categories, with faults whose alarms are known.",
        discussion: """
            Writes EPCIS documents, the registry's entries (registry.jsonl) and what was planted (truth.jsonl) into a \
            folder, or captures the records. The same options make the same bytes. No firm and no person in it exists.
            """
    )

    @Option(help: "The seed of chance.") var seed: UInt64 = 2026
    @Option(help: "How many days.") var days = 90
    @Option(help: "How often runs happen, as a factor.") var scale = 1.0
    @Option(help: "How often each fault is planted.") var faults = 0
    @Option(help: "The last day, as 2026-06-30.") var until = "2026-06-30"
    @Option(parsing: .upToNextOption, help: "Scenarios; none: all.") var only: [String] = []
    @Option(help: "A folder to write to; it is made where it is missing.") var output: String?
    @Flag(help: "Capture the records into the database.") var capture = false
    @OptionGroup var folder: ProfileFolderOption
    @OptionGroup var scenarios: ScenarioFolderOption
    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard (1...3660).contains(days) else { throw ValidationError("--days is 1 to 3660.") }
        guard scale > 0, scale <= 1000 else {
            throw ValidationError("--scale is more than 0 and at most 1000.")
        }
        guard (0...100).contains(faults) else { throw ValidationError("--faults is 0 to 100.") }
        guard capture != (output != nil) else { throw ValidationError("Either --output or --capture.") }
        guard Programme.day(until) != nil else {
            throw ValidationError("--until is a day such as 2026-06-30.")
        }
    }

    func run() async throws {
        let play: Play
        do {
            play = try made()
        } catch let invalid as InvalidScenarios {
            throw ExitCode.negative(telling: invalid.faults)
        }
        if let output {
            try write(play, to: output)
        } else {
            try await database.withRegistry(folder, creates: true) { registry, ledger in
                try await play.register(in: registry)
                let stored = try await play.capture(into: ledger, label: "capturing the simulation")
                Terminal.print(
                    "\(stored) events stored, \(play.records.count - stored) were there already or refused"
                )
            }
        }
    }

    private func made() throws -> Play {
        let book = try scenarios.book(profiles: try folder.sources())
        for id in only where book.scenario(id) == nil {
            throw Unknown.scenario(id, among: book.scenarios.map(\.id))
        }
        guard let until = Programme.day(until) else { throw ValidationError("--until is a day.") }
        return try book.play(
            Programme(
                seed: seed,
                until: until,
                days: days,
                scale: scale,
                faults: faults,
                only: only.isEmpty ? nil : Set(only)
            )
        )
    }

    private func write(_ play: Play, to folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (index, document) in play.documents().enumerated() {
                let number = String(repeating: "0", count: max(0, 5 - "\(index + 1)".count)) + "\(index + 1)"
                try Data(EPCISJSON.write(document)).write(
                    to: URL(filePath: "\(folder)/events-\(number).json")
                )
            }
            try Data(play.registryLines.utf8).write(to: URL(filePath: "\(folder)/registry.jsonl"))
            try Data(play.truthLines.utf8).write(to: URL(filePath: "\(folder)/truth.jsonl"))
        } catch {
            Terminal.note("The folder \(folder) cannot be written: \(error.localizedDescription)")
            throw ExitCode.inputOutput
        }
        Terminal.print(
            "\(play.records.count) events, \(play.entries.count) registry entries, \(play.truth.count) planted alarms"
        )
    }
}
