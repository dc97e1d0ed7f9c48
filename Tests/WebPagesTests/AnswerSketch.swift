// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

@testable import TraceGraph

/// Puts a trace answer together by hand.
struct AnswerSketch {
    var answer: TraceAnswer
    private var number: Int64 = 0

    /// 2026-03-01T00:00+08:00.
    static let start: Int64 = 1_772_294_400_000
    static let day: Int64 = 86_400_000

    init(start: String) {
        answer = TraceAnswer(start: CanonicalCode.identify(start), direction: .back)
        unit(start, .start, depth: 0)
    }

    @discardableResult
    mutating func unit(_ uri: String, _ relation: TracedUnit.Relation = .source, depth: Int = 1) -> Int {
        answer.units.append(
            TracedUnit(code: CanonicalCode.identify(uri), uri: uri, relation: relation, depth: depth)
        )
        return answer.units.count - 1
    }

    /// Adds an event; events are added in the order in which they happen.
    @discardableResult
    mutating func event(
        _ type: String = "ObjectEvent",
        _ action: String? = "OBSERVE",
        step: String? = nil,
        day: Int,
        hour: Int = 8,
        at place: String? = nil,
        _ participants: [(Int, TracedEvent.Role)],
        disposition: String? = nil,
        to destination: String? = nil,
        from source: String? = nil,
        standing: TracedEvent.Standing = .counts,
        quantity: String? = nil,
        uom: String? = nil
    ) -> Int {
        number += 1
        answer.events.append(
            TracedEvent(
                number: number,
                eventID: "urn:uuid:event-\(number)",
                type: type,
                action: action,
                eventTime: "",
                milliseconds: Self.start + Int64(day) * Self.day + Int64(hour) * 3_600_000,
                timeZoneOffset: "+08:00",
                bizStep: step,
                disposition: disposition,
                readPoint: nil,
                bizLocation: place,
                participants: participants.map {
                    TracedEvent.Participant(
                        unit: $0.0,
                        role: $0.1,
                        quantity: $0.1 == .input ? quantity : nil,
                        uom: $0.1 == .input ? uom : nil
                    )
                },
                otherUnits: 0,
                sources: source.map { [.init(type: "possessing_party", id: $0)] } ?? [],
                destinations: destination.map { [.init(type: "possessing_party", id: $0)] } ?? [],
                standing: standing
            )
        )
        return answer.events.count - 1
    }

    mutating func edge(
        _ kind: TraceEdge.Kind = .transformation,
        from: Int,
        to: Int,
        event: Int,
        until: Int? = nil
    ) {
        let since = answer.events[event].milliseconds
        answer.edges.append(
            TraceEdge(
                kind: kind,
                from: from,
                to: to,
                event: event,
                since: since,
                until: kind == .transformation ? since : until.map { answer.events[$0].milliseconds }
            )
        )
    }

    mutating func gap(_ kind: TraceGap.Kind, unit: Int, event: Int? = nil, other: Int? = nil) {
        answer.gaps.append(TraceGap(kind: kind, unit: unit, event: event, other: other))
    }
}

extension AnswerSketch {
    static let box = "https://id.gs1.org/01/06999123410218/21/1"
    static let lotOne = "https://id.gs1.org/01/06999123410010/10/A1"
    static let lotTwo = "https://id.gs1.org/01/06999123410010/10/A2"
    static let case1 = "https://id.gs1.org/00/069991234100000017"
    static let orchardOne = "https://id.gs1.org/414/6999123410011"
    static let orchardTwo = "https://id.gs1.org/414/6999123410028"
    static let packingHouse = "https://id.gs1.org/414/6999123410035"
    static let shop = "https://id.gs1.org/414/6999123410042"

    /// A gift box made of the harvest of two orchards, carried to a shop inside a case, and sold.
    static var mango: AnswerSketch {
        var sketch = AnswerSketch(start: box)
        let one = sketch.unit(lotOne)
        let two = sketch.unit(lotTwo)
        let carrier = sketch.unit(case1, .carrier)
        sketch.event("ObjectEvent", "ADD", step: "commissioning", day: 0, at: orchardOne, [(one, .object)])
        sketch.event(
            "ObjectEvent",
            "ADD",
            step: "commissioning",
            day: 0,
            hour: 9,
            at: orchardTwo,
            [(two, .object)]
        )
        sketch.event(step: "receiving", day: 1, at: packingHouse, [(one, .object), (two, .object)])
        let made = sketch.event(
            "TransformationEvent",
            nil,
            step: "commissioning",
            day: 2,
            at: packingHouse,
            [(one, .input), (two, .input), (0, .output)],
            quantity: "2.50",
            uom: "KGM"
        )
        let packed = sketch.event(
            "AggregationEvent",
            "ADD",
            step: "packing",
            day: 2,
            hour: 10,
            at: packingHouse,
            [(carrier, .parent), (0, .child)]
        )
        sketch.event(step: "shipping", day: 2, hour: 12, at: packingHouse, [(carrier, .object)], to: shop)
        sketch.event(step: "receiving", day: 4, at: shop, [(carrier, .object)], from: packingHouse)
        let unpacked = sketch.event(
            "AggregationEvent",
            "DELETE",
            step: "unpacking",
            day: 4,
            hour: 9,
            at: shop,
            [(carrier, .parent), (0, .child)]
        )
        sketch.event(step: "shipping", day: 5, at: packingHouse, [(carrier, .object)])
        sketch.event(
            "ObjectEvent",
            "DELETE",
            step: "retail_selling",
            day: 6,
            at: shop,
            [(0, .object)],
            disposition: "retail_sold"
        )
        sketch.edge(from: one, to: 0, event: made)
        sketch.edge(from: two, to: 0, event: made)
        sketch.edge(.containment, from: 0, to: carrier, event: packed, until: unpacked)
        return sketch
    }
}
