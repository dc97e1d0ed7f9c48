// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import Rehearsal
import SQLStore
import Simulation

extension ProfileCommand {
    struct Rehearse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Play scenarios and compare what is found with what they say must be found.",
            discussion: """
                Plays each chain, its variants and its faults, captures and checks them as the server would, and tells \
                every alarm that is missing or not expected, every stage that is never played and every rule that no fault \
                shows. Exits with 1 where anything is not as written.
                """
        )

        @Argument(help: "Scenarios; none: all.") var ids: [String] = []
        @OptionGroup var folder: ProfileFolderOption
        @OptionGroup var scenarios: ScenarioFolderOption
        @Flag(help: "Go on with further scenarios after one that is not as written.") var keepGoing = false
        @Option(help: "The seed of chance.") var seed: UInt64 = 2026

        func run() async throws {
            let scratch = FileManager.default.temporaryDirectory.appending(
                path: "qiongsu-\(UUID().uuidString)"
            ).path
            try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: scratch) }
            let book = try folder.book()
            let scenarios = try scenarios.book(profiles: try folder.sources(), wanted: ids)
            let rehearsal = Rehearsal(
                book: book,
                scenarios: scenarios,
                seed: seed,
                database: { try SQLiteDatabase(path: "\(scratch)/\(UUID().uuidString).db") }
            )
            for id in ids where scenarios.scenario(id) == nil {
                throw Unknown.scenario(id, among: scenarios.scenarios.map(\.id))
            }
            var isRight = true
            for scenario in scenarios.scenarios where ids.isEmpty || ids.contains(scenario.id) {
                var remarks: [String] = []
                var summary = ""
                do {
                    let report = try await rehearsal.rehearse(scenario)
                    remarks = report.remarks.map(\.description)
                    summary =
                        "\(report.records) records, \(scenario.faults.count) faults, \(report.alarms) alarms"
                } catch let invalid as InvalidScenarios {
                    remarks = invalid.faults.map(\.description)
                }
                Terminal.print(
                    "\(scenario.id): \(remarks.isEmpty ? "as written" : "\(remarks.count) remarks") (\(summary))"
                )
                for remark in remarks { Terminal.print("  \(remark)") }
                if !remarks.isEmpty {
                    isRight = false
                    if !keepGoing { break }
                }
            }
            if !isRight { throw ExitCode.negative }
        }
    }
}
