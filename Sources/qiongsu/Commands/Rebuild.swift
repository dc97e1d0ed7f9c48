// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import SQLStore
import TraceLedger

struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make every derived table again from the stored events.",
        discussion: "Harmless at any time: readers see the old tables until the new ones are whole."
    )

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let ledger = try await database.openLedger(creates: false)
        let bar = ProgressBar("rebuilding")
        do {
            try await ledger.rebuild { bar.show($0, of: $1) }
        } catch let error as SQLError {
            bar.finish()
            Terminal.note("The database cannot be written: \(error)")
            throw ExitCode.inputOutput
        }
        bar.finish()
        Terminal.print("\(try await ledger.read { try $0.eventCount() }) events indexed")
    }
}
