// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Rehearsal
import SQLStore
import Simulation
import Supervision
import TraceEvents
import TraceLedger
import TraceText

/// The scenarios and profiles that are part of the program.
enum TestProvince {
    static let book: ProfileBook = {
        do { return try ProfileBook.embedded() } catch { fatalError("\(error)") }
    }()

    static let scenarios: ScenarioBook = {
        let profiles = ProfileBook.embeddedSources.map { ScenarioBook.Source(name: $0.name, text: $0.text) }
        do { return try ScenarioBook.embedded(profiles: profiles) } catch { fatalError("\(error)") }
    }()

    static let until = CivilDate(year: 2026, month: 6, day: 30)

    static func play(seed: UInt64 = 2026, days: Int = 90, scale: Double, faults: Int) throws -> Play {
        try scenarios.play(
            Programme(seed: seed, until: until, days: days, scale: scale, faults: faults)
        )
    }

    /// A simulated quarter with every fault planted once.
    static let quarter: Play = {
        do { return try play(scale: 0.01, faults: 1) } catch { fatalError("\(error)") }
    }()

    static let end = Int64(Programme(until: until).end)

    /// Captures records in the given batches, checking after each, and gives the alarms that stand at the end.
    static func alarms(of batches: [[PlayRecord]], entries: [RegistryEntry]) async throws -> [Alarm] {
        let ledger = try await Ledger(
            TestLedger.database(),
            profiles: book,
            clock: { end * 1_000_000 }
        )
        let checker = try await ChainChecker(ledger, book: book, parties: PlayParties(entries))
        for batch in batches {
            let document = EPCISDocument(events: batch.map(\.event))
            _ = try await ledger.capture(CaptureRequest(document, caller: .operator))
            try await checker.catchUp()
        }
        let alarms = try await checker.alarms(limit: 1_000_000)
        try ledger.database.close()
        return alarms
    }

    /// What an alarm is compared by.
    static func key(_ alarm: Alarm) -> String {
        "\(alarm.alarm) \(alarm.eventID.isEmpty ? alarm.object ?? "" : alarm.eventID)"
    }

    static func key(_ truth: Truth) -> String {
        "\(truth.alarm ?? "") \(truth.eventID ?? truth.licence ?? "")"
    }
}
