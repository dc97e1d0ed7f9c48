// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

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
    /// The public element that says what the goods are called.
    package let nameElement: String?
    /// The stages that the public page tells, in its order.
    package let publicOrder: [String]
    /// The YAML from which it was read.
    package internal(set) var source = ""

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
