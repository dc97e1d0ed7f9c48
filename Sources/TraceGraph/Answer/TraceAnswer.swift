// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes

/// Where a unit came from, where it went, or both: units, events and how they hang together.
package struct TraceAnswer: Sendable, Equatable {
    /// The unit that was asked for.
    package let start: TraceCode
    package let direction: Direction
    /// Every unit of the answer; the others refer to them by position. The first is the start.
    package var units: [TracedUnit] = []
    /// Every event of the answer in order of event time, declared-wrong ones and declarations included.
    package var events: [TracedEvent] = []
    package var edges: [TraceEdge] = []
    package var subjects: [TracedSubject] = []
    package var places: [TracedPlace] = []
    package var gaps: [TraceGap] = []
    /// Set where the answer is not whole.
    package var cut: TraceCut?

    package init(start: TraceCode, direction: Direction) {
        self.start = start
        self.direction = direction
    }

    /// Which way to follow goods.
    package enum Direction: String, Sendable, CaseIterable {
        /// To everything that went into the unit (溯源).
        case back
        /// To everything made of it, everything it was packed in, and everywhere it went (追踪).
        case forward
        case both
    }
}

/// A unit of a trace.
package struct TracedUnit: Sendable, Equatable {
    package let code: TraceCode
    /// As the first event that names it writes it.
    package let uri: String
    package var relation: Relation
    /// Hops from the start.
    package var depth: Int

    package init(code: TraceCode, uri: String, relation: Relation, depth: Int) {
        self.code = code
        self.uri = uri
        self.relation = relation
        self.depth = depth
    }

    /// What the unit is to the one that was asked for.
    package enum Relation: String, Sendable {
        case start
        /// Went into the start, or into something that did.
        case source
        /// Was made of the start, or of something made of it; or travelled inside it.
        case product
        /// Carried the goods for a time; what else it carried is not followed.
        case carrier
        /// Only named beside the goods: a class without a lot, which joins too much to be followed.
        case mention
    }
}

/// An event of a trace.
package struct TracedEvent: Sendable, Equatable {
    package let number: Int64
    package let eventID: String
    /// `ObjectEvent` and so on.
    package let type: String
    package let action: String?
    /// RFC 3339, as the sender wrote it.
    package let eventTime: String
    package let milliseconds: Int64
    package let timeZoneOffset: String
    package let bizStep: String?
    package let disposition: String?
    package let readPoint: String?
    package let bizLocation: String?
    /// The units of the answer in this event, by position, with what they are in it.
    package var participants: [Participant]
    /// Units of the event that the trace does not follow.
    package var otherUnits: Int
    package let sources: [PartyReference]
    package let destinations: [PartyReference]
    package let standing: Standing

    /// One unit in an event.
    package struct Participant: Sendable, Equatable {
        package let unit: Int
        package let role: Role
        /// A JSON number; absent for instances and unknown amounts.
        package let quantity: String?
        /// UN/CEFACT Recommendation 20.
        package let uom: String?
    }

    /// What a unit is in an event.
    package enum Role: String, Sendable {
        case object, parent, child, input, output
    }

    /// A party or place in a source or destination list.
    package struct PartyReference: Sendable, Equatable {
        package let type: String
        package let id: String
    }

    /// Whether the event counts.
    package enum Standing: String, Sendable {
        case counts
        /// A later declaration says that it is wrong; it stays visible and is not followed.
        case declaredWrong = "declared-wrong"
        /// Says that another event with the same ID is wrong.
        case declaration
    }
}

/// How two units hang together through an event; goods flow from one to the other.
package struct TraceEdge: Sendable, Equatable, Hashable {
    package let kind: Kind
    /// The input, or the unit that was packed.
    package let from: Int
    /// The output, or the container.
    package let to: Int
    /// The event that made the connection, by position in the answer.
    package var event: Int
    /// Milliseconds since 1970; of a containment, from packing to unpacking. Nil: not ended.
    package let since: Int64
    package let until: Int64?

    /// How goods came from one to the other: made of it, packed into it, built into it.
    package enum Kind: String, Sendable {
        case transformation, containment, association
    }
}

/// A party that had to do with the goods.
package struct TracedSubject: Sendable, Equatable {
    package let id: String
    /// The types under which it stands in sources and destinations, sorted.
    package let roles: [String]
    package let events: Int
}

/// A place that the goods passed.
package struct TracedPlace: Sendable, Equatable {
    package let id: String
    /// First and last event there, in milliseconds since 1970.
    package let first: Int64
    package let last: Int64
    package let events: Int
}

/// Something that the records should say and do not.
package struct TraceGap: Sendable, Equatable {
    package let kind: Kind
    /// The unit concerned, by position.
    package let unit: Int
    /// The event that shows it, by position.
    package let event: Int?
    /// A second unit, such as the other container.
    package let other: Int?

    /// What is missing or contradicts.
    package enum Kind: String, Sendable, CaseIterable {
        /// Went into something, and no event says who made it.
        case inputNobodyMade = "input-nobody-made"
        /// Was shipped, and no later event says that it arrived.
        case shipmentNobodyReceived = "shipment-nobody-received"
        /// Was packed into one container while it was in another.
        case packedTwice = "packed-twice"
    }
}

/// Why an answer is not whole: which limit of ``TraceLimits`` was reached.
package enum TraceCut: String, Sendable {
    case depth, size, time
}
