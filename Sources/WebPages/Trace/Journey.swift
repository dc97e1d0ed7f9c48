// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// What happened to a unit, from place to place, the earliest first: a shopper reads it as a story.
struct Journey: Sendable, Equatable {
    var stops: [Stop]

    /// Everything that happened at one place without leaving it.
    struct Stop: Sendable, Equatable {
        /// As events write it; nil where they name no place.
        let place: String?
        var steps: [Step]
    }

    /// One event, told of one unit.
    struct Step: Sendable, Equatable {
        /// Its position in the answer.
        let event: Int
        let milliseconds: Int64
        /// The unit that the step happened to, by position in the answer.
        let unit: Int
        /// What the unit is in the event; nil where only its container is named.
        let role: TracedEvent.Role?
        /// The container that the unit travelled in.
        let carrier: Int?
    }

    var steps: [Step] { stops.flatMap(\.steps) }
}

extension Journey {
    /// The journey of several units one after another, such as a cut and the animal that it comes from.
    init(of units: [Int], in index: AnswerIndex) {
        var steps: [Int: Step] = [:]
        for unit in units {
            for step in Self.steps(of: unit, in: index) where steps[step.event] == nil {
                steps[step.event] = step
            }
        }
        stops = []
        for step in steps.values.sorted(by: { $0.event < $1.event }) {
            let event = index.answer.events[step.event]
            let place = event.bizLocation ?? event.readPoint
            if let last = stops.indices.last, stops[last].place == place {
                stops[last].steps.append(step)
            } else {
                stops.append(Stop(place: place, steps: [step]))
            }
        }
    }

    private static func steps(of unit: Int, in index: AnswerIndex) -> [Step] {
        var steps = index.events[unit].filter { isTold($0, index) }.map { position in
            let event = index.answer.events[position]
            return Step(
                event: position,
                milliseconds: event.milliseconds,
                unit: unit,
                role: event.participants.first { $0.unit == unit }?.role,
                carrier: nil
            )
        }
        for ride in rides(of: unit, in: index) {
            for position in index.events[ride.carrier] where isTold(position, index) {
                let event = index.answer.events[position]
                guard ride.window.contains(event.milliseconds) else { continue }
                steps.append(
                    Step(
                        event: position,
                        milliseconds: event.milliseconds,
                        unit: unit,
                        role: nil,
                        carrier: ride.carrier
                    )
                )
            }
        }
        return steps
    }

    /// Declarations are told beside the event that they declare wrong.
    private static func isTold(_ position: Int, _ index: AnswerIndex) -> Bool {
        index.answer.events[position].standing != .declaration
    }

    /// A time in a container.
    private struct Ride {
        let carrier: Int
        let window: ClosedRange<Int64>
    }

    /// Every container of a unit at any depth, with the time in which the unit was in it.
    private static func rides(of unit: Int, in index: AnswerIndex) -> [Ride] {
        var rides: [Ride] = []
        var open = [Ride(carrier: unit, window: .min ... .max)]
        while let ride = open.popLast(), rides.count < 100 {
            for edge in index.outgoing[ride.carrier] where edge.kind == .containment && edge.to != unit {
                let since = max(edge.since, ride.window.lowerBound)
                let until = min(edge.until ?? .max, ride.window.upperBound)
                guard since <= until else { continue }
                let next = Ride(carrier: edge.to, window: since...until)
                rides.append(next)
                open.append(next)
            }
        }
        return rides
    }
}
