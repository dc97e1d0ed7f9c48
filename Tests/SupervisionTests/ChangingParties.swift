// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Synchronization

/// A registry that tests write: every answer holds from an instant on.
final class ChangingParties: PartyBook {
    private let state = Mutex(State())

    private struct State {
        var facts: [Fact: [(from: Int64, value: String)]] = [:]
        var terms: [LicenceTerm] = []
        var changes: [(position: Int64, key: String, from: Int64)] = []
        var position: Int64 = 0
    }

    /// What is answered.
    enum Fact: Hashable, CaseIterable {
        case makerType, traderType, makerLicence, permitQuantity, permitHolder, region, capacity

        /// What records name.
        var key: String {
            switch self {
            case .makerType, .makerLicence: "urn:test:maker"
            case .traderType: "urn:test:trader"
            case .permitQuantity, .permitHolder: ChainTerms.document("buying", "B1")
            case .region: "urn:test:here"
            case .capacity: "urn:test:store"
            }
        }
    }

    /// States a fact from an instant on; nil takes it back.
    func set(_ fact: Fact, _ value: String?, from: Int64 = 0) {
        state.withLock {
            $0.facts[fact, default: []].removeAll { $0.from == from }
            if let value { $0.facts[fact, default: []].append((from, value)) }
            $0.facts[fact]?.sort { $0.from < $1.from }
            $0.position += 1
            $0.changes.append(($0.position, fact.key, from))
        }
    }

    func set(_ terms: [LicenceTerm]) {
        state.withLock {
            $0.terms = terms
            $0.position += 1
        }
    }

    private func value(_ fact: Fact, _ time: Int64) -> String? {
        state.withLock { $0.facts[fact]?.last { $0.from <= time }?.value }
    }

    func types(of party: String, at time: Int64) -> [String]? {
        switch party {
        case "urn:test:maker": value(.makerType, time).map { [$0] }
        case "urn:test:trader": value(.traderType, time).map { [$0] }
        default: FakeParties().types(of: party, at: time)
        }
    }

    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool {
        party == "urn:test:maker" && value(.makerLicence, time) == licence
    }

    func permit(_ type: String, number: String, at time: Int64) -> Permit? {
        guard type == "buying", number == "B1", let quantity = value(.permitQuantity, time) else {
            return nil
        }
        return Permit(holder: value(.permitHolder, time) ?? "urn:test:nobody", quantity: Double(quantity))
    }

    func region(of id: String, at time: Int64) -> String? {
        id == "urn:test:here" ? value(.region, time) : FakeParties().region(of: id, at: time)
    }

    func capacity(of place: String, kind: String?, at time: Int64) -> Double? {
        place == "urn:test:store" ? value(.capacity, time).flatMap(Double.init) : nil
    }

    func changes(after position: Int64) async throws -> PartyChanges {
        state.withLock { state in
            let news = state.changes.filter { $0.position > position }.map { ($0.key, $0.from) }
            return PartyChanges(position: state.position, keys: Dictionary(news, uniquingKeysWith: min))
        }
    }

    func licenceTerms(at time: Int64) -> [LicenceTerm] { state.withLock(\.terms) }
}
