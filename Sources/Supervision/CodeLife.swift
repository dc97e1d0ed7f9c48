// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
package import TraceCodes
package import TraceEvents
package import TraceLedger
import TraceText

/// Where a unit stands in its life, as its events tell it.
package struct CodeLife: Sendable, Equatable {
    package let state: State
    /// How many events name the unit, and when the first and the last happened, in milliseconds since 1970.
    package let events: Int
    package let first: Int64
    package let last: Int64

    /// The stages of a code's life after its issue.
    package enum State: String, Sendable, CaseIterable {
        /// Bound to a unit by its first event.
        case activated
        case inChain = "in-chain"
        /// Sold, dispensed, used up or made into something else.
        case consumed
        case destroyed
        case recalled
    }

    /// Nil where no event that counts names the unit.
    package init?(of code: TraceCode, _ reader: LedgerReader) throws {
        // Identifiers in several roles of one event stand once in the index.
        let links = try reader.links(of: [Sought(code.canonical)], roles: .unit)
        let events = try reader.events(links.map(\.number))
            .filter { $0.counts && Self.names($0.event, code.canonical) }
            .sorted { ($0.event.eventTime, $0.number.rawValue) < ($1.event.eventTime, $1.number.rawValue) }
        guard let first = events.first?.event, let last = events.last?.event else { return nil }
        self.events = events.count
        self.first = first.eventTime.milliseconds
        self.last = last.eventTime.milliseconds
        var state: State = events.count == 1 ? .activated : .inChain
        // The end of a life outlasts what is recorded after it, but for a recall that comes after a sale.
        for stored in events {
            let event = stored.event
            // Of a lot a part may be sold or used, and the rest still be there.
            let isWhole = (event.epcs + event.inputEPCs).contains {
                CanonicalCode.canonical($0) == code.canonical
            }
            state = Self.end(by: event, isWhole: isWhole) ?? state
        }
        self.state = state
    }

    /// The events that may end a life.
    package static let endings = EventSieve(
        types: [.transformation],
        actions: [.delete],
        dispositions: ["recalled", "destroyed", "disposed"] + Self.uses,
        member: ChainTerms.stage
    )

    /// The dispositions of what its user has.
    private static let uses = ["retail_sold", "dispensed", "inactive"]

    /// What an event makes of the life of a unit; nil where it does not end it.
    ///
    /// - Parameter isWhole: whether the event is about all of the unit.
    package static func end(by event: Event, isWhole: Bool) -> State? {
        switch event.disposition {
        case "recalled": return .recalled
        case "destroyed", "disposed": return .destroyed
        default: break
        }
        guard isWhole else { return nil }
        if let disposition = event.disposition, Self.uses.contains(disposition) { return .consumed }
        let isUsedUp = event.type == .object && event.action == .delete || event.type == .transformation
        return isUsedUp ? .consumed : nil
    }

    /// Other identifiers may share the index key.
    private static func names(_ event: Event, _ code: String) -> Bool {
        let lots = event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities
        let codes =
            event.epcs + event.childEPCs + event.inputEPCs + event.outputEPCs
            + (event.parentID.map { [$0] } ?? []) + lots.map(\.epcClass)
        return codes.contains { CanonicalCode.canonical($0) == code }
    }
}
