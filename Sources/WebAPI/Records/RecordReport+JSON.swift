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
        writer.object { writer in
            switch outcome {
            case .success(let answer):
                writer.member("stored", answer.isStored)
                writer.member("result", answer.state.rawValue)
                writer.key("findings")
                writer.array { writer in
                    for finding in answer.findings { write(finding, row: nil, to: &writer) }
                }
                if answer.isStored {
                    writer.key("event")
                    EPCISJSON.write(answer.event, identifiers: .asSent, includesContext: true, to: &writer)
                }
            case .failure(let invalid):
                writer.member("stored", false)
                writer.key("faults")
                writer.array { writer in
                    for fault in invalid.faults { write(fault, row: nil, to: &writer) }
                }
            }
        }
    }

    private func writeRows(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("profile", upload.stage.profile)
            writer.member("stage", upload.stage.id)
            writer.member("rows", upload.rows.count)
            for state in RecordDesk.Answer.State.allCases { writer.member(state.rawValue, count(state)) }
            if let sheet = upload.sheet, !sheet.faults.isEmpty {
                writer.key("faults")
                writer.array { writer in
                    for heading in sheet.faults {
                        write(heading.fault, row: sheet.headingRow, column: heading.column, to: &writer)
                    }
                }
            }
            writer.key("results")
            writer.array { writer in
                for (row, outcome) in zip(upload.rows, outcomes) { write(row.number, outcome, to: &writer) }
            }
        }
    }

    private func write(
        _ row: Int,
        _ outcome: Result<RecordDesk.Answer, InvalidRecord>,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("row", row)
            writer.member("result", Self.state(outcome).rawValue)
            switch outcome {
            case .success(let answer):
                if answer.isStored { writer.member("eventID", answer.event.eventID) }
                guard !answer.findings.isEmpty else { return }
                writer.key("findings")
                writer.array { writer in
                    for finding in answer.findings { write(finding, row: row, to: &writer) }
                }
            case .failure(let invalid):
                writer.key("faults")
                writer.array { writer in
                    for fault in invalid.faults {
                        let column = upload.sheet?.column(of: fault.field)
                        write(fault, row: row, column: column, to: &writer)
                    }
                }
            }
        }
    }

    private func write(_ finding: Finding, row: Int?, to writer: inout JSONWriter) {
        let book = upload.book
        writer.object { writer in
            writer.member("alarm", finding.rule.alarm)
            writer.member("level", finding.rule.level.rawValue)
            writer.member("effect", finding.rule.effect.rawValue)
            writer.member("rule", finding.rule.kind.name)
            writer.member("field", finding.field)
            writePlace(row, upload.sheet?.column(of: finding.field), to: &writer)
            writer.member("value", finding.details.value)
            writer.member("expected", finding.details.expected)
            writer.key("message")
            writer.object {
                $0.member("zh", book.text(of: finding, .chinese))
                $0.member("en", book.text(of: finding, .english))
            }
            writer.key("basis")
            writer.object {
                $0.member("zh", finding.rule.basis.zh)
                $0.member("en", finding.rule.basis.en)
            }
        }
    }

    private func write(_ fault: RecordFault, row: Int?, column: Int? = nil, to writer: inout JSONWriter) {
        let fault = fault.shortened
        let text = upload.book.text(of: fault, stage: upload.stage)
        writer.object { writer in
            writer.member("field", fault.field)
            writePlace(row, column, to: &writer)
            writer.member("reason", fault.reason.rawValue)
            writer.member("value", fault.value)
            writer.member("expected", fault.expected)
            writer.key("message")
            writer.object {
                $0.member("zh", text.zh)
                $0.member("en", text.en)
            }
        }
    }

    private func writePlace(_ row: Int?, _ column: Int?, to writer: inout JSONWriter) {
        guard let row, let column else { return }
        writer.member("column", Sheet.letters(ofColumn: column))
        writer.member("cell", Sheet.place(row: row, column: column))
    }
}
