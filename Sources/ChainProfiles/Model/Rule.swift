// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One rule of a stage.
///
/// A class, because every judgement of a record by the rule points to it.
package final class Rule: Sendable {
    /// The alarm of the catalogue that it raises.
    package let alarm: String
    package let kind: RuleKind
    package let level: AlarmLevel
    package let effect: Effect
    package let basis: LocalName
    package let condition: Condition?
    /// Its place among the rules of the stage: part of the identity of its alarms.
    package let index: Int

    init(
        alarm: String,
        kind: RuleKind,
        level: AlarmLevel,
        effect: Effect,
        basis: LocalName,
        condition: Condition?,
        index: Int
    ) {
        self.alarm = alarm
        self.kind = kind
        self.level = level
        self.effect = effect
        self.basis = basis
        self.condition = condition
        self.index = index
    }

    /// Limits a rule to records in which an element has one of some values.
    package struct Condition: Sendable {
        package let element: String
        package let values: [String]
        /// Holds when the value is none of them.
        package let isNegative: Bool
    }
}

/// The closed set of things that can be checked.
package indirect enum RuleKind: Sendable {
    case elementRequired(element: String)
    case elementLimit(ElementLimit)
    case elementValue(element: String, values: [String], isNegative: Bool)
    case duration(start: String, end: String, Span)
    case licenceValid(of: PartyRole, licences: [String])
    case partyType(of: PartyRole, types: [String])
    case region(of: PlaceRole, prefixes: [String], isNegative: Bool)
    case documentValid(document: String, isRequired: Bool)
    case massBalance(output: AmountSource, input: AmountSource, low: Double, high: Double)
    case sensorRange(SensorRange)
    case sensorGap(type: String, interval: Period, times: Double)
    /// With a place: where the region that a code names must be.
    case codeCheck(of: CodeSource, schemes: [String], region: PlaceRole?)

    case predecessor(stages: [String])
    case lifeState(states: [String])
    case intervalAfterUse(stages: [String], days: String, key: HistoryKey)
    case expiry(element: String)
    case interval(since: [String], Span, key: HistoryKey)
    case dueDate(DueDate)
    case shipReceive(stages: [String], within: Period, tolerance: Double)
    case setBalance(used: [String], returned: [String], document: String, within: Period)
    case stockBalance(inward: [String], outward: [String])
    case unique(stages: [String], of: CodeSource)
    case uniqueLink
    case match(value: ValueSource, stages: [String], other: ValueSource, key: HistoryKey)
    case documentOverdrawn(document: String, tolerance: Double)
    case quota(licence: String, of: AmountSource, per: QuotaPeriod)
    case capacity(Capacity)
    /// After so many days without a record, of a subject that recorded so often in ten times the span before.
    case silentNode(days: Int, after: Int)

    /// Whether what happened to a container counts for what is inside. In which container something lies does not.
    package var followsContainers: Bool {
        switch self {
        case .predecessor: true
        case .match(let value, _, _, let key): key == .unit && value != .container
        default: false
        }
    }

    /// Whose histories decide; nil where none do, and for codes that must not come twice, which stand in any field.
    package var historyKey: HistoryKey? {
        switch self {
        case .predecessor, .lifeState, .expiry, .shipReceive, .stockBalance, .uniqueLink: .unit
        case .intervalAfterUse(_, _, let key), .interval(_, _, let key), .match(_, _, _, let key): key
        case .dueDate(let due): due.key
        case .setBalance(_, _, let document, _), .documentOverdrawn(let document, _),
            .quota(let document, _, _):
            .document(document)
        case .capacity: .place
        case .silentNode: .subject
        default: nil
        }
    }

    /// As it is written in a profile.
    package var name: String {
        switch self {
        case .elementRequired: "element-required"
        case .elementLimit: "element-limit"
        case .elementValue: "element-value"
        case .duration: "duration"
        case .licenceValid: "licence-valid"
        case .partyType: "party-type"
        case .region: "region"
        case .documentValid: "document-valid"
        case .massBalance: "mass-balance"
        case .sensorRange: "sensor-range"
        case .sensorGap: "sensor-gap"
        case .codeCheck: "code-check"
        case .predecessor: "predecessor"
        case .lifeState: "life-state"
        case .intervalAfterUse: "interval-after-use"
        case .expiry: "expiry"
        case .interval: "interval"
        case .dueDate: "due-date"
        case .shipReceive: "ship-receive"
        case .setBalance: "set-balance"
        case .stockBalance: "stock-balance"
        case .unique: "unique"
        case .uniqueLink: "unique-link"
        case .match: "match"
        case .documentOverdrawn: "document-overdrawn"
        case .quota: "quota"
        case .capacity: "capacity"
        case .silentNode: "silent-node"
        }
    }

    /// Every kind that a profile may name.
    package static let names: Set<String> = [
        "element-required", "element-limit", "element-value", "duration", "licence-valid", "party-type",
        "region", "document-valid", "mass-balance", "sensor-range", "sensor-gap", "code-check",
        "predecessor", "life-state", "interval-after-use", "expiry", "interval", "due-date", "ship-receive",
        "set-balance", "stock-balance", "unique", "unique-link", "match", "document-overdrawn", "quota",
        "capacity", "silent-node",
    ]
}

/// Limits of a number; where they depend on a code, the code's own.
package struct ElementLimit: Sendable {
    package let element: String
    package let minimum: Double?
    package let maximum: Double?
    /// The element whose value chooses the maximum.
    package let by: String?
    package let limits: [String: Double]
}

/// A length of time between two bounds.
package struct Span: Sendable {
    package let atLeast: Period?
    package let atMost: Period?
}

/// Readings of one kind that must stay within bounds.
package struct SensorRange: Sendable {
    package let type: String
    package let measure: String
    package let minimum: Double?
    package let maximum: Double?
    /// How long a reading may stay outside.
    package let tolerated: Period?
}

/// Something that must follow in time.
package struct DueDate: Sendable {
    /// What must follow, and what ends the duty.
    package let then: [String]
    package let stop: [String]
    package let within: Period?
    /// The element whose value chooses the period.
    package let by: String?
    package let periods: [String: Period]
    package let calendar: Calendar?
    /// The element that holds the day from which the period counts; nil: the record's time.
    package let from: String?
    package let key: HistoryKey

    /// Years of age in which something is due (TSG T7001-2023): counted from the rule's own stage.
    package struct Calendar: Sendable {
        /// The stages of which the first record begins the count; empty: the rule's own.
        package let base: [String]
        package let years: [Int]
        package let thenEvery: Int
        /// Due by the end of the month, however early it is done.
        package let keepsMonth: Bool
        /// How long before its month it may be done and still count for it.
        package let early: Period?
    }
}

/// What a place may hold.
package struct Capacity: Sendable {
    package let inward: [String]
    package let outward: [String]
    /// The element that says of which kind the goods are; nil: all are one kind.
    package let by: String?
    /// Kinds that must not lie in one place.
    package let apart: [[String]]
}

/// The span of time that a quota is for.
package enum QuotaPeriod: String, Sendable, CaseIterable {
    case licence, year, month
}

/// A party of a record.
package enum PartyRole: String, Sendable, CaseIterable {
    case subject, from, to
}

/// A place of a record.
package enum PlaceRole: String, Sendable, CaseIterable {
    case place, from, to
}

/// Where codes are taken from.
package enum CodeSource: Sendable, Hashable {
    case goods(GoodsRole)
    case element(String)
}

/// What ties the records of one history together.
package enum HistoryKey: Sendable, Hashable {
    case unit, place, container, from, subject
    case document(String)
    case element(String)
}

/// A value of a record that is compared with another record's.
package enum ValueSource: Sendable, Hashable {
    case subject, place, region, from, to, container
    case element(String)
}
