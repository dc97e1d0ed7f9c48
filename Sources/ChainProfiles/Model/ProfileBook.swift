// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// All profiles with their versions, and the words that they share.
package struct ProfileBook: Sendable {
    package let reference: Reference
    /// By id, and the versions of each from the oldest on.
    package let versions: [String: [Profile]]
    /// The profiles' ids in the order of industries and names.
    package let ids: [String]
    /// Every version of each stage by `profile/stage`, with the instant from which it holds.
    /// A version of the profile that no longer has the stage counts with nil.
    let stages: [String: [(from: Int64, stage: Stage?)]]

    /// Whether a profile or an element is of class security.
    package let holdsSecurity: Bool
    /// The code schemes that only goods of class security carry.
    let securitySchemes: Set<String>
    /// The kinds of party that only deal in goods of class security.
    package let securityParties: Set<String>
    /// The document types of class public.
    let publicDocuments: Set<String>
    /// The values of each list.
    let lists: [String: Set<String>]
    /// How many days documents of each kind hold, where they do not say so themselves.
    let documentDays: [String: Int]
    /// The words of findings, fields and standards.
    let messages: [String: LocalName]
    /// Rules of other stages that a record of a stage can change.
    package let dependents: [String: [Dependent]]

    /// A rule that looks at records of other stages.
    package struct Dependent: Sendable {
        /// The stage whose rule it is, as `profile/stage`.
        package let stage: String
        package let rule: Rule
    }

    init(reference: Reference, profiles: [Profile]) {
        self.reference = reference
        let versions = Dictionary(grouping: profiles, by: \.id)
            .mapValues { $0.sorted { $0.validFrom < $1.validFrom } }
        self.versions = versions
        var stages: [String: [(from: Int64, stage: Stage?)]] = [:]
        for list in versions.values {
            for reference in Set(list.flatMap { $0.stages.map(\.reference) }) {
                stages[reference] = list.map { version in
                    (version.validFrom, version.stages.first { $0.reference == reference })
                }
            }
        }
        self.stages = stages
        messages = Dictionary(reference.messages.map { ($0.id, $0.text) }) { first, _ in first }
        securitySchemes = Self.securitySchemes(of: profiles)
        securityParties = Self.securityParties(of: profiles)
        holdsSecurity = profiles.contains { profile in
            profile.isSecurity
                || profile.stages.contains { $0.elements.contains { $0.visibility == .security } }
        }
        publicDocuments = Set(reference.documents.filter { $0.visibility == .public }.map(\.id))
        lists = Dictionary(reference.lists.map { ($0.id, Set($0.values.map(\.id))) }) { first, _ in first }
        documentDays = Dictionary(
            reference.documents.compactMap { type in type.days.map { (type.id, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        var dependents: [String: [Dependent]] = [:]
        let all = stages.values.joined().compactMap(\.stage)
        for stage in all {
            for rule in stage.rules {
                for other in Set(rule.kind.watchedStages(of: stage, among: all)) {
                    dependents[other, default: []].append(Dependent(stage: stage.reference, rule: rule))
                }
            }
        }
        self.dependents = dependents
        let industries = reference.industries.map(\.id)
        ids = versions.keys.sorted { one, two in
            let (first, second) = (versions[one]?.last, versions[two]?.last)
            let left = first.flatMap { industries.firstIndex(of: $0.industry) } ?? .max
            let right = second.flatMap { industries.firstIndex(of: $0.industry) } ?? .max
            return left == right ? one < two : left < right
        }
    }

    /// The version that holds at an instant, in milliseconds since 1970; before the first, none.
    package func profile(_ id: String, at milliseconds: Int64) -> Profile? {
        versions[id]?.last { $0.validFrom <= milliseconds }
    }

    /// The newest version.
    package func profile(_ id: String) -> Profile? { versions[id]?.last }

    /// The newest version of each profile, in order.
    package var current: [Profile] { ids.compactMap { versions[$0]?.last } }
}
