// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceGraph
import TraceText

/// What the records of a unit say in the words of its profile: stage by stage, and of equipment how its life stands.
///
/// Made of what the public may see; what a record hides is missing here too.
struct StageStory: Sendable {
    let profile: Profile
    /// The stages that the profile tells the public, in its order, as far as they happened.
    let chapters: [Chapter]
    /// The records that the profile's headline speaks of, one of each party; the first tells all but the party.
    let spoken: [StageEntry]
    /// What the goods are called where the profile says which element tells it.
    let goodsName: (element: Element, entry: StageEntry)?
    /// A public result that is not what the profile wants, from the latest record of its stage.
    let failure: Failure?
    /// Of equipment.
    let life: Life?
    /// The stage that each event of the answer records, by position.
    let stages: [Int: Stage]

    /// One stage, with what was recorded of it.
    struct Chapter: Sendable {
        let stage: Stage
        /// Goods in the order of their life, of equipment the latest first.
        let entries: [StageEntry]
        /// Records that the page does not show.
        let hidden: Int
    }

    /// A result that must be told before anything else.
    struct Failure: Sendable {
        let entry: StageEntry
        let element: Element
    }

    /// - Parameters:
    ///   - entries: of the events of the answer that record a stage, by position.
    ///   - now: milliseconds since 1970.
    /// - Returns: nil where the unit has no records of its own that name a stage with a page.
    init?(_ index: AnswerIndex, _ entries: [Int: StageEntry], book: ProfileBook, now: Int64) {
        let own = index.events[0].filter { position in
            let event = index.answer.events[position]
            return event.standing == .counts
                && event.participants.contains { $0.unit == 0 && $0.role != .input }
        }.compactMap { entries[$0] }
        guard let maker = own.first,
            let profile = book.profile(maker.record.stage.profile, at: maker.record.time)
        else { return nil }
        let isAsset = profile.unit.kind == .asset
        let counting = index.answer.events.indices.filter {
            index.answer.events[$0].standing == .counts
        }.compactMap { entries[$0] }
        var chapters: [Chapter] = []
        for id in profile.publicOrder {
            guard let stage = profile.stage(id) else { continue }
            let all = counting.filter { $0.record.stage.reference == stage.reference }
            guard !all.isEmpty else { continue }
            let shown = isAsset ? all.reversed().prefix(Self.assetEntries) : all.prefix(Self.goodsEntries)
            chapters.append(Chapter(stage: stage, entries: Array(shown), hidden: all.count - shown.count))
        }
        self.profile = profile
        self.chapters = chapters
        // What goods were made of may have another code, but who raised it raised the goods.
        spoken = Self.spoken(in: isAsset ? own.reversed() : counting, profile) ?? [maker]
        // What goods were made of has a name of its own in another profile.
        goodsName =
            counting.lazy.filter { $0.record.stage.profile == profile.id }.compactMap { entry in
                profile.nameElement.flatMap { entry.publicElement($0) }.map { ($0, entry) }
            }.first
        failure = Self.failure(in: own)
        life = isAsset ? Life(own, profile: profile, now: now) : nil
        stages = entries.mapValues(\.record.stage)
    }

    /// Of the first public stage that happened one record of each party.
    private static func spoken(in entries: [StageEntry], _ profile: Profile) -> [StageEntry]? {
        for id in profile.publicOrder {
            let all = entries.filter { $0.record.stage.reference == "\(profile.id)/\(id)" }
            var seen: Set<String> = []
            let first = all.filter { seen.insert($0.record.subject ?? "").inserted }
            if !first.isEmpty { return profile.unit.kind == .asset ? [first[0]] : first }
        }
        return nil
    }

    private static func failure(in own: [StageEntry]) -> Failure? {
        var seen: Set<String> = []
        for entry in own.reversed() where seen.insert(entry.record.stage.reference).inserted {
            if let element = entry.record.failedPublicElement {
                return Failure(entry: entry, element: element)
            }
        }
        return nil
    }

    private static let goodsEntries = 6
    private static let assetEntries = 3
}

/// One record of a stage.
struct StageEntry: Sendable {
    let record: StageRecord
    /// The region that the public view tells.
    let region: String?

    /// An element of class public that the record has a value of.
    func publicElement(_ id: String) -> Element? {
        guard record.stage.showsPublicly(id), record.value(id) != nil else { return nil }
        return record.stage.elements.first { $0.id == id }
    }
}

/// How the life of a piece of equipment stands.
struct Life: Sendable {
    /// The state into which the latest record brought it.
    let state: String?
    /// What must be done again, each once.
    let dues: [Due]

    /// Something that must be done again.
    struct Due: Sendable {
        let stage: Stage
        /// When it was done last, in milliseconds since 1970.
        let last: Int64?
        /// From when on it is too late.
        let deadline: Int64
        let isOverdue: Bool
    }

    init(_ own: [StageEntry], profile: Profile, now: Int64) {
        let records = own.map(\.record)
        state = records.last { $0.stage.state != nil }?.stage.state
        var dues: [String: Due] = [:]
        for record in records {
            for rule in record.stage.rules {
                // Where the condition is not public the page does not know whether it holds.
                guard case .dueDate(let due) = rule.kind, rule.applies(to: record),
                    rule.condition.map({ record.stage.showsPublicly($0.element) }) ?? true,
                    due.key == .unit, due.dependsOnlyOnPublic(of: record.stage),
                    let target = due.then.lazy.compactMap({ reference in
                        profile.stages.first {
                            $0.reference == reference && profile.publicOrder.contains($0.id)
                        }
                    }).first,
                    !records.contains(where: {
                        record.isBefore($0) && (due.then + due.stop).contains($0.stage.reference)
                    }),
                    let deadline = due.deadline(after: record, in: records)
                else { continue }
                if let known = dues[target.id], known.deadline <= deadline { continue }
                dues[target.id] = Due(
                    stage: target,
                    last: records.last { due.then.contains($0.stage.reference) }?.time,
                    deadline: deadline,
                    isOverdue: deadline <= now
                )
            }
        }
        self.dues = dues.values.sorted { ($0.deadline, $0.stage.id) < ($1.deadline, $1.stage.id) }
    }
}
