// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How one category's chain is played, and what can go wrong in it.
package struct Scenario: Sendable {
    package let id: String
    /// A run ends so often at scale 1, in seconds.
    let every: Int
    /// City or county codes in which runs are at home; empty: all that have parties.
    let regions: [String]
    let base: Plot
    package let variants: [Variant]
    package let faults: [PlannedFault]
    package let showcases: [ShowcasePlan]
    /// Steps between which a trace must lead; nil: the first and the last that name goods.
    package let trace: (first: String?, last: String?)

    /// Another way through the chain.
    package struct Variant: Sendable {
        package let id: String
        let every: Int
        let plot: Plot
    }

    /// Goods that are worth showing.
    package struct ShowcasePlan: Sendable {
        let goods: String
        let name: LocalText
        let variant: String?
    }
}

/// A small change to the play with the alarms that it must raise.
package struct PlannedFault: Sendable {
    package let id: String
    package let kind: String
    package let title: LocalText
    let plot: Plot
    package let expected: [Expectation]
    /// Not an alarm: every way in refuses the event of the expected step.
    package let isForm: Bool
    /// The records API refuses the first expected step.
    package let isRefused: Bool
    let place: Place
    package var file: String { place.file }
    package var line: Int { place.line }

    /// An alarm and what it is about.
    package struct Expectation: Sendable {
        /// Nil where the form is at fault.
        package let alarm: String?
        package let target: Target
    }

    /// What an alarm is about.
    package enum Target: Sendable, Hashable {
        /// A step; which of its repetitions, counted from 1, or the last with 0; in which supplied run.
        case step(String, repetition: Int, supply: String?)
        /// A licence of a role.
        case licence(role: String, type: String)
    }
}

/// What is played in one run.
struct Plot: Sendable {
    var roles: [RolePlan] = []
    var draws: [(name: String, value: DrawPlan)] = []
    var goods: [GoodsPlan] = []
    var supplies: [SupplyPlan] = []
    var steps: [StepPlan] = []
    /// The run ends at least so long before the period does, in seconds.
    var margin = 0
}

/// A role of a run.
struct RolePlan: Sendable {
    let name: String
    let type: String
    let licences: [(type: String, state: LicenceState)]
    let location: Location
    let isOwn: Bool
    let isPerson: Bool
    let permits: [(type: String, number: ValuePlan?, quantity: ValuePlan?)]
    let capacity: [(kind: String, amount: ValuePlan)]
    let place: Place

    /// Where the role's party is at home.
    enum Location: Sendable, Hashable {
        case home, near, any
        case region(String)
    }

    /// How long a licence holds.
    enum LicenceState: String, CaseIterable {
        case valid, lapsed, expiring, none
    }
}

/// What is drawn once a run.
enum DrawPlan: Sendable {
    case whole(Int, Int)
    case decimal(Double, Double)
    case formula(Expression)
    case value(ValuePlan)
}

/// Codes of a run.
struct GoodsPlan: Sendable {
    let name: String
    let scheme: String
    let owner: String?
    let count: Expression?
    /// UN/CEFACT Recommendation 20 of lots; nil where each code is one unit.
    let measure: String?
    let parameters: [String: String]
    let title: LocalText?
    let place: Place
}

/// Goods that another scenario's run makes for this one.
struct SupplyPlan: Sendable {
    let name: String
    let scenario: String
    let variant: String?
    let goods: String
    let until: String?
    let before: String?
    let roles: [(theirs: String, ours: String)]
    let times: Int
    let place: Place
}

/// One step of a run: what is recorded, when and by whom.
struct StepPlan: Sendable {
    let id: String
    let stage: String
    let after: Wait?
    let since: String?
    let clock: Int?
    let by: String
    let at: String
    let from: String?
    let to: String?
    let goods: [(role: GoodsSlot, items: [(name: String, amount: AmountPlan)])]
    let values: [(element: String, value: ValuePlan)]
    let documents: [(type: String, parts: [(name: String, value: ValuePlan)])]
    let sensors: [SensorPlan]
    let `operator`: ValuePlan?
    let repetition: Repetition?
    /// Counts for the time of what follows, and is not recorded.
    let isLeftOut: Bool
    /// Put in by a fault: what follows does not wait for it.
    let isAdded: Bool
    let place: Place

    /// A step that is done again and again.
    struct Repetition: Sendable {
        let every: Wait
        /// Nil: until the period's end.
        let times: Int?
    }
}

/// The goods of a record by their part in it.
enum GoodsSlot: String, CaseIterable {
    case container, units, inputs, outputs
}

/// How much or which of some goods.
enum AmountPlan: Sendable {
    case all
    /// The amount of each lot; of units, the index of one.
    case formula(Expression)
    case slice(Expression, Expression)
    /// One lot of several.
    case one(Expression, amount: Expression)
}

/// A value of a record.
indirect enum ValuePlan: Sendable {
    case text(String)
    case number(String)
    case boolean(Bool)
    case drawn(String)
    case formula(Expression)
    case day(Int)
    case time(Int)
    case pick([ValuePlan])
    case pattern(String)
    case code(String, Expression?)
    case codes(String)
    case slice(String, Expression, Expression)
    case party(String)
    case placeOf(String)
    case list([ValuePlan])
    /// One text made of several values.
    case join([ValuePlan])
}

/// Readings that end at the step's time.
struct SensorPlan: Sendable {
    let type: String
    let measure: String
    let low: Double
    let high: Double
    let every: Int
    let length: Int
    let spike: (at: Int, length: Int, value: Double)?
    let gap: (at: Int, length: Int)?
}
