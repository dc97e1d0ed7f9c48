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
        var told: [String: (context: String, count: Int)] = [:]
        var lines: [String] = []
        func tell(_ record: PlayRecord, _ text: String) {
            let line = "\(record.stepName): \(text)"
            if told[line] == nil { lines.append(line) }
            told[line, default: (record.context, 0)].count += 1
        }
        for record in play.records {
            let faults = book.formFaults(of: record.event)
            if record.isFormFault {
                if faults.isEmpty { tell(record, "its form is right, but form: true says it is not") }
                continue
            }
            for fault in faults { tell(record, "form fault: \(fault.message)") }
            guard faults.isEmpty, record.fault == nil else { continue }
            for remark in remarks(on: record) { tell(record, remark) }
        }
        for line in lines {
            guard let (context, count) = told[line] else { continue }
            report.add(context, line + (count > 1 ? " … and in \(count - 1) more records" : ""))
        }
    }

    /// The records API and EPCIS must say the same.
    private func remarks(on record: PlayRecord) -> [String] {
        let (profile, stage) = record.stageParts
        let event: Event
        do throws(InvalidRecord) {
            event = try RecordReader.event(
                FieldValue.fields(record.fields),
                profile: profile,
                stage: stage,
                book: book,
                now: now
            )
        } catch {
            let known = book.stage(record.stage, at: Int64(record.time) * 1000)
            return error.faults.map { fault in
                "the records API refuses \(fault.field): \(book.text(of: fault, stage: known, .english))"
            }
        }
        if event.hashURI() == record.event.hashURI() { return [] }
        let differences = Self.differences(event, record.event).joined(separator: "; ")
        return ["the records API makes another event of it: \(differences)"]
    }

    /// What stands otherwise in two events.
    private static func differences(_ one: Event, _ two: Event) -> [String] {
        var differences: [String] = []
        let fields = Set((one.extensions + two.extensions).map(\.name.local)).sorted()
        for name in fields {
            let (left, right) = (value(of: name, in: one), value(of: name, in: two))
            if left != right {
                differences.append(
                    "\(name) is \(left) there and \(right) here (codes are written in canonical form)"
                )
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
