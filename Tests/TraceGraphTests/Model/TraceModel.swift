// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// What Documentation/Tracing.md says, computed as literally as it reads over every event in memory.
///
/// No index, nothing shared with the product. Slow on purpose.
struct TraceModel {
    let history: History
    /// Milliseconds since 1970 at which gaps are judged.
    let now: Int64
    let counting: [Bool]
    let containments: [ModelContainment]

    init(_ history: History, now: Int64) {
        self.history = history
        self.now = now
        let declared = Set(history.events.filter { $0.declaration != nil }.map(\.id))
        let counting = history.events.map { $0.declaration == nil && !declared.contains($0.id) }
        self.counting = counting
        containments = ModelContainment.all(in: history, counting: counting)
    }

    /// What an answer must hold and what it may; nil where no event names the start.
    func expectation(from start: Int, _ direction: TraceAnswer.Direction) -> TraceExpectation? {
        guard history.events.contains(where: { $0.named.contains(start) }) else { return nil }
        var walk = ModelWalk(model: self, start: start)
        if direction != .forward { walk.followBack() }
        if direction != .back { walk.followForward() }
        var expectation = walk.expectation
        mention(in: &expectation)
        judgeGaps(in: &expectation)
        return expectation
    }

    func standing(_ position: Int) -> TracedEvent.Standing {
        if history.events[position].declaration != nil { return .declaration }
        return counting[position] ? .counts : .declaredWrong
    }

    /// The counting transformations that are one with a transformation.
    func transformation(of position: Int) -> [Int] {
        guard let id = history.events[position].transformationID else { return [position] }
        return history.events.indices.filter { counting[$0] && history.events[$0].transformationID == id }
    }

    /// The page says that a class without a lot is mentioned, not where: in any event of the answer at most.
    private func mention(in expectation: inout TraceExpectation) {
        for position in expectation.permittedEvents {
            for unit in history.events[position].named where !history.units[unit].isTraceable {
                expectation.permittedMentions.insert(unit)
            }
        }
    }
}

/// What an answer must hold and what it may hold; events and units are positions in the history.
///
/// The two differ only where the page leaves something open.
struct TraceExpectation {
    var events: Set<Int> = []
    /// Of each of these lists at least one: several events of one moment began or ended a containment.
    var eventChoices: [[Int]] = []
    var permittedEvents: Set<Int> = []
    /// Every part that a unit plays; an answer gives one.
    var relations: [Int: Set<TracedUnit.Relation>] = [:]
    var permittedMentions: Set<Int> = []
    /// Containments that the walk went through, by position in ``TraceModel/containments``.
    var containments: Set<Int> = []
    /// From inputs to outputs, by unit.
    var transformations: Set<ModelFlow> = []
    var gaps: Set<ModelGap> = []
    var permittedGaps: Set<ModelGap> = []

    /// Whether a unit is followed for its own sake.
    func isGoods(_ unit: Int) -> Bool { !relations[unit, default: []].isSubset(of: [.carrier]) }

    func parts(of unit: Int) -> String {
        let parts = relations[unit, default: []].map(\.rawValue).sorted()
        return parts.isEmpty ? "none" : parts.joined(separator: " and ")
    }
}

/// Goods that went from one unit into another.
struct ModelFlow: Hashable {
    let from: Int
    let to: Int
}

/// A gap of a unit; which event shows it, where the page says so.
struct ModelGap: Hashable {
    let kind: TraceGap.Kind
    let unit: Int
    var event: Int?
    var other: Int?
}
