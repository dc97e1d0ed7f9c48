// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Demonstration
import SQLStore
import TraceCodes
import TraceEvents
import TraceLedger

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load a made-up season of Hainan products, and print the addresses of two of them.",
        discussion: "The same every time, so that loading it again changes nothing. No firm in it exists."
    )

    @Option(help: "How many seasons; each further one has other lots.") var scale = 1
    @Option(help: "The address that the printed pages begin with.") var origin = "http://localhost:8080"
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard scale >= 1 else { throw ValidationError("--scale is at least 1.") }
    }

    func run() async throws {
        try await database.withLedger(creates: true, profiles: profiles.loaded()) {
            try await load(Demonstration(scale: scale), $0)
        }
    }

    private func load(_ demonstration: Demonstration, _ ledger: Ledger) async throws {
        let bar = ProgressBar("loading the demonstration")
        let total = demonstration.eventsInSeason * scale
        var stored = 0
        var done = 0
        for document in demonstration.documents() {
            let job = try await ledger.capture(CaptureRequest(document, caller: .operator))
            stored += job.stored
            done += document.events.count
            bar.show(min(done, total), of: total)
        }
        bar.finish()
        Terminal.print(stored > 0 ? "\(stored) events loaded" : "The demonstration is loaded already")
        for showcase in demonstration.showcases {
            Terminal.print(
                "\(showcase.name.chinese) \(showcase.name.english): \(origin)\(showcase.code.path)"
            )
        }
    }
}
