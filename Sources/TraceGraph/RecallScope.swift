// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes

/// What must be found when a lot turns out bad: every affected unit, where it is and who holds how much.
package struct RecallScope: Sendable, Equatable {
    /// The lot that is bad.
    package let start: TraceCode
    /// Whether what shares inputs with the lot is in the scope too.
    package let includesSharedInputs: Bool
    /// In order of unit, then place.
    package let holdings: Holdings
    /// Affected units of any kind.
    package let unitCount: Int
    package let gaps: [Gap]
    package let cut: TraceCut?

    /// An amount of an affected unit that is, or was last seen, at one place.
    package struct Holding: Sendable, Equatable {
        package let code: TraceCode
        /// How the unit is affected: it is the lot, was made of it, or shares an input.
        package let cause: Cause
        /// The place's identifier; nil where no event names one.
        package let place: String?
        /// The party that last had it at the place.
        package let holder: String?
        /// What is left there; 1 for an instance, nil where events give no amounts.
        package let quantity: Double?
        package let uom: String?
        /// The container it is in.
        package let container: String?
        package let status: Status
        /// The last event, in milliseconds since 1970.
        package let lastSeen: Int64
        package let lastStep: String?
    }

    /// How a unit is affected: it is the lot, was made of it, or shares an input with it.
    package enum Cause: String, Sendable {
        case start, product, sharedInput = "shared-input"
    }

    /// What can be done about a holding.
    package enum Status: String, Sendable {
        /// Should be there.
        case held
        /// Left a place and has not arrived at another.
        case inTransit = "in-transit"
        /// Went into other units, which are listed themselves.
        case consumed
        /// Sold to consumers, dispensed, destroyed or otherwise ended.
        case ended
    }

    /// A gap of the trace, by codes.
    package struct Gap: Sendable, Equatable {
        package let kind: TraceGap.Kind
        package let unit: String
        package let eventID: String?
    }
}
