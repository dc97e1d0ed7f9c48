// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

/// The knowledge of one product category, as it holds from one day on.
package struct Profile: Sendable {
    package let id: String
    /// First day of this version, `2016-10-01`, and that day's begin in milliseconds since 1970.
    package let from: String
    package let validFrom: Int64
    package let industry: String
    /// Requirements of the provincial plan that the profile serves.
    package let plan: [String]
    package let name: LocalName
    /// Departments, the leading one first.
    package let lead: [String]
    package let unit: Unit
    /// Goods of which the public is told nothing.
    package let isSecurity: Bool
    package let stages: [Stage]
    package let headline: LocalName?
    /// The stages that the public page tells, in its order.
    package let publicOrder: [String]

    /// What is traced.
    package struct Unit: Sendable {
        package let kind: UnitKind
        package let codes: [String]
    }

    /// A stage by its own id.
    package func stage(_ id: String) -> Stage? { stages.first { $0.id == id } }
}

/// How goods are told apart.
package enum UnitKind: String, Sendable, CaseIterable {
    case item, lot, asset, any
}

/// One stage of a chain: who does what with which goods, what is recorded and what is checked.
package struct Stage: Sendable {
    package let profile: String
    package let id: String
    package let name: LocalName
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

    /// `profile/stage`: the stage's name everywhere outside its profile.
    package var reference: String { "\(profile)/\(id)" }

    /// Where an element stands in ``elements``.
    package func index(of element: String) -> Int? { elements.firstIndex { $0.id == element } }

    /// The EPCIS event that a record of the stage becomes.
    package struct EventForm: Sendable {
        package let type: EventType
        package let action: Action?
        package let step: String
        package let disposition: String?
    }
}

/// What goods are to an event.
package enum GoodsRole: String, Sendable, CaseIterable {
    case units, container, inputs, outputs
}

/// Which goods may stand in a role.
package struct GoodsRule: Sendable {
    package let level: UnitKind
    /// Of lots: UN/CEFACT Recommendation 20 code.
    package let measure: String?
    /// The code schemes; empty: any.
    package let schemes: [String]
    package let isRequired: Bool
}

/// Which parties may stand in a role, and what they must hold.
package struct PartyRule: Sendable {
    package let types: [String]
    package let licences: [String]
    package let isRequired: Bool
}

/// A document of a stage.
package struct DocumentRule: Sendable {
    package let type: String
    package let isRequired: Bool
    /// The stage makes the document; else it uses one.
    package let isIssued: Bool
    /// What the document must cover.
    package let covers: AmountSource?
}

/// Where an amount is taken from.
package enum AmountSource: Sendable, Hashable {
    case goods(GoodsRole)
    case element(String)
}
