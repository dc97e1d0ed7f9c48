// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceEvents
import TraceLedger

struct Capture: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Store the events of EPCIS documents.",
        discussion: """
            Every event that is right is stored; those that are not are listed with their places. Capturing a file \
            again stores nothing twice, so mend what was refused and run the command again. A document that the \
            official schema does not accept is refused whole.

            Exits with 0 when everything is stored, 3 when some of it is, 1 when nothing is.
            """
    )

    @Argument(help: "The files, JSON or XML; - is standard input.") var files: [String]
    @Flag(help: "Store a document only where all its events are right.") var rollback = false
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try DocumentFile.require(files)
        try await database.withLedger(creates: true, profiles: profiles.book()) {
            try await capture(into: $0)
        }
    }

    private func capture(into ledger: Ledger) async throws {
        var tally = Tally()
        let bar = ProgressBar("capturing")
        for (position, name) in files.enumerated() {
            bar.show(position, of: files.count)
            let file = try DocumentFile(name)
            do {
                let document = try file.document()
                let job = try await ledger.capture(
                    CaptureRequest(document, behaviour: rollback ? .rollback : .proceed, caller: .operator)
                )
                bar.finish()
                tally.add(job)
                for problem in job.errors { Terminal.note("\(name): \(problem.pointer): \(problem.detail)") }
            } catch let error as InvalidDocument {
                bar.finish()
                tally.refused += 1
                for fault in error.faults { Terminal.note("\(name): \(fault.line)") }
            }
        }
        Terminal.print("\(tally.stored) events stored, \(tally.repeated) were there already")
        if tally.refused > 0 { throw tally.stored + tally.repeated > 0 ? ExitCode.partial : .negative }
    }

    private struct Tally {
        var stored = 0
        var repeated = 0
        var refused = 0

        mutating func add(_ job: CaptureJob) {
            stored += job.stored
            repeated += job.repeated
            refused += job.errors.count
        }
    }
}
