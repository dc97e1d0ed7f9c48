// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceLedger

/// Judges records that are not stored by what the ledger holds on one snapshot.
package struct RecordJudge {
    private let book: ProfileBook
    private let parties: any PartyBook
    private let reader: LedgerReader
    private let shelf: RecordShelf
    private let now: Int64

    /// - Parameter now: milliseconds since 1970.
    package init(book: ProfileBook, parties: any PartyBook, reader: LedgerReader, now: Int64) {
        self.book = book
        self.parties = parties
        self.reader = reader
        self.now = now
        shelf = RecordShelf(book: book)
    }

    /// Every finding, in the order of the stage's rules; of rules that wait for what comes after, none.
    package func findings(of record: StageRecord) throws -> [Finding] {
        var findings = RecordRules(parties: parties, book: book).findings(of: record)
        func with(_ records: [StageRecord], _ key: String) -> [StageRecord] {
            record.mentions(key) ? (records + [record]).sorted { $0.isBefore($1) } : records
        }
        let rules = HistoryRules(parties: parties, now: now) { key in
            with(try records(of: key), key)
        } recordsWithin: { key, span in
            with(try shelf.records(of: key, within: span, reader), key).filter { span.contains($0.time) }
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

    /// The stored records in which an identifier stands, in order of time.
    package func records(of key: String) throws -> [StageRecord] { try shelf.records(of: key, reader) }
}
