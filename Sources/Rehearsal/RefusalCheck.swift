// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import Simulation
import Supervision
import TraceEvents
import TraceLedger

/// Gives records that must be refused to the records API's desk, with what came before them in the ledger.
struct RefusalCheck {
    let book: ProfileBook
    let scenario: Scenario
    let parties: PlayParties
    let database: @Sendable () throws -> any SQLDatabase

    func check(_ play: Play, end: Int, into report: inout RehearsalReport) async throws {
        let refused = scenario.faults.filter(\.isRefused)
        guard !refused.isEmpty else { return }
        var attempts: [(fault: PlannedFault, record: PlayRecord, alarm: String)] = []
        var before: [Event] = []
        for fault in refused {
            guard let truth = play.truth.first(where: { $0.fault == fault.id }), let alarm = truth.alarm,
                let record = play.records.first(where: {
                    $0.fault == fault.id && $0.event.hashURI() == truth.eventID
                })
            else { continue }
            attempts.append((fault, record, alarm))
            before += play.records.filter { $0.fault == fault.id && $0.time < record.time }.map(\.event)
        }
        let clock = PlayClock(seconds: end)
        let ledger = try await Ledger(database(), profiles: book, clock: { clock.microseconds })
        defer { try? ledger.database.close() }
        for start in stride(from: 0, to: before.count, by: 2000) {
            let document = EPCISDocument(events: Array(before[start..<min(start + 2000, before.count)]))
            _ = try await ledger.capture(CaptureRequest(document, behaviour: .proceed, caller: .operator))
        }
        let desk = RecordDesk(ledger, book: book, parties: parties)
        for (fault, record, alarm) in attempts {
            clock.set(seconds: record.time + 60)
            let (profile, stage) = record.stageParts
            do {
                let answer = try await desk.take(
                    FieldValue.fields(record.fields),
                    profile: profile,
                    stage: stage,
                    caller: .operator
                )
                let reasons = answer.findings.filter { $0.rule.effect == .refuse }.map(\.rule.alarm)
                if answer.isStored {
                    report.add(
                        "fault \(fault.id)",
                        "\(record.step): the records API takes it, but refused: true says it must not"
                    )
                } else if !reasons.contains(alarm) {
                    report.add(
                        "fault \(fault.id)",
                        "\(record.step): refused because of \(reasons.joined(separator: ", ")), not of \(alarm)"
                    )
                }
            } catch let invalid as InvalidRecord {
                for fault in invalid.faults {
                    report.add(
                        record.context,
                        "\(record.step): refused for its form (\(fault.field): \(book.text(of: fault, stage: nil, .english))), not because of \(alarm)"
                    )
                }
            }
        }
    }
}
