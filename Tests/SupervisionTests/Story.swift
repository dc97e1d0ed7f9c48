// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import LedgerTesting
import SQLStore
import Supervision
import Testing
import TraceEvents
import TraceLedger
import TraceText

/// Records that are made in a row, and the alarms that they must raise.
struct Story: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [Step]
    /// The alarms with the stage that they are about, each as `T-01 make`.
    let alarms: [String]
    /// The time of the check, in hours after the begin.
    let now: Double

    init(_ name: String, now: Double = 100, _ steps: [Step], _ alarms: [String]) {
        self.name = name
        self.steps = steps
        self.alarms = alarms.sorted()
        self.now = now
    }

    var testDescription: String { name }

    /// One record.
    struct Step: Sendable {
        let stage: String
        /// Hours after the begin.
        let hour: Double
        let fields: [String: FieldValue]
    }

    /// 2026-03-01T00:00:00+08:00
    static let begin: Int64 = 1_772_294_400_000

    var events: [Event] {
        get throws {
            try steps.map { step in
                var fields = step.fields
                let time = Timestamp(milliseconds: Self.begin + Int64(step.hour * 3_600_000))
                fields["time"] = .text(time.text)
                return try RecordReader.event(
                    fields,
                    profile: "thing",
                    stage: step.stage,
                    book: TestBook.book,
                    now: .max / 2
                )
            }
        }
    }
}

/// A record of the maker, or of whom the fields say.
func at(_ hour: Double, _ stage: String, _ units: String, _ fields: [String: String] = [:]) -> Story.Step {
    var all: [String: FieldValue] = ["subject": .text("urn:test:maker"), "place": .text("urn:test:here")]
    if stage == "mix" {
        let parts = units.components(separatedBy: " > ")
        all["inputs"] = .text(parts[0])
        all["outputs"] = .text(parts[1])
    } else {
        all["units"] = .text(units)
    }
    for (name, value) in fields { all[name] = .text(value) }
    return Story.Step(stage: stage, hour: hour, fields: all)
}
