// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

/// One stage of a chain: who does what with which goods, what is recorded and what is checked.
///
/// A class, because every record of the stage points to it.
package final class Stage: Sendable {
    package let profile: String
    package let id: String
    package let name: LocalName
    /// `profile/stage`: the stage's name everywhere outside its profile.
    package let reference: String
    /// Stages that may have come before, as `profile/stage`.
    package let after: [String]
    /// Goods may also come from where nobody records.
    package let isOptionalAfter: Bool
    package let actor: PartyRule
    package let from: PartyRule?
    package let to: PartyRule?
    package let event: EventForm
    package let goods: [GoodsRole: GoodsRule]
    package let elements: [Element]
    package let documents: [DocumentRule]
    package let rules: [Rule]
    /// The state into which the stage brings an asset.
    package let state: String?
    /// The states in which it may be done; empty: in any.
    package let allowedIn: [String]
    /// Elements whose codes are goods that are used up, by their places in ``elements``.
    let consumed: [Int]
    /// What else the platform does with the stage.
    package let service: Service?
    private let places: [String: Int]

    init(
        profile: String,
        id: String,
        name: LocalName,
        after: [String],
        isOptionalAfter: Bool,
        actor: PartyRule,
        from: PartyRule?,
        to: PartyRule?,
        event: EventForm,
        goods: [GoodsRole: GoodsRule],
        elements: [Element],
        documents: [DocumentRule],
        rules: [Rule],
        state: String?,
        allowedIn: [String],
        service: Service?
    ) {
        self.profile = profile
        self.id = id
        self.name = name
        reference = "\(profile)/\(id)"
        self.after = after
        self.isOptionalAfter = isOptionalAfter
        self.actor = actor
        self.from = from
        self.to = to
        self.event = event
        self.goods = goods
        self.elements = elements
        consumed = elements.indices.filter { elements[$0].isConsumed }
        self.documents = documents
        self.rules = rules
        self.state = state
        self.allowedIn = allowedIn
        self.service = service
        places = Dictionary(elements.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// Where an element stands in ``elements``.
    package func index(of element: String) -> Int? { places[element] }

    /// The rule with an ``Rule/index``.
    package func rule(_ index: Int) -> Rule? { rules.first { $0.index == index } }

    /// Whether it has an element of class public of this id.
    package func showsPublicly(_ element: String) -> Bool {
        index(of: element).map { elements[$0].visibility == .public } ?? false
    }

    /// A stage at a concentrated trading place.
    package enum Service: String, Sendable, CaseIterable {
        /// Goods are let in: what its rules ask for is what a gate asks for.
        case gate
        /// Goods change hands: an electronic settlement records it.
        case settlement
    }

    /// The EPCIS event that a record of the stage becomes.
    package struct EventForm: Sendable {
        package let type: EventType
        package let action: Action?
        package let step: String
        package let disposition: String?
    }
}
