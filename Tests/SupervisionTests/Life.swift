// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import TraceEvents
import TraceText

/// What happens to one asset over many years, and what must be found of it.
struct Life: Sendable, CustomTestStringConvertible {
    let name: String
    let profile: String
    let unit: String
    /// In order of time.
    let steps: [Step]
    /// The alarms that are compared.
    let alarms: Set<String>
    /// Each as `EL-01 17`: the alarm, and the place of the step that it is about.
    let expected: Set<String>
    /// The day on which everything is looked at.
    let now: Int

    var testDescription: String { name }

    /// One record.
    struct Step: Sendable {
        let stage: String
        let day: Int
        /// Minutes after midnight.
        var minute = 600
        var values: [String: String] = [:]

        var time: Int64 { Int64(day) * 86_400_000 + Int64(minute) * 60_000 - 8 * 3_600_000 }
    }

    static let subject = "urn:qiongsu:uscc:91460100MA5T00002P"
    static let place = "urn:qiongsu:place:460100001"

    /// The instant of looking, in milliseconds since 1970.
    var instant: Int64 { Step(stage: "", day: now).time }

    /// The events; what the stages need and the life says nothing of is filled in.
    func events(_ book: ProfileBook) throws -> [Event] {
        try steps.map { step in
            let stage = try #require(book.stage("\(profile)/\(step.stage)", at: step.time))
            var fields: [String: FieldValue] = [
                "subject": .text(Self.subject), "place": .text(Self.place), "units": .text(unit),
                "time": .text(Timestamp(milliseconds: step.time).text),
            ]
            for (role, party) in [("from", stage.from), ("to", stage.to)] where party?.isRequired ?? false {
                fields[role] = .text(Self.subject)
            }
            for document in stage.documents where document.isRequired { fields[document.type] = .text("N1") }
            for element in stage.elements where element.isRequired {
                fields[element.id] = .text(filler(element, step, book))
            }
            for (element, value) in step.values { fields[element] = .text(value) }
            return try RecordReader.event(
                fields,
                profile: profile,
                stage: step.stage,
                book: book,
                now: .max / 2
            )
        }
    }

    private func filler(_ element: Element, _ step: Step, _ book: ProfileBook) -> String {
        switch element.type {
        case .text: "x"
        case .integer, .number: "\(Int(max(element.minimum ?? 1, 1)))"
        case .date: Days.text(step.day)
        case .time: Timestamp(milliseconds: step.time).text
        case .boolean: "true"
        case .code, .codes, .checklist:
            book.reference.lists.first { $0.id == element.list }?.values.first?.id ?? "x"
        case .identifier, .identifiers:
            element.schemes.contains("person")
                ? "urn:qiongsu:person:0123456789abcdef0123456789abcdef" : unit
        }
    }

    /// Which steps of some stages were not followed in time, by the plain words of the rule.
    ///
    /// - Parameters:
    ///   - followers: what must come, or ends the duty.
    ///   - due: the last day on which it is in time.
    static func overdue(
        _ alarm: String,
        _ stages: Set<String>,
        followers: Set<String>,
        of steps: [Step],
        now: Int,
        due: (Step) -> Int
    ) -> Set<String> {
        var found: Set<String> = []
        for (index, step) in steps.enumerated() where stages.contains(step.stage) {
            let next = steps[(index + 1)...].first { followers.contains($0.stage) }
            if (next?.day ?? now) > due(step) { found.insert("\(alarm) \(index)") }
        }
        return found
    }
}
