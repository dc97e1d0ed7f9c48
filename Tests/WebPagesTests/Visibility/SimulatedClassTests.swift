// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Logging
import Registry
import Simulation
import Testing
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText
import WebAPI
import WebTesting

@testable import WebPages

/// A small province, played once through every chain, and asked by the public.
@Suite("What the public is told of a simulated province")
struct SimulatedClassTests {
    /// One run of every scenario.
    private static func played(_ book: ProfileBook) throws -> Play {
        let sources = ProfileBook.embeddedSources.map { ScenarioBook.Source(name: $0.name, text: $0.text) }
        var programme = Programme(until: CivilDate(year: 2026, month: 6, day: 30), days: 30, scale: 0.1)
        programme.settlesEverybody = false
        programme.runs = 1
        return try ScenarioBook.embedded(profiles: sources).play(programme)
    }

    @Test("Nothing that is not public is told of any unit, and guarded goods are unknown")
    func province() async throws {
        let book = try ProfileBook.embedded()
        let play = try Self.played(book)
        let database = try TestLedger.database()
        let clock: @Sendable () -> Int64 = { TestLedger.now }
        let registry = try await RegistryBook(database, profiles: book, clock: clock)
        let entries = RegistryImport(Array(play.registryLines.utf8), book: book, regions: registry.regions)
            .entries
        _ = try await registry.record(entries)
        let ledger = try await Ledger(database, profiles: book, register: registry, clock: clock)
        for document in play.documents() {
            _ = try await ledger.capture(CaptureRequest(document, behaviour: .proceed, caller: .operator))
        }
        let application = WebApplication(
            ledger,
            settings: WebSettings(token: ClassServer.token),
            pages: try PublicPages(ledger: ledger).provider,
            logger: Logger(label: "test")
        )
        let probe = LeakProbe(
            play.records.map(\.event),
            book: book,
            hidden: Self.hiddenPlaces(registry),
            client: WebClient(application)
        )
        #expect(probe.secrets.texts.count > 500)
        #expect(!probe.secrets.guardedUnits.isEmpty)
        let leaks = try await probe.leaks(asking: 6)
        #expect(leaks.isEmpty, "\(leaks.count): \(leaks.prefix(20))")
        for code in probe.secrets.guardedUnits.sorted().prefix(8) {
            guard let unknown = probe.unknownTwin(of: code) else { continue }
            let difference = try await probe.difference(code, unknown)
            #expect(difference == nil, "\(code): \(difference ?? "")")
        }
    }

    /// Plots, and places of natural persons.
    private static func hiddenPlaces(_ registry: RegistryBook) -> Set<String> {
        Set(
            registry.ids(of: .place).filter { id in
                let place = registry.place(id, at: TestLedger.now / 1000)?.value
                return place?.use == "plot" || place?.holder?.hasPrefix("urn:qiongsu:person:") ?? false
            }
        )
    }
}
