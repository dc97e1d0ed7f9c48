// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Registry
import Rehearsal
import SQLStore
import Simulation
import Testing

@Suite struct PlayRegistryTests {
    private let play = TestProvince.quarter

    @Test func `The registry takes every entry of a play and answers as the rehearsal's own`() async throws {
        let database = try TestLedger.database()
        let registry = try await RegistryBook(
            database,
            profiles: TestProvince.book,
            clock: { TestProvince.end * 1_000_000 }
        )
        let read = RegistryImport(
            Array(play.registryLines.utf8),
            book: TestProvince.book,
            regions: registry.regions
        )
        #expect(read.faults.isEmpty, "\(read.faults.prefix(5))")
        let first = try await registry.record(read.entries)
        #expect(first.stored == play.entries.count)
        let again = try await registry.record(read.entries)
        #expect(again.stored == 0)
        compare(registry, PlayParties(play.entries))
        try database.close()
    }

    private func compare(_ registry: RegistryBook, _ own: PlayParties) {
        let time = TestProvince.end * 1000 - 1
        for entry in play.entries {
            switch entry {
            case .subject(let subject):
                #expect(registry.types(of: subject.id, at: time) == own.types(of: subject.id, at: time))
                #expect(registry.region(of: subject.id, at: time) == own.region(of: subject.id, at: time))
            case .licence(let licence):
                let (type, holder) = (licence.type, licence.holder)
                #expect(registry.holds(type, holder, at: time) == own.holds(type, holder, at: time))
                let number = licence.number
                let permit = registry.permit(type, number: number, at: time)
                #expect(permit == own.permit(type, number: number, at: time), "\(type) \(number)")
            case .place(let place):
                #expect(registry.region(of: place.id, at: time) == own.region(of: place.id, at: time))
                for kind in place.capacity.map(\.kind) {
                    let amount = registry.capacity(of: place.id, kind: kind, at: time)
                    #expect(amount == own.capacity(of: place.id, kind: kind, at: time))
                }
            case .product:
                break
            }
        }
    }
}
