// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceEvents
package import TraceLedger

/// Takes records of people and simple systems: judges each before it is stored, and refuses what must not happen.
///
/// An EPCIS document tells what has happened; a record is about to happen, so a finding whose effect is *refuse*
/// keeps it out.
package actor RecordDesk {
    private let ledger: Ledger
    private let book: ProfileBook
    private let parties: any PartyBook

    package init(_ ledger: Ledger, book: ProfileBook, parties: any PartyBook) {
        self.ledger = ledger
        self.book = book
        self.parties = parties
    }

    /// What became of a record.
    package struct Answer: Sendable {
        package let event: Event
        package let stage: Stage
        /// In the order of the stage's rules.
        package let findings: [Finding]
        /// Nothing is stored where one of the findings refuses it.
        package let isStored: Bool
    }

    /// Judges a record and stores it.
    ///
    /// One at a time: of two records that exclude each other the second is refused.
    ///
    /// - Throws: ``InvalidRecord`` with every fault of the fields; what ``Ledger/capture(_:caller:)`` throws.
    package func take(
        _ fields: [String: FieldValue],
        profile: String,
        stage: String,
        caller: Caller
    ) async throws -> Answer {
        let now = ledger.now() / 1000
        let fields = numbered(fields, profile: profile, stage: stage, now: now)
        let event = try RecordReader.event(fields, profile: profile, stage: stage, book: book, now: now)
        guard let record = book.record(of: event, number: .max, eventID: "") else {
            throw InvalidRecord(faults: [RecordFault("stage", .unknownStage, value: "\(profile)/\(stage)")])
        }
        if let stored = try await known(event) {
            return Answer(event: stored, stage: record.stage, findings: [], isStored: true)
        }
        let findings = try await judge(record, now: now)
        if findings.contains(where: { $0.rule.effect == .refuse }) {
            return Answer(event: event, stage: record.stage, findings: findings, isStored: false)
        }
        let stored = try await ledger.capture(event, caller: caller)
        return Answer(event: stored, stage: record.stage, findings: findings, isStored: true)
    }

    /// Gives a number to each certificate of which the record says only that it is new.
    private func numbered(
        _ fields: [String: FieldValue],
        profile: String,
        stage: String,
        now: Int64
    ) -> [String: FieldValue] {
        var fields = fields
        for rule in book.stage("\(profile)/\(stage)", at: now)?.documents ?? [] where rule.isIssued {
            if fields[rule.type] == .text("new") {
                fields[rule.type] = .text(CertificateNumber.make(at: now))
            } else if case .object(var members)? = fields[rule.type], members["number"] == .text("new") {
                members["number"] = .text(CertificateNumber.make(at: now))
                fields[rule.type] = .object(members)
            }
        }
        return fields
    }

    /// The same record that was stored before, so that sending it again changes nothing.
    private func known(_ event: Event) async throws -> Event? {
        let id = EventHash.uri(digest: event.hashDigest())
        return try await ledger.read { reader in
            try reader.events(withID: id).first { $0.event.errorDeclaration == nil }?.event
        }
    }

    /// What the rules say of a record that is not stored yet.
    private func judge(_ record: StageRecord, now: Int64) async throws -> [Finding] {
        let (book, parties) = (book, parties)
        return try await ledger.read { reader in
            try RecordJudge(book: book, parties: parties, reader: reader, now: now).findings(of: record)
        }
    }
}
