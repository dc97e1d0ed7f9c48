// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation
import TraceEvents

/// Compares each record with what the profile says of its form, and both ways of writing it with each other.
struct FormCheck {
    let book: ProfileBook
    let scenario: Scenario
    /// Milliseconds since 1970.
    let now: Int64

    func check(_ play: Play, into report: inout RehearsalReport) {
        let form = Set(scenario.faults.filter(\.isForm).map(\.id))
        for record in play.records {
            let faults = book.formFaults(of: record.event)
            if record.isFormFault {
                if faults.isEmpty { report.add(record.context, "\(record.step): its form is right, but form: true says it is not") }
                continue
            }
            for fault in faults { report.add(record.context, "\(record.stepName): form fault: \(fault.message)") }
            guard faults.isEmpty, record.fault == nil, !(record.fault.map(form.contains) ?? false) else { continue }
            compare(record, into: &report)
        }
    }

    /// The records API and EPCIS must say the same.
    private func compare(_ record: PlayRecord, into report: inout RehearsalReport) {
        let (profile, stage) = record.stageParts
        do throws(InvalidRecord) {
            let event = try RecordReader.event(
                FieldValue.fields(record.fields),
                profile: profile,
                stage: stage,
                book: book,
                now: now
            )
            if event.hashURI() != record.event.hashURI() {
                report.add(
                    record.context,
                    "\(record.stepName): the records API makes another event of it: "
                        + Self.differences(event, record.event).joined(separator: "; ")
                )
            }
        } catch {
            let known = book.stage(record.stage, at: Int64(record.time) * 1000)
            for fault in error.faults {
                report.add(
                    record.context,
                    "\(record.stepName): the records API refuses \(fault.field): \(book.text(of: fault, stage: known, .english))"
                )
            }
        }
    }

    /// What stands otherwise in two events.
    private static func differences(_ one: Event, _ two: Event) -> [String] {
        var differences: [String] = []
        let fields = Set((one.extensions + two.extensions).map(\.name.local)).sorted()
        for name in fields {
            let (left, right) = (value(of: name, in: one), value(of: name, in: two))
            if left != right {
                differences.append("\(name) is \(left) there and \(right) here (codes are written in canonical form)")
            }
        }
        return differences.isEmpty ? ["its goods, parties or documents differ"] : differences
    }

    private static func value(of name: String, in event: Event) -> String {
        switch event.extensions.first(where: { $0.name.local == name })?.value {
        case .string(let text)?: text
        case .number(let number)?: number.literal
        case .boolean(let boolean)?: "\(boolean)"
        case .array(let items)?: "\(items)"
        case .object(let fields)?: "\(fields)"
        case .null?, nil: "nothing"
        }
    }
}
