// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceCodes
package import TraceLedger

/// The safety technical file 安全技术档案 of an asset: everything that was recorded of it from its making to its end,
/// put together from the events (Special Equipment Safety Law, art. 35).
package struct TechnicalFile: Sendable {
    /// Canonical.
    package let code: String
    /// The newest version of the profile by which the asset's last record was made.
    package let profile: Profile
    /// The state of its life, nil where no record says one.
    package let state: String?
    /// The stages that have records, in the profile's order.
    package let sections: [Section]
    /// What must be done next, the most urgent first.
    package let due: [Due]

    /// The records of one stage.
    package struct Section: Sendable {
        package let stage: Stage
        /// In order of time.
        package let records: [StageRecord]
    }

    /// Something that must be done until an instant.
    package struct Due: Sendable {
        /// The alarm of the catalogue that is raised else.
        package let alarm: String
        /// One of these stages, as `profile/stage`.
        package let stages: [String]
        /// Milliseconds since 1970.
        package let until: Int64
    }

    /// Nil where no record of an asset names the code.
    ///
    /// - Parameter now: milliseconds since 1970.
    package init?(
        of code: TraceCode,
        _ reader: LedgerReader,
        book: ProfileBook,
        parties: any PartyBook,
        now: Int64
    ) throws {
        let shelf = RecordShelf(book: book)
        let records = try shelf.records(of: code.canonical, reader).filter { record in
            record.goods.contains { $0.code == code.canonical }
                && book.profile(record.stage.profile, at: record.time)?.unit.kind == .asset
        }
        guard let last = records.last, let profile = book.profile(last.stage.profile) else { return nil }
        self.code = code.canonical
        self.profile = profile
        state = records.last { $0.stage.state != nil }?.stage.state
        sections = Self.sections(of: records, profile)
        let rules = HistoryRules(parties: parties, now: now) { key in
            try shelf.records(of: key, reader)
        } reports: { party, span in
            try shelf.reports(of: party, within: span, reader)
        }
        due = try Self.due(code.canonical, records, rules)
    }

    /// In the profile's order; stages that it no longer has, or of another profile, come last.
    private static func sections(of records: [StageRecord], _ profile: Profile) -> [Section] {
        let order = Dictionary(
            profile.stages.enumerated().map { ($1.reference, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let groups = Dictionary(grouping: records, by: \.stage.reference)
        let references = groups.keys.sorted {
            (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1)
        }
        return references.compactMap { reference in
            guard let records = groups[reference], let last = records.last else { return nil }
            return Section(stage: last.stage, records: records)
        }
    }

    private static func due(_ code: String, _ records: [StageRecord], _ rules: HistoryRules) throws -> [Due] {
        var found: [Due] = []
        for record in records {
            for rule in record.stage.rules {
                guard case .dueDate(let due) = rule.kind,
                    HistoryRules.keys(of: rule.kind, in: record).contains(code),
                    let next = try rules.outcome(of: rule, record, key: code).next
                else { continue }
                found.append(Due(alarm: rule.alarm, stages: due.then, until: next))
            }
        }
        return found.sorted { ($0.until, $0.alarm) < ($1.until, $1.alarm) }
    }
}
