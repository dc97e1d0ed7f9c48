// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import Supervision

/// A certificate with what it still covers, by all records that name it.
package struct Certificate: Sendable {
    package let type: String
    package let number: String
    package let issuer: String?
    /// Days, as `2026-03-01`.
    package let issued: String?
    package let validUntil: String?
    /// How much it covers; nil where nobody told.
    package let covered: Double?
    /// How much was used at each stage (`profile/stage`), in the order of first use: the same goods pass several.
    package let uses: [Use]
    /// Certificates from which it was made.
    package let sources: [StageRecord.DocumentUse.Source]
    /// Those that were made from it.
    package let successors: [String]
    /// The events that name it, in order of time.
    package let eventIDs: [String]

    /// What records of one stage used.
    package struct Use: Sendable, Hashable {
        package let stage: String
        package let quantity: Double
    }

    /// What is left for the stage that used most.
    package var left: Double? { covered.map { $0 - (uses.map(\.quantity).max() ?? 0) } }

    /// Nil where no record names it.
    ///
    /// - Throws: what reading the ledger throws.
    init?(_ type: String, _ number: String, _ judge: RecordJudge) throws {
        let uri = ChainTerms.document(type, number)
        let records = try judge.records(of: uri)
        let own = records.flatMap(\.documents).filter { $0.type == type && $0.number == number }
        guard !records.isEmpty else { return nil }
        self.type = type
        self.number = number
        issuer = own.lazy.compactMap(\.issuer).first
        issued = own.lazy.compactMap(\.issued).first
        validUntil = own.lazy.compactMap(\.validUntil).first
        covered = own.lazy.compactMap(\.quantity).first
        sources = own.first { !$0.sources.isEmpty }?.sources ?? []
        var uses: [Use] = []
        func add(_ quantity: Double, at stage: String) {
            guard quantity > 0 else { return }
            if let index = uses.firstIndex(where: { $0.stage == stage }) {
                uses[index] = Use(stage: stage, quantity: uses[index].quantity + quantity)
            } else {
                uses.append(Use(stage: stage, quantity: quantity))
            }
        }
        var successors: [String] = []
        for record in records {
            if record.documents.contains(where: { $0.type == type && $0.number == number }) {
                add(record.use(of: type), at: record.stage.reference)
            }
            for document in record.documents where document.type == type && document.number != number {
                for source in document.sources where source.number == number {
                    successors.append(document.number)
                    add(source.quantity ?? 0, at: record.stage.reference)
                }
            }
        }
        self.uses = uses
        self.successors = successors
        eventIDs = records.map(\.eventID)
    }
}
