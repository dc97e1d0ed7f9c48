// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import Registry
package import Spreadsheets
package import Supervision
package import TraceLedger

/// What became of an upload, row by row.
package struct RecordReport: Sendable {
    let upload: RecordUpload
    /// One for each row; none where the headings are not right.
    let outcomes: [Result<RecordDesk.Answer, InvalidRecord>]

    /// Judges and stores an upload.
    ///
    /// Rows are independent: those that are right are stored. Goods whose code is written `new` get one.
    ///
    /// - Parameter isWhole: whether one row that is not right keeps out all.
    /// - Throws: ``LedgerError``.
    package static func take(
        _ upload: RecordUpload,
        at desk: RecordDesk,
        issuer: TraceCodeIssuer?,
        isWhole: Bool,
        caller: Caller
    ) async throws -> RecordReport {
        guard upload.sheet?.faults.isEmpty ?? true else { return RecordReport(upload: upload, outcomes: []) }
        let stage = upload.stage
        let records = upload.rows.map(\.input)
        let new = issuer.flatMap { NewCodes.prepare(records, stage, upload.book.profile(stage.profile), $0) }
        let outcomes = try await desk.take(
            new?.records ?? records,
            profile: stage.profile,
            stage: stage.id,
            isWhole: isWhole,
            caller: caller,
            completing: new?.completion
        )
        return RecordReport(upload: upload, outcomes: outcomes)
    }

    /// How many rows have a result.
    package func count(_ state: RecordDesk.Answer.State) -> Int {
        outcomes.count { Self.state($0) == state }
    }

    /// Whether every row is in the ledger.
    package var isComplete: Bool {
        !outcomes.isEmpty && outcomes.allSatisfy { (try? $0.get())?.isStored ?? false }
    }

    /// Everything that is said of rows, each with the place: `C7`, or the row where no column is at fault.
    package var remarks: [(place: String, text: LocalName, isRefused: Bool)] {
        var remarks: [(String, LocalName, Bool)] = []
        for heading in upload.sheet?.faults ?? [] {
            let place = place(upload.sheet?.headingRow ?? 1, heading.column)
            let text = upload.book.text(of: heading.fault.shortened, stage: upload.stage)
            remarks.append((place, text, true))
        }
        for (row, outcome) in zip(upload.rows, outcomes) {
            for remark in said(of: outcome) {
                let column = upload.sheet?.column(of: remark.field)
                remarks.append((place(row.number, column), remark.text, remark.isRefused))
            }
        }
        return remarks
    }

    /// A copy of the table with what is wrong marked; nil for JSON.
    ///
    /// - Throws: ``SheetError`` `unwritten`.
    package func markedCopy(_ format: SheetFormat) throws -> [UInt8]? {
        guard let sheet = upload.sheet else { return nil }
        var copy = MarkedCopy(of: sheet, book: upload.book)
        for (row, outcome) in zip(upload.rows, outcomes) {
            copy.add(row: row.number, result: "result-" + Self.state(outcome).rawValue, said(of: outcome))
        }
        return try copy.file(format)
    }

    static func state(_ outcome: Result<RecordDesk.Answer, InvalidRecord>) -> RecordDesk.Answer.State {
        switch outcome {
        case .success(let answer): answer.state
        case .failure: .refused
        }
    }

    private func place(_ row: Int, _ column: Int?) -> String {
        column.map { Sheet.place(row: row, column: $0) } ?? String(row)
    }

    private func said(of outcome: Result<RecordDesk.Answer, InvalidRecord>) -> [MarkedCopy.Remark] {
        switch outcome {
        case .failure(let invalid):
            invalid.faults.map { fault in
                let text = upload.book.text(of: fault.shortened, stage: upload.stage)
                return MarkedCopy.Remark(field: fault.field, text: text, isRefused: true)
            }
        case .success(let answer):
            answer.findings.map { finding in
                let text = LocalName { upload.book.text(of: finding, $0) }
                let isRefused = finding.rule.effect == .refuse
                return MarkedCopy.Remark(field: finding.field, text: text, isRefused: isRefused)
            }
        }
    }
}

extension RecordFault {
    /// The same with long values cut: an answer must not grow with what was sent times the number of faults.
    var shortened: RecordFault {
        RecordFault(field.cut, reason, value: value?.cut, expected: expected)
    }
}

extension String {
    fileprivate var cut: String {
        utf8.count <= 200 ? self : String(prefix(100)) + "…"
    }
}
