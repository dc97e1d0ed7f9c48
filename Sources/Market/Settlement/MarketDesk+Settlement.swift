// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import Supervision
import TraceCodes
import TraceEvents
package import TraceLedger

extension MarketDesk {
    /// Lines of one settlement.
    package static let settlementLines = 100

    /// A line of a settlement before it is stored.
    private typealias Draft = (stage: Stage, fields: [String: FieldValue])

    /// Records a sale, all of its lines or none.
    ///
    /// Each line is a record of the stage that its goods' profile marks as serving a settlement: with the common
    /// fields (`place`, `time`, `from` the seller, `to` the buyer, …) and its own (`units`, `price`, …). Lines of
    /// one stage are stored in one commit, each judged as if those before it were stored.
    ///
    /// - Throws: ``SettlementError``; what ``RecordDesk`` throws.
    package func settle(
        _ common: [String: FieldValue],
        lines: [[String: FieldValue]],
        caller: Caller
    ) async throws -> Settlement {
        guard !lines.isEmpty else { throw SettlementError.noLines }
        guard lines.count <= Self.settlementLines else {
            throw SettlementError.tooManyLines(limit: Self.settlementLines)
        }
        var common = common
        let now = ledger.now() / 1000
        if common["subject"] == nil, let place = common["place"]?.plain,
            let canonical = try? CodeReader.read(place).canonical, let keeper = holder(canonical, now)
        {
            common["subject"] = .text(keeper)
        }
        let number = CertificateNumber.make(at: now)
        var drafts: [Draft] = []
        for (index, line) in lines.enumerated() {
            let fields = common.merging(line) { _, own in own }
            let stage = try await saleStage(
                of: fields,
                subject: common["subject"]?.plain,
                line: index,
                now: now
            )
            drafts.append((stage, Self.completed(fields, stage, number: number)))
        }
        try await judge(drafts, now: now)
        try await store(drafts, caller)
        guard let settlement = try await settlement(number) else { throw SettlementError.noLines }
        return settlement
    }

    /// A settlement by its number; nil where there is none.
    ///
    /// - Throws: ``SQLError``.
    package func settlement(_ number: String) async throws -> Settlement? {
        let (book, parties, now) = (book, parties, ledger.now() / 1000)
        let types = Set(
            book.current.flatMap { $0.stages.filter { $0.service == .settlement } }.compactMap(\.receipt)
        )
        return try await ledger.read { reader in
            let judge = RecordJudge(book: book, parties: parties, reader: reader, now: now)
            let records = try types.sorted().flatMap {
                try judge.records(of: ChainTerms.document($0, number))
            }
            return Settlement(number, records.filter { $0.stage.service == .settlement })
        }
    }

    private func saleStage(of fields: [String: FieldValue], subject: String?, line: Int, now: Int64)
        async throws
        -> Stage
    {
        let text = fields["units"]?.firstCode ?? ""
        let keeper = subject.flatMap { try? CodeReader.read($0).canonical }
        let types = keeper.flatMap { parties.types(of: $0, at: now) } ?? []
        let sales = try await sales(of: text, now: now)
        let own = sales.first { sale in types.contains { sale.actor.types.contains($0) } }
        guard let stage = own ?? sales.first else { throw SettlementError.noSale(line: line, code: text) }
        return stage
    }

    /// The stages at which goods of the category of a code are settled.
    private func sales(of text: String, now: Int64) async throws -> [Stage] {
        guard let code = try? CodeReader.read(text) else { return [] }
        let (book, parties) = (book, parties)
        return try await ledger.read { reader in
            let judge = RecordJudge(book: book, parties: parties, reader: reader, now: now)
            let id = try judge.records(of: code.canonical).last?.stage.profile
            let profile = id.flatMap { book.profile($0, at: now) }
            return profile?.stages.filter { $0.service == .settlement && $0.receipt != nil } ?? []
        }
    }

    /// With the settlement's number, and without a party that the stage has no place for.
    private static func completed(_ fields: [String: FieldValue], _ stage: Stage, number: String)
        -> [String: FieldValue]
    {
        var fields = fields
        if stage.from == nil { fields["from"] = nil }
        if stage.to == nil { fields["to"] = nil }
        if let receipt = stage.receipt { fields[receipt] = .text(number) }
        return fields
    }

    /// Judges every line by itself before any is stored.
    private func judge(_ drafts: [Draft], now: Int64) async throws {
        let (book, parties) = (book, parties)
        try await ledger.read { reader in
            let judge = RecordJudge(book: book, parties: parties, reader: reader, now: now)
            var lines: [[UInt8]: Int] = [:]
            for (line, draft) in drafts.enumerated() {
                let (stage, fields) = draft
                let event: Event
                do throws(InvalidRecord) {
                    event = try RecordReader.event(
                        fields,
                        profile: stage.profile,
                        stage: stage.id,
                        book: book,
                        now: now
                    )
                } catch {
                    throw SettlementError.invalid(line: line, stage, error)
                }
                // Two that say the same would be one event.
                if let same = lines.updateValue(line, forKey: event.hashDigest()) {
                    throw SettlementError.sameLine(line: line, as: same)
                }
                guard let record = book.record(of: event, number: .max, eventID: "") else {
                    throw SettlementError.noSale(line: line, code: fields["units"]?.firstCode ?? "")
                }
                let findings = try judge.findings(of: record)
                if findings.contains(where: { $0.rule.effect == .refuse }) {
                    throw SettlementError.refused(line: line, findings)
                }
            }
        }
    }

    /// Stores the lines of each stage together.
    private func store(_ drafts: [Draft], _ caller: Caller) async throws {
        for lines in Dictionary(grouping: drafts.indices, by: { drafts[$0].stage.reference }).values {
            let stage = drafts[lines[0]].stage
            let outcomes = try await desk.take(
                lines.map { RecordDesk.Input(drafts[$0].fields) },
                profile: stage.profile,
                stage: stage.id,
                isWhole: true,
                caller: caller
            )
            for (line, outcome) in zip(lines, outcomes) {
                switch outcome {
                case .success(let answer) where answer.state == .refused:
                    throw SettlementError.refused(line: line, answer.findings)
                case .failure(let invalid): throw SettlementError.invalid(line: line, stage, invalid)
                case .success: continue
                }
            }
        }
    }
}

extension Stage {
    /// The document that a settlement issues.
    var receipt: String? { documents.first(where: \.isIssued)?.type }
}

extension FieldValue {
    /// The code of the first goods: `CODE`, `CODE 12.5 KGM`, an object with `code`, or a list of these.
    var firstCode: String? {
        switch self {
        case .object(let members): members["code"]?.plain
        case .list(let items): items.first?.firstCode
        default: plain.split(whereSeparator: { $0 == " " || $0 == ";" }).first.map(String.init)
        }
    }
}
