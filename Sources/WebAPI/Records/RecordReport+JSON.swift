// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Spreadsheets
import Supervision
import TraceEvents
import TraceText

extension RecordReport {
    /// The answer as JSON: of one JSON object as one, else counts and a result for each row.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 1024 + outcomes.count * 160)
        if upload.isSingle, let outcome = outcomes.first {
            writeSingle(outcome, to: &writer)
        } else {
            writeRows(to: &writer)
        }
        return writer.bytes
    }

    private func writeSingle(
        _ outcome: Result<RecordDesk.Answer, InvalidRecord>,
        to writer: inout JSONWriter
    ) {
        let (book, stage) = (upload.book, upload.stage)
        writer.object { writer in
            switch outcome {
            case .success(let answer):
                writer.member("stored", answer.isStored)
                writer.member("result", answer.state.rawValue)
                writer.objects("findings", answer.findings) { $1.finding($0, book) }
                if answer.isStored {
                    writer.key("event")
                    EPCISJSON.write(answer.event, identifiers: .asSent, includesContext: true, to: &writer)
                }
            case .failure(let invalid):
                writer.member("stored", false)
                writer.objects("faults", invalid.faults) { $1.fault($0, of: stage, book) }
            }
        }
    }

    private func writeRows(to writer: inout JSONWriter) {
        let (book, stage) = (upload.book, upload.stage)
        writer.object { writer in
            writer.member("profile", stage.profile)
            writer.member("stage", stage.id)
            writer.member("rows", upload.rows.count)
            for state in RecordDesk.Answer.State.allCases { writer.member(state.rawValue, count(state)) }
            if let sheet = upload.sheet, !sheet.faults.isEmpty {
                writer.objects("faults", sheet.faults) { heading, writer in
                    writer.fault(heading.fault, of: stage, book, cell: cell(sheet.headingRow, heading.column))
                }
            }
            writer.objects("results", zip(upload.rows, outcomes)) { result, writer in
                write(result.0.number, result.1, to: &writer)
            }
        }
    }

    private func write(
        _ row: Int,
        _ outcome: Result<RecordDesk.Answer, InvalidRecord>,
        to writer: inout JSONWriter
    ) {
        let (book, stage) = (upload.book, upload.stage)
        writer.member("row", row)
        writer.member("result", Self.state(outcome).rawValue)
        switch outcome {
        case .success(let answer):
            if answer.isStored { writer.member("eventID", answer.event.eventID) }
            guard !answer.findings.isEmpty else { return }
            writer.objects("findings", answer.findings) {
                $1.finding($0, book, cell: cell(row, column(of: $0.field)))
            }
        case .failure(let invalid):
            writer.objects("faults", invalid.faults) {
                $1.fault($0, of: stage, book, cell: cell(row, column(of: $0.field)))
            }
        }
    }

    private func column(of field: String?) -> Int? { upload.sheet?.column(of: field) }

    private func cell(_ row: Int, _ column: Int?) -> (row: Int, column: Int)? { column.map { (row, $0) } }
}
