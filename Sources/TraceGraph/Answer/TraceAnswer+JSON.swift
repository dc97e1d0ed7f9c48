// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceText

extension TraceAnswer {
    /// The answer as JSON; units, places and parties are named by their codes.
    ///
    /// Members: `start`, `direction`, `units`, `events`, `edges`, `subjects`, `places`, `gaps`, `cut` (null where
    /// the answer is whole, else `depth`, `size` or `time`).
    package func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("start", start.canonical)
            $0.member("direction", direction.rawValue)
            $0.list("units", units) { unit, writer in writeUnit(unit, &writer) }
            $0.list("events", events) { event, writer in writeEvent(event, &writer) }
            $0.list("edges", edges) { edge, writer in writeEdge(edge, &writer) }
            $0.list("subjects", subjects) { subject, writer in
                writer.member("id", subject.id)
                writer.list("roles", subject.roles)
                writer.member("events", subject.events)
            }
            $0.list("places", places) { place, writer in
                writer.member("id", place.id)
                writer.member("first", Timestamp(milliseconds: place.first).text)
                writer.member("last", Timestamp(milliseconds: place.last).text)
                writer.member("events", place.events)
            }
            $0.list("gaps", gaps) { gap, writer in
                writer.member("kind", gap.kind.rawValue)
                writer.member("unit", units[gap.unit].code.canonical)
                writer.member("eventID", gap.event.map { events[$0].eventID })
                writer.member("other", gap.other.map { units[$0].code.canonical })
            }
            $0.key("cut")
            if let cut { $0.string(cut.rawValue) } else { $0.null() }
        }
    }

    private func writeUnit(_ unit: TracedUnit, _ writer: inout JSONWriter) {
        writer.member("code", unit.code.canonical)
        if unit.uri != unit.code.canonical { writer.member("uri", unit.uri) }
        writer.member("scheme", unit.code.scheme.id)
        writer.member("level", unit.code.level.rawValue)
        writer.member("relation", unit.relation.rawValue)
        writer.member("depth", unit.depth)
    }

    private func writeEvent(_ event: TracedEvent, _ writer: inout JSONWriter) {
        writer.member("eventID", event.eventID)
        writer.member("type", event.type)
        writer.member("action", event.action)
        writer.member("eventTime", event.eventTime)
        writer.member("eventTimeZoneOffset", event.timeZoneOffset)
        writer.member("bizStep", event.bizStep)
        writer.member("disposition", event.disposition)
        writer.member("readPoint", event.readPoint)
        writer.member("bizLocation", event.bizLocation)
        writer.member("standing", event.standing.rawValue)
        writer.list("units", event.participants) { participant, writer in
            writer.member("code", units[participant.unit].code.canonical)
            writer.member("role", participant.role.rawValue)
            if let quantity = participant.quantity {
                writer.key("quantity")
                writer.number(quantity)
            }
            writer.member("uom", participant.uom)
        }
        writer.member("otherUnits", event.otherUnits)
        writer.list("sources", event.sources) { party, writer in writeParty(party, &writer) }
        writer.list("destinations", event.destinations) { party, writer in writeParty(party, &writer) }
    }

    private func writeParty(_ party: TracedEvent.PartyReference, _ writer: inout JSONWriter) {
        writer.member("type", party.type)
        writer.member("id", party.id)
    }

    private func writeEdge(_ edge: TraceEdge, _ writer: inout JSONWriter) {
        writer.member("kind", edge.kind.rawValue)
        writer.member("from", units[edge.from].code.canonical)
        writer.member("to", units[edge.to].code.canonical)
        writer.member("eventID", events[edge.event].eventID)
        writer.member("since", Timestamp(milliseconds: edge.since).text)
        writer.member("until", edge.until.map { Timestamp(milliseconds: $0).text })
    }
}

extension JSONWriter {
    /// A member that is an array of objects.
    mutating func list<Element>(
        _ name: String,
        _ elements: some Sequence<Element>,
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        key(name)
        array { writer in
            for element in elements { writer.object { write(element, &$0) } }
        }
    }

    /// A member that is an array of strings.
    mutating func list(_ name: String, _ elements: [String]) {
        key(name)
        array { writer in
            for element in elements { writer.string(element) }
        }
    }
}
