// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceEvents
import TraceText

/// The check step: what must hold of an event beyond its shape before it may be stored.
struct CaptureCheck {
    /// Microseconds since 1970.
    let now: Int64
    let profiles: ProfileBook?

    /// Why the event is refused; places are JSON pointers inside it.
    func faults(in event: Event) -> [DocumentFault] {
        EventRules.faults(of: event, now: Timestamp(milliseconds: now / 1000))
            + IdentifierRules.faults(of: event)
            + (profiles?.formFaults(of: event) ?? [])
            + range(of: event)
    }

    /// The ledger orders events by a number that holds some centuries.
    private func range(of event: Event) -> [DocumentFault] {
        guard !EventNumber.times.contains(event.eventTime) else { return [] }
        let (first, last) = (EventNumber.times.lowerBound.utc, EventNumber.times.upperBound.utc)
        return [
            DocumentFault(
                .limit,
                at: .pointer("/eventTime"),
                "eventTime must lie between \(first) and \(last)"
            )
        ]
    }
}
