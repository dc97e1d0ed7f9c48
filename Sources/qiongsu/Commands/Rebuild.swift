// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Registry
import Supervision
import TraceLedger

struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make every derived table again from the stored events.",
        discussion: """
            The index of the events, and the alarms, which the rules raise again from the first event on. Works beside \
            servers, batch by batch: readers see the old index until the new one is whole, captures wait for a batch \
            at most, and alarms come back one after another. A rebuild that was stopped goes on where it was, unless \
            the program or the profiles are others since.
            """
    )

    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        // The index also says which goods are of class security.
        try await database.withRegistry(profiles, creates: false) { registry, ledger in
            let bar = ProgressBar("rebuilding")
            try await ledger.rebuild(by: profiles.fingerprint(), givesWay: true) { bar.show($0, of: $1) }
            bar.finish()
            Terminal.print("\(try await ledger.read { try $0.eventCount() }) events indexed")
            let checker = try await ChainChecker(ledger, book: registry.profiles, parties: registry)
            try await checker.rebuild()
            Terminal.print("\(try await Self.count(checker)) alarms stand")
        }
    }

    private static func count(_ checker: ChainChecker) async throws -> Int {
        var (count, last): (Int, Alarm?) = (0, nil)
        while true {
            let place = last.map { AlarmFilter.Place(raisedAt: $0.raisedAt, id: $0.id) }
            let page = try await checker.alarms(after: place, limit: 1000)
            guard let end = page.last else { return count }
            (count, last) = (count + page.count, end)
        }
    }
}
