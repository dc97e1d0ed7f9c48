// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceTesting

/// Lifts over twenty years, written from the words of the rules: maintained at least every 15 days, whatever the
/// level; inspected in the years 1, 4, 7, 9, 11, 13, 15 after the supervision inspection and then every year, in the
/// same month always, at most two months early: in the two months before it or in the month itself.
enum LiftLives {
    static let all = (1...16).map { life(seed: $0) }

    private static let ages = [1, 4, 7, 9, 11, 13] + Array(15...60)
    private static let visits = [
        "maintenance", "quarterly-maintenance", "half-yearly-maintenance", "yearly-maintenance",
    ]

    /// The last day of the month in which an inspection is due.
    private static func due(age: Int, _ base: Int) -> Int { Days.firstOfMonth(age * 12 + 1, after: base) - 1 }

    /// What is due next after an inspection: the first month whose two months before had not begun.
    private static func due(after day: Int, _ base: Int) -> Int {
        let age = ages.first { day < Days.firstOfMonth($0 * 12 - 2, after: base) } ?? 60
        return due(age: age, base)
    }

    static func life(seed: Int) -> Life {
        var dice = SeededGenerator(seed: UInt64(seed))
        let base = Days.day(2005, 1, 1) + Int.random(in: 0...730, using: &dice)
        let end = Days.adding(years: 20, to: base)
        let registered = base + Int.random(in: 3...25, using: &dice)
        var steps = [
            Life.Step(
                stage: "supervision-inspection",
                day: base,
                values: ["inspection-day": Days.text(base), "governor-age": "none"]
            ), Life.Step(stage: "registration", day: registered),
        ]
        let inspections = inspections(base, end, &dice)
        steps += inspections.map {
            Life.Step(stage: "periodic-inspection", day: $0, values: ["inspection-day": Days.text($0)])
        }
        let stops = stops(base, end, inspections, &dice)
        for (first, last) in stops {
            steps.append(Life.Step(stage: "stop", day: first, minute: 1200))
            let governor = ["governor-age": "none"]
            steps.append(Life.Step(stage: "restart", day: last, minute: 400, values: governor))
        }
        var day = registered
        while true {
            day += gap(&dice)
            guard day <= end else { break }
            if stops.contains(where: { $0.first <= day && day <= $0.last }) { continue }
            let minute = Int.random(in: 480...1080, using: &dice)
            steps.append(Life.Step(stage: visits.randomElement(using: &dice) ?? "", day: day, minute: minute))
        }
        steps.sort { ($0.day, $0.minute) < ($1.day, $1.minute) }
        let now = end + Int.random(in: 0...40, using: &dice)
        return Life(
            name: "lift \(seed)",
            profile: "lift",
            unit: "urn:qiongsu:equipment-code:311012345200500001",
            steps: steps,
            alarms: ["EL-01", "EL-02"],
            expected: expected(of: steps, base, now),
            now: now
        )
    }

    private static func expected(of steps: [Life.Step], _ base: Int, _ now: Int) -> Set<String> {
        let late = Life.overdue(
            "EL-01",
            Set(visits + ["registration", "restart"]),
            followers: Set(visits + ["stop"]),
            of: steps,
            now: now
        ) { $0.day + 15 }
        let missed = Life.overdue(
            "EL-02",
            ["supervision-inspection", "periodic-inspection", "restart"],
            followers: ["periodic-inspection", "stop"],
            of: steps,
            now: now
        ) { step in
            switch step.stage {
            case "supervision-inspection": due(age: 1, base)
            case "periodic-inspection": due(after: step.day, base)
            // Whoever uses it again has every month before him that has not begun.
            default:
                due(
                    age: ages.first { step.day < Days.firstOfMonth($0 * 12, after: base) } ?? 60,
                    base
                )
            }
        }
        return late.union(missed)
    }

    /// Mostly within 15 days, often on the last of them, sometimes too late.
    private static func gap(_ dice: inout SeededGenerator) -> Int {
        switch Int.random(in: 0..<10, using: &dice) {
        case 0: Int.random(in: 16...40, using: &dice)
        case 1, 2: 15
        default: Int.random(in: 5...14, using: &dice)
        }
    }

    /// In time, early, too early to count, or late.
    private static func inspections(_ base: Int, _ end: Int, _ dice: inout SeededGenerator) -> [Int] {
        var days: [Int] = []
        var last = base
        while true {
            let due = days.isEmpty ? due(age: 1, base) : due(after: last, base)
            let day =
                switch Int.random(in: 0..<20, using: &dice) {
                case 0..<3: due + Int.random(in: 1...80, using: &dice)
                case 3: due + Int.random(in: 300...500, using: &dice)
                case 4, 5: due - Int.random(in: 96...300, using: &dice)
                case 6: due
                default: due - Int.random(in: 0...88, using: &dice)
                }
            guard day > last + 30 else { continue }
            guard day <= end else { return days }
            days.append(day)
            last = day
        }
    }

    /// Times in which it stands still: none with an inspection, none that ends in a month in which one is due.
    private static func stops(_ base: Int, _ end: Int, _ inspections: [Int], _ dice: inout SeededGenerator)
        -> [(
            first: Int, last: Int
        )]
    {
        var stops: [(first: Int, last: Int)] = []
        for _ in 0..<4 {
            let first = base + Int.random(in: 60...6500, using: &dice)
            let last = first + Int.random(in: 2...300, using: &dice)
            let isFree =
                !inspections.contains { first <= $0 && $0 <= last }
                && !stops.contains { first <= $0.last + 1 && $0.first <= last + 1 }
            let isClear = !ages.contains {
                Days.firstOfMonth($0 * 12, after: base) <= last && last <= due(age: $0, base)
            }
            if isFree, isClear, last < end { stops.append((first, last)) }
        }
        return stops
    }
}
