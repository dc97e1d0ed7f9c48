// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// Records of one stage that came together, to be judged on one snapshot of the ledger.
struct RecordBatch: Sendable {
    let records: [RecordDesk.Input]
    let profile: String
    let stage: String
    let book: ProfileBook
    let parties: any PartyBook
    /// Milliseconds since 1970.
    let now: Int64

    /// The same with other fields of some of the records.
    func with(_ completed: [Int: [String: FieldValue]]) -> RecordBatch {
        RecordBatch(
            records: records.enumerated().map { place, record in
                completed[place].map { RecordDesk.Input($0, faults: record.faults) } ?? record
            },
            profile: profile,
            stage: stage,
            book: book,
            parties: parties,
            now: now
        )
    }

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
        let judge = RecordJudge(book: book, parties: parties, reader: reader, now: now)
        try judge.prepare(
            for: drafts.compactMap { $0.event.flatMap { known[$0.id] == nil ? $0.record : nil } }
        )
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
            let result = Judged.judged(item.event, item.record.stage, try judge.findings(of: item.record))
            if result.isToStore {
                known[item.id] = item.event
                // As it will stand in the ledger, which orders what happened at one instant by its own numbers.
                let number = EventNumber(time: item.event.eventTime, identity: LinkKey(item.id))
                judge.count(item.record.with(number: number.rawValue))
            }
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
            let event = try event(records[index].fields)
            let id = EventHash.uri(digest: event.hashDigest())
            guard let record = book.record(of: event, number: StageRecord.unstored, eventID: id) else {
                return Draft(faults: [RecordFault("stage", .unknownStage, value: "\(profile)/\(stage)")])
            }
            return Draft(event: (id, event, record))
        } catch {
            return Draft(faults: error.faults)
        }
    }

    /// The event of a record; certificates of which it says only that they are new get their numbers.
    ///
    /// The numbers are made from the record itself, so that the same record sent again is the same event.
    private func event(_ fields: [String: FieldValue]) throws(InvalidRecord) -> Event {
        func read(_ fields: [String: FieldValue]) throws(InvalidRecord) -> Event {
            try RecordReader.event(fields, profile: profile, stage: stage, book: book, now: now)
        }
        let event = try read(fields)
        let time = event.eventTime.milliseconds
        let issued = (book.stage("\(profile)/\(stage)", at: time)?.documents ?? []).filter(\.isIssued)
        var numbered = fields
        for (index, rule) in issued.enumerated() {
            let number = FieldValue.text(CertificateNumber.make(at: time, of: event.hashDigest(), index))
            if fields[rule.type] == .text(Self.new) {
                numbered[rule.type] = number
            } else if case .object(var members)? = fields[rule.type], members["number"] == .text(Self.new) {
                members["number"] = number
                numbered[rule.type] = .object(members)
            }
        }
        return numbered == fields ? event : try read(numbered)
    }

    /// What a record gives as the number of a certificate that is to get one.
    private static let new = "new"

    /// Those of some events that are stored, by their IDs.
    private static func known(_ ids: [String], _ reader: LedgerReader) throws -> [String: Event] {
        let links = try reader.links(of: Set(ids).map { Sought($0) }, roles: .eventID)
        guard !links.isEmpty else { return [:] }
        let wanted = Set(ids)
        var known: [String: Event] = [:]
        for stored in try reader.events(Set(links.map(\.number)))
        where stored.event.errorDeclaration == nil && wanted.contains(stored.eventID) {
            known[stored.eventID] = stored.event
        }
        return known
    }
}
