// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// The registry in memory, as it was recorded up to a position.
struct RegistrySnapshot {
    /// When the last entry in it was recorded, in microseconds since 1970.
    private(set) var position: Int64 = 0
    private(set) var subjects: [String: VersionHistory<Subject>] = [:]
    private(set) var licences: [String: VersionHistory<Licence>] = [:]
    private(set) var places: [String: VersionHistory<Place>] = [:]
    private(set) var products: [String: VersionHistory<Product>] = [:]
    /// URIs of the licences that a party holds or held, by kind, and ids of its places.
    private(set) var licencesOfHolder: [String: [(type: String, uri: String)]] = [:]
    private(set) var placesOfHolder: [String: [String]] = [:]

    /// Takes in what was recorded up to a position; what is in it already is passed over.
    mutating func add(_ rows: [(entry: RegistryEntry, recordedAt: Int64)], upTo position: Int64) {
        let known = self.position
        for (entry, recordedAt) in rows where recordedAt > known { add(entry, recordedAt) }
        self.position = max(known, position)
    }

    private mutating func add(_ entry: RegistryEntry, _ recordedAt: Int64) {
        func version<Value>(_ value: Value) -> Version<Value> {
            Version(
                value,
                validFrom: entry.validFrom,
                validUntil: entry.validUntil,
                recordedAt: recordedAt
            )
        }
        switch entry.content {
        case .subject(let subject):
            subjects[subject.id, default: VersionHistory()].add(version(subject))
        case .licence(let licence):
            let uri = licence.uri
            licences[uri, default: VersionHistory()].add(version(licence))
            if !(licencesOfHolder[licence.holder]?.contains { $0.uri == uri } ?? false) {
                licencesOfHolder[licence.holder, default: []].append((licence.type, uri))
            }
        case .place(let place):
            places[place.id, default: VersionHistory()].add(version(place))
            if let holder = place.holder, !(placesOfHolder[holder]?.contains(place.id) ?? false) {
                placesOfHolder[holder, default: []].append(place.id)
            }
        case .product(let product):
            products[product.id, default: VersionHistory()].add(version(product))
        }
    }

    /// A subject whose filing is in force.
    func filedSubject(_ id: String, at time: Int64) -> Subject? {
        guard let subject = subjects[id]?.version(at: time)?.value, subject.filing == .filed else {
            return nil
        }
        return subject
    }
}
