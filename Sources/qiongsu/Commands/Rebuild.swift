// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceLedger

struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make every derived table again from the stored events.",
        discussion: "Harmless at any time: readers see the old tables until the new ones are whole."
    )

    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        // The index also says which goods are of class security.
        try await database.withLedger(creates: false, profiles: profiles.book()) { ledger in
            let bar = ProgressBar("rebuilding")
            try await ledger.rebuild { bar.show($0, of: $1) }
            bar.finish()
            Terminal.print("\(try await ledger.read { try $0.eventCount() }) events indexed")
        }
    }
}
