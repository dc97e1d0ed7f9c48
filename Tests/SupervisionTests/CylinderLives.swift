// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceTesting

/// Gas cylinders over twenty years, written from the words of the rules: inspected every so many years by what they
/// hold; those for LPG made for 8 years, used for at most 4 more after passing, scrapped at 12.
enum CylinderLives {
    /// Years between inspections by group of gases, and what such a cylinder holds.
    private static let groups = [
        ("inert", 5, "nitrogen"), ("corrosive", 2, "chlorine"), ("general", 3, "oxygen"), ("lpg", 4, "lpg"),
        ("acetylene", 3, "acetylene"), ("cryogenic", 3, "natural-gas"), ("vehicle-cng", 3, "natural-gas"),
        ("vehicle-lpg", 5, "carbon-dioxide"),
    ].map { (group: $0.0, years: $0.1, medium: $0.2) }

    static let all = (0..<32).map { life(seed: $0) }

    static func life(seed: Int) -> Life {
        var dice = SeededGenerator(seed: UInt64(1000 + seed))
        let kind = groups[seed % groups.count]
        let made = Days.day(2004, 1, 1) + Int.random(in: 0...1000, using: &dice)
        let end = Days.adding(years: 20, to: made)
        let isShort = kind.group == "lpg"
        let filed = made + Int.random(in: 1...90, using: &dice)
        let life = Days.adding(years: isShort ? 8 : 30, to: made)
        var steps = [
            // Late in the day, so that the last day of the twelve years is a whole one.
            Life.Step(
                stage: "making",
                day: made,
                minute: 1439,
                values: [
                    "medium": kind.medium, "made-on": Days.text(made), "scrap-on": Days.text(life),
                    "volume": "40",
                ]
            ),
            Life.Step(
                stage: "filing",
                day: filed,
                values: [
                    "gas-group": kind.group, "made-on": Days.text(made),
                    "inspect-before": Days.text(Days.adding(years: kind.years, to: made)),
                ]
            ),
        ]
        let scrapped = Bool.random(using: &dice) ? made + Int.random(in: 3000...5400, using: &dice) : nil
        steps += inspections(kind, made, scrapped ?? end, isShort, &dice)
        if let scrapped { steps.append(Life.Step(stage: "scrap", day: scrapped, minute: 1000)) }
        var day = filed
        while day <= end {
            day += Int.random(in: 15...70, using: &dice)
            steps.append(
                Life.Step(
                    stage: "filling",
                    day: day,
                    minute: Int.random(in: 480...980, using: &dice),
                    values: ["medium": kind.medium]
                )
            )
        }
        steps.sort { ($0.day, $0.minute) < ($1.day, $1.minute) }
        let now = end + Int.random(in: 80...400, using: &dice)
        return Life(
            name: "cylinder \(seed), \(kind.group)",
            profile: "gas-cylinders",
            unit: "urn:qiongsu:cylinder-registration:3QA001000001",
            steps: steps,
            alarms: ["CY-01", "CY-05"],
            expected: refused(steps, made, kind.medium).union(
                Life.overdue(
                    "CY-05",
                    ["filing", "inspection"],
                    followers: ["inspection", "scrap"],
                    of: steps,
                    now: now
                ) { Days.adding(years: kind.years, to: $0.stage == "filing" ? made : $0.day) }
            ),
            now: now
        )
    }

    /// Early, on the last day, or late; passing after seven years lengthens the life of a short-lived one.
    private static func inspections(
        _ kind: (group: String, years: Int, medium: String),
        _ made: Int,
        _ end: Int,
        _ isShort: Bool,
        _ dice: inout SeededGenerator
    ) -> [Life.Step] {
        var steps: [Life.Step] = []
        var due = Days.adding(years: kind.years, to: made)
        while true {
            let day =
                switch Int.random(in: 0..<6, using: &dice) {
                case 0: due
                case 1: due + 1
                case 2: due + Int.random(in: 2...250, using: &dice)
                default: due - Int.random(in: 1...200, using: &dice)
                }
            guard day < end else { return steps }
            due = Days.adding(years: kind.years, to: day)
            var values = [
                "gas-group": kind.group, "inspection-day": Days.text(day), "inspect-before": Days.text(due),
            ]
            if isShort, day > made + 2500 { values["scrap-on"] = Days.text(Days.adding(years: 12, to: made)) }
            steps.append(Life.Step(stage: "inspection", day: day, minute: 300, values: values))
        }
    }

    /// The fillings that the interlock must keep from happening.
    private static func refused(_ steps: [Life.Step], _ made: Int, _ medium: String) -> Set<String> {
        var (inspected, scrapped): (until: String, on: String) = ("", "")
        var isScrapped = false
        var found: Set<String> = []
        for (index, step) in steps.enumerated() {
            inspected = step.values["inspect-before"] ?? inspected
            scrapped = step.values["scrap-on"] ?? scrapped
            isScrapped = isScrapped || step.stage == "scrap"
            let today = Days.text(step.day)
            let isOld = medium == "lpg" && step.day > Days.adding(years: 12, to: made)
            if step.stage == "filling", isScrapped || today > inspected || today > scrapped || isOld {
                found.insert("CY-01 \(index)")
            }
        }
        return found
    }
}
