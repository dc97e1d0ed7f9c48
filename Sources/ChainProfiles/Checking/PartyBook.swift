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
    /// What was recorded after a position, so that what was judged before can be judged again.
    func changes(after position: Int64) async throws -> PartyChanges
    /// The terms of all licences whose holders work at an instant.
    func licenceTerms(at time: Int64) -> [LicenceTerm]
}

/// A book that never changes.
extension PartyBook {
    /// Nothing, ever.
    package func changes(after position: Int64) async throws -> PartyChanges {
        PartyChanges(position: position, keys: [:])
    }

    /// None that anybody watches over.
    package func licenceTerms(at time: Int64) -> [LicenceTerm] { [] }
}

/// What changed in a party book.
package struct PartyChanges: Sendable, Equatable {
    /// Where the next changes begin.
    package let position: Int64
    /// Parties, places and permits, each as records name it, and from when on the answers about it may be others,
    /// in milliseconds since 1970.
    package let keys: [String: Int64]

    package init(position: Int64, keys: [String: Int64]) {
        self.position = position
        self.keys = keys
    }
}

/// From when until when a licence holds.
package struct LicenceTerm: Sendable, Hashable {
    package let uri: String
    package let type: String
    package let number: String
    package let holder: String
    /// Of a permit: how much it allows.
    package let quantity: Double?
    /// Milliseconds since 1970; `until` is the first instant on which it no longer holds, nil: it has no end.
    package let from: Int64
    package let until: Int64?

    package init(
        uri: String,
        type: String,
        number: String,
        holder: String,
        quantity: Double?,
        from: Int64,
        until: Int64?
    ) {
        self.uri = uri
        self.type = type
        self.number = number
        self.holder = holder
        self.quantity = quantity
        self.from = from
        self.until = until
    }
}

/// What a permit allows.
package struct Permit: Sendable, Hashable {
    /// Nil: whoever shows it.
    package let holder: String?
    /// Nil: no limit.
    package let quantity: Double?

    package init(holder: String?, quantity: Double?) {
        self.holder = holder
        self.quantity = quantity
    }
}
