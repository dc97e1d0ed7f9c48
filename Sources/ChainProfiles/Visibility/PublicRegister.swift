// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What is registered of parties and places, as far as the public may or may not know of them.
///
/// Asked for every identifier that the public is about to see, so answers come from memory. Identifiers are
/// canonical; whatever is not registered is public, nameless and nowhere.
package protocol PublicRegister: Sendable {
    /// Another one means that something else is registered.
    var position: Int64 { get }
    /// Who may see the identifier: of a plot `personal`, of a store of guarded goods `security`.
    func visibility(of id: String) -> Visibility
    /// The region of a party or place (GB/T 2260).
    func region(of id: String) -> String?
    /// What the party, place or product is called.
    func name(of id: String) -> LocalName?
}
