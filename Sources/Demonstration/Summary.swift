// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents

/// How much the demonstration holds, counted while its documents go by.
///
/// Remembers every unit once to count it; for load tests count ``Demonstration/eventsInSeason`` instead.
package struct Summary: Sendable, Equatable {
    package private(set) var documents = 0
    package private(set) var events = 0
    /// Different lots.
    package var lots: Int { units[.lot]?.count ?? 0 }
    /// Different serialised pieces.
    package var pieces: Int { units[.piece]?.count ?? 0 }
    /// Different cases, pallets and the like.
    package var logisticUnits: Int { units[.logistic]?.count ?? 0 }

    private var units: [Kind: Set<String>] = [:]

    package init() {}

    private enum Kind { case lot, piece, logistic }

    /// Counts one more document.
    package mutating func add(_ document: EPCISDocument) {
        documents += 1
        events += document.events.count
        for event in document.events {
            let quantities =
                event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities
            for element in quantities { units[.lot, default: []].insert(element.epcClass) }
            let instances =
                event.epcs + event.childEPCs + event.inputEPCs + event.outputEPCs
                + [event.parentID].compactMap(\.self)
            for code in instances {
                let isLogistic = CanonicalCode.identify(code).scheme == .sscc
                units[isLogistic ? .logistic : .piece, default: []].insert(code)
            }
        }
    }
}
