// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import SQLStore
import TraceCodes

/// What the rules ask.
extension RegistryBook: PartyBook {
    /// Whose filing is not in force then is nobody to the rules.
    package func types(of party: String, at time: Int64) -> [String]? {
        look { $0.filedSubject(party, at: time)?.types }
    }

    /// Whether one of the party's licences of the kind is valid then.
    package func holds(_ licence: String, _ party: String, at time: Int64) -> Bool {
        look { snapshot in
            guard let licences = snapshot.licencesOfHolder[party] else { return false }
            return licences.contains { candidate in
                candidate.type == licence
                    && snapshot.licences[candidate.uri]?.version(at: time)?.value.holder == party
            }
        }
    }

    /// A permit by the number in a record.
    package func permit(_ type: String, number: String, at time: Int64) -> Permit? {
        let found = licence(ChainTerms.document(type, number), at: time)?.value
        guard let licence = found ?? self.licence(type, written: number, at: time) else { return nil }
        return Permit(holder: licence.holder, quantity: licence.quantity)
    }

    /// The same number as somebody else writes it: in small letters, with gaps.
    private func licence(_ type: String, written number: String, at time: Int64) -> Licence? {
        guard let scheme = profiles.reference.licences.first(where: { $0.id == type })?.scheme,
            let code = try? CodeReader.read(number, as: scheme)
        else { return nil }
        return licence(ChainTerms.document(type, code.plainText), at: time)?.value
    }

    /// By the code that is in force then.
    package func region(of id: String, at time: Int64) -> String? {
        let code = look { snapshot in
            snapshot.places[id]?.version(at: time)?.value.region
                ?? snapshot.subjects[id]?.version(at: time)?.value.region
        }
        return code.map { regions.region($0, at: time)?.code ?? $0 }
    }

    /// A kind without an amount of its own may fill what the place may hold of any kind.
    package func capacity(of place: String, kind: String?, at time: Int64) -> Double? {
        look { snapshot in
            guard let capacity = snapshot.places[place]?.version(at: time)?.value.capacity else { return nil }
            return kind.flatMap { capacity[$0] } ?? capacity["*"]
        }
    }

    /// What was recorded after a position, by everybody.
    ///
    /// - Throws: ``SQLError``.
    package func changes(after position: Int64) async throws -> PartyChanges {
        try await refresh()
        let now = self.position
        guard now != position else { return PartyChanges(position: now, keys: [:]) }
        let rows = try await database.read { try RegistryRows(connection: $0).entries(after: position) }
        var keys: [String: Int64] = [:]
        func add(_ key: String?, _ time: Int64) {
            guard let key else { return }
            keys[key] = min(keys[key] ?? .max, time)
        }
        for (entry, recordedAt) in rows where recordedAt <= now {
            switch entry.content {
            case .subject, .place: add(entry.id, entry.validFrom)
            case .licence(let licence):
                add(entry.id, entry.validFrom)
                add(licence.holder, entry.validFrom)
                // It may have been somebody else's before.
                for version in look({ $0.licences[licence.uri]?.versions ?? [] }) {
                    add(version.value.holder, entry.validFrom)
                }
            case .product: break
            }
        }
        return PartyChanges(position: now, keys: keys)
    }

    /// The terms of all licences, by what is recorded now, of holders whose filing is in force.
    package func licenceTerms(at time: Int64) -> [LicenceTerm] {
        look { snapshot in
            var terms: [LicenceTerm] = []
            for (uri, history) in snapshot.licences {
                for version in history.current {
                    guard version.validUntil.map({ $0 > version.validFrom }) ?? true,
                        snapshot.filedSubject(version.value.holder, at: time) != nil
                    else { continue }
                    terms.append(
                        LicenceTerm(
                            uri: uri,
                            type: version.value.type,
                            number: version.value.number,
                            holder: version.value.holder,
                            quantity: version.value.quantity,
                            from: version.validFrom,
                            until: version.validUntil
                        )
                    )
                }
            }
            return terms
        }
    }
}
