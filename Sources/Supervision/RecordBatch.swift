// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceLedger

/// Records of one stage that came together, to be judged on one snapshot of the ledger.
struct RecordBatch: Sendable {
    let records: [RecordDesk.Input]
    let profile: String
    let stage: String
    let book: ProfileBook
    let parties: any PartyBook
    /// Milliseconds since 1970.
    let now: Int64

    /// What is known of a record before anything is stored.
    enum Judged: Sendable {
        case faulty([RecordFault])
        /// The same record is in the ledger, or stands before it in the batch.
        case known(Event, Stage)
        case judged(Event, Stage, [Finding])

        var isKnown: Bool { if case .known = self { true } else { false } }

        var isToStore: Bool {
            guard case .judged(_, _, let findings) = self else { return false }
            return !findings.contains { $0.rule.effect == .refuse }
        }

        var event: Event? {
            switch self {
            case .faulty: nil
            case .known(let event, _), .judged(let event, _, _): event
            }
        }
    }

    /// Judges all records in order; each sees those before it that are not refused.
    func judge(_ reader: LedgerReader) throws -> [Judged] {
        let drafts = records.indices.map(draft)
        var known = try Self.known(drafts.compactMap(\.event?.id), reader)
        let history = BatchHistory(reader, book)
        try history.load(Set(drafts.compactMap(\.event).flatMap { Self.keys(of: $0.record) }))
        var judged: [Judged] = []
        judged.reserveCapacity(drafts.count)
        for draft in drafts {
            guard let item = draft.event else {
                judged.append(.faulty(draft.faults))
                continue
            }
            if let event = known[item.id] {
                judged.append(.known(event, item.record.stage))
                continue
            }
            history.add(item.record)
            let findings = try findings(of: item.record, history)
            let result = Judged.judged(item.event, item.record.stage, findings)
            if result.isToStore { known[item.id] = item.event } else { history.remove(item.record) }
            judged.append(result)
        }
        return judged
    }

    // MARK: Reading the fields

    private struct Draft {
        var event: (id: String, event: Event, record: StageRecord)?
        var faults: [RecordFault] = []
    }

    private func draft(_ index: Int) -> Draft {
        guard records[index].faults.isEmpty else { return Draft(faults: records[index].faults) }
        do throws(InvalidRecord) {
            let event = try RecordReader.event(
                records[index].fields,
                profile: profile,
                stage: stage,
                book: book,
                now: now
            )
            // Above every number of the ledger, in the order of the batch.
            let number = Int64.max - Int64(records.count - 1 - index)
            let id = EventHash.uri(digest: event.hashDigest())
            guard let record = book.record(of: event, number: number, eventID: id) else {
                return Draft(faults: [RecordFault("stage", .unknownStage, value: "\(profile)/\(stage)")])
            }
            return Draft(event: (id, event, record))
        } catch {
            return Draft(faults: error.faults)
        }
    }

    /// Those of some events that are stored, by their IDs.
    private static func known(_ ids: [String], _ reader: LedgerReader) throws -> [String: Event] {
        let links = try reader.links(of: Set(ids.map { LinkKey($0) }), roles: .eventID)
        guard !links.isEmpty else { return [:] }
        let wanted = Set(ids)
        var known: [String: Event] = [:]
        for stored in try reader.events(Set(links.map(\.number)))
        where stored.event.errorDeclaration == nil && wanted.contains(stored.eventID) {
            known[stored.eventID] = stored.event
        }
        return known
    }

    // MARK: Judging

    /// The identifiers whose histories decide about a record.
    private static func keys(of record: StageRecord) -> [String] {
        record.stage.rules.filter { !$0.kind.waitsForMore }.flatMap {
            HistoryRules.keys(of: $0.kind, in: record)
        }
    }

    private func findings(of record: StageRecord, _ history: BatchHistory) throws -> [Finding] {
        var findings = RecordRules(parties: parties).findings(of: record)
        let rules = HistoryRules(parties: parties, now: now) { try history.records(of: $0) }
        for rule in record.stage.rules where !rule.kind.waitsForMore {
            for key in Set(HistoryRules.keys(of: rule.kind, in: record)).sorted() {
                if let finding = try rules.outcome(of: rule, record, key: key).finding {
                    findings.append(finding)
                }
            }
        }
        return findings.sorted { $0.rule.index < $1.rule.index }
    }
}
