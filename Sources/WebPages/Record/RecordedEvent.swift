// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// An event as pages about places, products and single events show it.
struct RecordedEvent: Sendable {
    let event: Event
    let eventID: String
    let isDeclaredWrong: Bool
    /// What it says in the words of a profile.
    var entry: StageEntry?

    /// Every unit that the event names, as written: what holds or was made first, what went in last.
    var everyUnit: [String] {
        let quantities = [
            event.outputQuantities, event.quantities, event.childQuantities, event.inputQuantities,
        ].joined().map(\.epcClass)
        let containers = [event.parentID].compactMap(\.self)
        return containers + event.outputEPCs + event.epcs + event.childEPCs + quantities + event.inputEPCs
    }

    /// At most so many of them.
    func units(limit: Int) -> [String] { Array(everyUnit.prefix(limit)) }

    var place: String? { event.bizLocation?.id ?? event.readPoint?.id }
}
