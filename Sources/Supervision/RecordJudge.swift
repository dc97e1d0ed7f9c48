// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceLedger

/// Judges records that are not stored by what the ledger holds on one snapshot, and by those that it was told to
/// count as if they were stored.
package struct RecordJudge {
    private let parties: any PartyBook
    private let book: ProfileBook
    private let shelf: RecordShelf
    private let reader: LedgerReader
    private let now: Int64

    /// - Parameter now: milliseconds since 1970.
    package init(book: ProfileBook, parties: any PartyBook, reader: LedgerReader, now: Int64) {
        self.book = book
        self.parties = parties
        self.now = now
        self.reader = reader
        shelf = RecordShelf(book: book)
    }

    /// Reads what will decide about some records; at once, because one at a time costs more than all the judging.
    func prepare(for records: [StageRecord]) throws {
        var keys: Set<String> = []
        for record in records {
            for rule in record.stage.rules where !rule.kind.waitsForMore && rule.kind.readsHistories {
                keys.formUnion(HistoryRules.keys(of: rule.kind, in: record))
            }
        }
        try shelf.read(keys.map(shelf.history), reader)
    }

    /// From now on the record counts.
    func count(_ record: StageRecord) { shelf.count(record) }

    /// Every finding, in the order of the stage's rules; of rules that wait for what comes after, none.
    package func findings(of record: StageRecord) throws -> [Finding] {
        shelf.count(record)
        defer { shelf.discount(record) }
        var findings = RecordRules(parties: parties, book: book).findings(of: record)
        let rules = HistoryRules(parties: parties, now: now) { [shelf, reader] key in
            try shelf.records(of: key, reader)
        } reports: { [shelf, reader] party, span in
            try shelf.reports(of: party, within: span, reader)
        }
        for rule in record.stage.rules where !rule.kind.waitsForMore {
            for key in Set(HistoryRules.keys(of: rule.kind, in: record)).sorted() {
                if let finding = try rules.outcome(of: rule, record, key: key).finding {
                    findings.append(finding)
                }
            }
        }
        return findings.sorted { $0.rule.index < $1.rule.index }
    }

    /// The records in which an identifier stands, in order of time.
    package func records(of key: String) throws -> [StageRecord] { try shelf.records(of: key, reader) }
}
