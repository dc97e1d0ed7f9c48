// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import TraceCodes

/// What the public may know of parties and places, by what is stated for today.
extension RegistryBook: PublicRegister {
    /// Plots are their growers' personal data, and so is every place of a natural person; where they deal in goods of
    /// class security, every place of theirs is guarded. It stays so when it is used otherwise later.
    package func visibility(of id: String) -> Visibility {
        if CanonicalCode.isPersonal(id) { return .personal }
        let guarded = profiles.securityParties
        return look { snapshot in
            let places = snapshot.places[id]?.versions.map(\.value) ?? []
            let holders = places.compactMap(\.holder)
            let keepsGuarded =
                !guarded.isEmpty
                && holders.contains { holder in
                    snapshot.subjects[holder]?.versions.contains {
                        $0.value.types.contains(where: guarded.contains)
                    }
                        ?? false
                }
            if keepsGuarded { return .security }
            let isPersonal =
                places.contains { $0.use == Place.plot } || holders.contains(where: CanonicalCode.isPersonal)
            return isPersonal ? .personal : .public
        }
    }

    /// By the code that is in force today.
    package func region(of id: String) -> String? { region(of: id, at: clock() / 1000) }

    /// As it is called today.
    package func name(of id: String) -> LocalName? { name(of: id, at: clock() / 1000) }
}
