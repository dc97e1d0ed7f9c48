// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import TraceCodes

/// What the public may know of parties and places, by what is stated for today.
extension RegistryBook: PublicRegister {
    /// Plots are their growers' personal data, and so is every place of a natural person, whenever it was that.
    package func visibility(of id: String) -> Visibility {
        if CanonicalCode.isPersonal(id) { return .personal }
        let isPersonal = look { snapshot in
            snapshot.places[id]?.versions.contains { version in
                version.value.use == Place.plot || version.value.holder.map(CanonicalCode.isPersonal) ?? false
            } ?? false
        }
        return isPersonal ? .personal : .public
    }

    /// By the code that is in force today.
    package func region(of id: String) -> String? { region(of: id, at: clock() / 1000) }

    /// As it is called today.
    package func name(of id: String) -> LocalName? { name(of: id, at: clock() / 1000) }
}
