// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What rules ask about parties, licences and places; the registry answers.
///
/// Instants are milliseconds since 1970. Answers are about that instant, whatever became known later.
package protocol PartyBook: Sendable {
    /// The kinds of a party; nil where nobody knows it.
    func types(of party: String, at time: Int64) -> [String]?
    /// Whether a party holds a valid licence of a kind.
    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool
    /// The permit of a kind with a number: how much it allows; nil where there is none that is valid.
    func permit(_ type: String, number: String, at time: Int64) -> Permit?
    /// The region code of a place or party.
    func region(of id: String, at time: Int64) -> String?
    /// What a place may hold of a kind, or altogether (kind nil).
    func capacity(of place: String, kind: String?, at time: Int64) -> Double?
}

/// What a permit allows.
package struct Permit: Sendable, Hashable {
    package let holder: String
    /// Nil: no limit.
    package let quantity: Double?

    package init(holder: String, quantity: Double?) {
        self.holder = holder
        self.quantity = quantity
    }
}
