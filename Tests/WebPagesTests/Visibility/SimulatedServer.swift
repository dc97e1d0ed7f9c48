// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Logging
import MerkleLog
import Registry
import Simulation
import Supervision
import TraceEvents
import TraceLedger
import TraceLog
import WebAPI
import WebTesting

@testable import WebPages

/// A server with pages, registry and profiles over what a play of every chain recorded, asked as the public does.
struct SimulatedServer {
    let book: ProfileBook
    let play: Play
    let anyone: WebClient
    /// Who acts in profiles of class security and in no other.
    private let keepers: Set<String>

    init(_ programme: Programme) async throws {
        book = try ProfileBook.embedded()
        let sources = ProfileBook.embeddedSources.map { ScenarioBook.Source(name: $0.name, text: $0.text) }
        play = try ScenarioBook.embedded(profiles: sources).play(programme)
        keepers = Self.keepers(of: play, book)
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
        let chain = ChainDesk(
            ledger,
            book: book,
            desk: RecordDesk(ledger, book: book, parties: registry),
            checker: try await ChainChecker(ledger, book: book, parties: registry),
            registry: registry
        )
        let log = try await EventLog(ledger, key: SignerKey(name: "test.example.cn/log"))
        try await log.catchUp()
        anyone = WebClient(
            WebApplication(
                ledger,
                settings: WebSettings(token: ClassServer.token),
                pages: try PublicPages(ledger: ledger, log: log).provider,
                chain: chain,
                log: log,
                logger: Logger(label: "test")
            )
        )
    }

    private static func keepers(of play: Play, _ book: ProfileBook) -> Set<String> {
        func types(_ isSecurity: Bool) -> Set<String> {
            Set(
                book.current.filter { $0.isSecurity == isSecurity }
                    .flatMap { $0.stages.flatMap(\.actor.types) }
            )
        }
        let guarded = types(true).subtracting(types(false))
        return Set(
            play.entries.compactMap { entry in
                guard case .subject(let subject) = entry, !guarded.isDisjoint(with: subject.types) else {
                    return nil
                }
                return subject.id
            }
        )
    }

    /// What the registry and master data know beside the events.
    var texts: OtherTexts {
        var texts = OtherTexts(hidden: Set(places.filter { isPersonal($0) || isGuarded($0) }.map(\.id)))
        func add(_ name: LocalText, isHidden: Bool) {
            if isHidden {
                texts.names.formUnion([name.zh, name.en])
            } else {
                texts.open.formUnion([name.zh, name.en])
            }
        }
        for entry in play.entries {
            switch entry {
            case .subject(let subject): add(subject.name, isHidden: Self.isPerson(subject.id))
            case .place(let place): add(place.name, isHidden: texts.hidden.contains(place.id))
            case .product(let product):
                add(product.name, isHidden: book.profile(product.profile)?.isSecurity ?? true)
            case .licence: break
            }
        }
        for element in play.masterData.flatMap(\.elements) {
            let isHidden = Self.isPerson(element.id) || texts.hidden.contains(element.id)
            for case .string(let text) in element.attributes.map(\.value) {
                if isHidden { texts.names.insert(text) } else { texts.open.insert(text) }
            }
        }
        return texts
    }

    private var places: [Simulation.RegistryEntry.Place] {
        play.entries.compactMap { if case .place(let place) = $0 { place } else { nil } }
    }

    private func isPersonal(_ place: Simulation.RegistryEntry.Place) -> Bool {
        place.use == "plot" || Self.isPerson(place.holder)
    }

    private static func isPerson(_ id: String) -> Bool { id.hasPrefix("urn:qiongsu:person:") }

    private func isGuarded(_ place: Simulation.RegistryEntry.Place) -> Bool { keepers.contains(place.holder) }
}
