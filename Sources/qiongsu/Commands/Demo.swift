// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Registry
import Simulation
import TraceCodes
import TraceLedger
import TraceText

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load a made-up season of the province, and print the addresses of some of its goods.",
        discussion: """
            The last weeks until yesterday, with parties, licences and places, and now and then a fault for the \
            regulator to find. Loading it again changes nothing. No firm and no person in it exists.
            """
    )

    @Option(help: "How often runs happen, as a factor.") var scale = 1.0
    @Option(help: "How many days.") var days = 60
    @Option(help: "The address that the printed pages begin with.") var origin = "http://localhost:8080"
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    /// Of all faults that scenarios know, about so many happen in the season.
    private static let faultShare = 0.1

    func validate() throws {
        guard scale > 0, scale <= 100 else {
            throw ValidationError("--scale is more than 0 and at most 100.")
        }
        guard (1...366).contains(days) else { throw ValidationError("--days is 1 to 366.") }
    }

    func run() async throws {
        let sources = try profiles.sources()
        let scenarios = try ScenarioBook.embedded(
            profiles: sources.map { ScenarioBook.Source(name: $0.name, text: $0.text) }
        )
        try await database.withRegistry(profiles, creates: true) { registry, ledger in
            let known = try await ledger.read { try DemonstrationMark(in: $0) }
            let yesterday = HainanCalendar.date(of: ledger.now() / 1000 - 86_400_000)
            var programme = Programme(
                until: known?.until ?? yesterday,
                days: known?.days ?? days,
                scale: known?.scale ?? scale,
                faults: 1
            )
            programme.faultShare = Self.faultShare
            let play = try scenarios.play(programme)
            let mark = DemonstrationMark(play, programme, registry.profiles)
            try await play.register(in: registry)
            let stored = try await play.capture(
                into: ledger,
                adding: mark.vocabulary,
                label: "loading the demonstration"
            )
            Terminal.print(stored > 0 ? "\(stored) events loaded" : "The demonstration is loaded already")
            show(mark, registry.profiles)
        }
    }

    private func show(_ mark: DemonstrationMark, _ book: ProfileBook) {
        for showcase in mark.showcases {
            let name = "\(showcase.name.zh) \(showcase.name.en)"
            if book.profile(showcase.scenario)?.isSecurity ?? false {
                Terminal.print(
                    "\(name) is shown to its guardians only; the public is answered as for an unknown code"
                )
            } else {
                Terminal.print("\(name): \(origin)\(CanonicalCode.identify(showcase.code).path)")
            }
        }
    }
}
