// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceGraph

/// Holds an answer of the product against what the model expects.
struct TraceComparison {
    let model: TraceModel
    let answer: TraceAnswer
    let expectation: TraceExpectation
    private(set) var faults: [String] = []
    /// The unit of the history for each unit of the answer, and the events likewise; -1: not of this history.
    private let units: [Int]
    private let events: [[Int]]

    private var history: History { model.history }

    init(_ answer: TraceAnswer, _ expectation: TraceExpectation, model: TraceModel) {
        self.model = model
        self.answer = answer
        self.expectation = expectation
        let writer = HistoryWriter(history: model.history, spelling: .mixed)
        let byCode = Dictionary(
            uniqueKeysWithValues: model.history.units.indices.map { (writer.canonical($0), $0) }
        )
        units = answer.units.map { byCode[$0.code.canonical] ?? -1 }
        let byKey = Dictionary(
            grouping: model.history.events.indices,
            by: { EventKey(id: model.history.events[$0].id, standing: model.standing($0)) }
        )
        let ids = Dictionary(
            model.history.events.map { (HistoryWriter.eventID($0.id, world: model.history.world), $0.id) },
            uniquingKeysWith: { one, _ in one }
        )
        events = answer.events.map { event in
            byKey[EventKey(id: ids[event.eventID] ?? -1, standing: event.standing)] ?? []
        }
        compare()
    }

    private struct EventKey: Hashable {
        let id: Int
        let standing: TracedEvent.Standing
    }

    private mutating func compare() {
        if answer.cut != nil { faults.append("the answer is cut") }
        if units.contains(-1) || events.contains([]) {
            faults.append("the answer names units or events of another history, or with another standing")
            return
        }
        compareEvents()
        compareUnits()
        compareEdges()
        compareGaps()
    }
}

extension TraceComparison {
    private mutating func compareEvents() {
        let found = Set(events.joined())
        for missing in expectation.events.subtracting(found).sorted() {
            fault("missing event", event: missing)
        }
        for extra in found.subtracting(expectation.permittedEvents).sorted() {
            fault("extra event", event: extra)
        }
        for choices in expectation.eventChoices where found.isDisjoint(with: choices) {
            fault("missing one of several events, as", event: choices[0])
        }
        if Set(answer.events.map(\.number)).count != answer.events.count {
            faults.append("an event stands twice")
        }
        if answer.events.map(\.milliseconds) != answer.events.map(\.milliseconds).sorted() {
            faults.append("events are not in order of time")
        }
        for (event, positions) in zip(answer.events, events) { compareParticipants(of: event, positions[0]) }
    }

    /// A carrier may be left out where it held nothing at the time, and a mention anywhere.
    private mutating func compareParticipants(of event: TracedEvent, _ position: Int) {
        let named = history.events[position].roles
        let found = event.participants.map { HistoryEvent.Role(unit: units[$0.unit], role: $0.role) }
        let goods = named.filter { expectation.isGoods($0.unit) }
        if found.count != Set(found).count { fault("repeated participant in", event: position) }
        if !named.isSuperset(of: found) { fault("untrue participant in", event: position) }
        if !goods.subtracting(found).isEmpty { fault("missing participant in", event: position) }
        if event.otherUnits != Set(named.map(\.unit)).subtracting(found.map(\.unit)).count {
            fault("participants and other units are not all units of", event: position)
        }
    }

    private mutating func compareUnits() {
        if Set(units).count != units.count { faults.append("a unit stands twice") }
        if let first = answer.units.first, first.relation != .start {
            faults.append("the first unit is not the start")
        }
        for unit in Set(expectation.relations.keys).subtracting(units).sorted() {
            faults.append("missing unit \(history.name(unit)) \(expectation.parts(of: unit))")
        }
        for (traced, unit) in zip(answer.units, units) {
            let relations = expectation.relations[unit]
            let isRight =
                switch relations {
                case nil: traced.relation == .mention && expectation.permittedMentions.contains(unit)
                case let parts? where parts.contains(.start): traced.relation == .start
                case let parts?:
                    parts.contains(traced.relation) && (traced.relation != .carrier || parts == [.carrier])
                }
            if !isRight {
                faults.append(
                    "unit \(history.name(unit)) is \(traced.relation), expected \(expectation.parts(of: unit))"
                )
            }
        }
    }
}

extension TraceComparison {
    private mutating func compareEdges() {
        var flows: Set<ModelFlow> = []
        var spans: Set<Int> = []
        for edge in answer.edges {
            let flow = ModelFlow(from: units[edge.from], to: units[edge.to])
            let positions = events[edge.event]
            let text = "edge \(history.name(flow.from)) → \(history.name(flow.to)) \(edge)"
            if edge.kind == .transformation {
                flows.insert(flow)
                if !positions.contains(where: { isTrue(flow, at: $0) }) { faults.append("untrue " + text) }
            } else if let span = model.containments.firstIndex(where: { isTrue(edge, positions, of: $0) }) {
                if !spans.insert(span).inserted { faults.append("second " + text) }
            } else {
                faults.append("untrue " + text)
            }
        }
        for flow in expectation.transformations.subtracting(flows) {
            faults.append("missing transformation \(history.name(flow.from)) → \(history.name(flow.to))")
        }
        for span in expectation.containments.subtracting(spans) {
            faults.append("missing containment \(text(model.containments[span]))")
        }
    }

    private func isTrue(_ flow: ModelFlow, at position: Int) -> Bool {
        guard model.counting[position] else { return false }
        let parts = model.transformation(of: position).map { history.events[$0] }
        return parts.contains { $0.inputs.contains(flow.from) }
            && parts.contains { $0.outputs.contains(flow.to) }
    }

    private func isTrue(_ edge: TraceEdge, _ positions: [Int], of span: ModelContainment) -> Bool {
        span.child == units[edge.from] && span.parent == units[edge.to] && span.since == edge.since
            && span.until == edge.until ?? .max
            && positions.contains { position in
                span.beginnings.contains(position)
                    && (history.events[position].type == .association) == (edge.kind == .association)
            }
    }

    private func text(_ span: ModelContainment) -> String {
        let since = span.beginnings.map { "#\(history.events[$0].id)" }
        let until = span.endings.map { "#\(history.events[$0].id)" }
        return "\(history.name(span.child)) in \(history.name(span.parent)) from \(since) to \(until)"
    }

    private mutating func compareGaps() {
        let found = answer.gaps.map { gap in
            let unit = units[gap.unit]
            return switch gap.kind {
            case .inputNobodyMade: ModelGap(kind: gap.kind, unit: unit)
            case .shipmentNobodyReceived:
                ModelGap(kind: gap.kind, unit: unit, event: gap.event.map { events[$0][0] })
            case .packedTwice:
                ModelGap(
                    kind: gap.kind,
                    unit: unit,
                    event: gap.event.map { events[$0][0] },
                    other: gap.other.map { units[$0] }
                )
            }
        }
        for (gap, times) in Dictionary(grouping: found, by: \.self) where times.count > 1 {
            fault("repeated", gap)
        }
        for gap in expectation.gaps.subtracting(found) { fault("missing", gap) }
        for gap in Set(found).subtracting(expectation.permittedGaps) { fault("extra", gap) }
    }

    private mutating func fault(_ what: String, _ gap: ModelGap) {
        let event = gap.event.map { " at #\(history.events[$0].id)" } ?? ""
        let other = gap.other.map { " beside \(history.name($0))" } ?? ""
        faults.append("\(what) gap \(gap.kind.rawValue) of \(history.name(gap.unit))\(event)\(other)")
    }

    private mutating func fault(_ what: String, event: Int) {
        faults.append("\(what) #\(history.events[event].id) (\(model.standing(event).rawValue))")
    }
}

extension HistoryEvent {
    struct Role: Hashable {
        let unit: Int
        let role: TracedEvent.Role
    }

    /// What each unit is in the event.
    var roles: Set<Role> {
        func all(_ units: [Int], _ role: TracedEvent.Role) -> [Role] {
            units.map { Role(unit: $0, role: role) }
        }
        return Set(
            all(objects, .object) + all([parent].compactMap(\.self), .parent) + all(children, .child)
                + all(inputs, .input) + all(outputs, .output)
        )
    }
}
