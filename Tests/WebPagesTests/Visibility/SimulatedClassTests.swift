// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Simulation
import Testing
import TraceText
import WebTesting

/// A province, played through every chain, and asked by the public about everything in it.
@Suite("What the public is told of a simulated province")
struct SimulatedClassTests {
    /// One run of every scenario and of each of its variants, and one with each of the faults that can be planted, as
    /// far as `QIONGSU_FAULTS` says: 0.2 is a fifth of them, 1 is all, with which there are fourteen times as many
    /// events.
    private static var programme: Programme {
        var programme = Programme(until: CivilDate(year: 2026, month: 6, day: 30), days: 30, scale: 0.1)
        programme.settlesEverybody = false
        programme.runs = 1
        if let share = ProcessInfo.processInfo.environment["QIONGSU_FAULTS"].flatMap(Double.init) {
            (programme.faults, programme.faultShare) = (1, share)
        }
        return programme
    }

    @Test("Nothing that is not public is told of any unit, and guarded goods are unknown")
    func province() async throws {
        let server = try await SimulatedServer(Self.programme)
        #expect(Set(server.play.records.map(\.scenario)).count == 27)
        let probe = LeakProbe(
            server.play.records.map(\.event),
            book: server.book,
            also: server.texts,
            client: server.anyone
        )
        #expect(probe.secrets.texts.count > 4000)
        let findings = try await probe.ask()
        print("\(server.play.records.count) events, \(findings)")
        #expect(findings.proofs > 1000)
        #expect(findings.leaks.isEmpty, "\(findings.leaks.prefix(20))")
        // All that must be unknown: of class security, and places of persons.
        let comparison = try await probe.compare(probe.secrets.guardedUnits.union(server.texts.hidden))
        print(comparison)
        #expect(comparison.codes > 60)
        #expect(comparison.differences.isEmpty, "\(comparison.differences.prefix(5))")
    }
}
