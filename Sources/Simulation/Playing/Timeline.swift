// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// When the steps of a run happen.
struct Timeline {
    let plot: Plot
    /// The index of the last step that counts.
    let last: Int
    let dice: Dice
    /// Seconds since 1970.
    let periodEnd: Int

    /// The times of each step, so that the run ends at the given moment or somewhat before.
    ///
    /// A run is moved by whole days, because steps keep to times of day. What is repeated to the end of the period
    /// does not count for the end of the run.
    func times(endingAt end: Int) -> [[Int]] {
        var begin = HainanClock.midnight(of: HainanClock.date(of: end))
        var times = self.times(from: begin)
        // Months differ in length, so that moving the begin can move the end by a little more or less.
        for _ in 0..<4 {
            let late = self.end(of: times) - end
            if late <= 0, late > -2 * HainanClock.day { break }
            begin -= (late + HainanClock.day - 1) / HainanClock.day * HainanClock.day
            times = self.times(from: begin)
        }
        while self.end(of: times) > end {
            begin -= HainanClock.day
            times = self.times(from: begin)
        }
        return times
    }

    /// When the last of the steps happens that are not repeated to the end.
    private func end(of times: [[Int]]) -> Int {
        var end = 0
        for (index, step) in plot.steps.enumerated() where index <= last {
            if let repetition = step.repetition, repetition.times == nil {
                end = max(end, times[index].first ?? 0)
            } else {
                end = max(end, times[index].last ?? 0)
            }
        }
        return end
    }

    private func times(from midnight: Int) -> [[Int]] {
        var dice = dice
        let begin = midnight + 6 * 3600 + dice.below(4 * 3600)
        var times: [[Int]] = []
        var latest: [String: Int] = [:]
        var previous = begin
        for (index, step) in plot.steps.enumerated() {
            let anchor = step.since.flatMap { latest[$0] } ?? previous
            let wait = step.after ?? Wait(minutes: index == 0 ? 0 : 10)
            var list = [clocked(wait.later(than: anchor, &dice), step)]
            var back = list[0]
            if let repetition = step.repetition {
                while list.count < repetition.times ?? .max {
                    let next = clocked(
                        repetition.every.later(than: list[list.count - 1], &dice),
                        step,
                        after: list[list.count - 1]
                    )
                    if repetition.times == nil, next >= periodEnd - 60 || list.count >= 5000 { break }
                    list.append(next)
                }
                if repetition.times != nil {
                    back = list[list.count - 1]
                } else {
                    back = step.isAdded ? previous : list[0]
                }
            }
            times.append(list)
            latest[step.id] = back
            if !step.isAdded { previous = back }
        }
        return times
    }

    /// The next such time of day, where the step has one.
    private func clocked(_ time: Int, _ step: StepPlan, after previous: Int? = nil) -> Int {
        guard let clock = step.clock else { return time }
        let midnight = HainanClock.midnight(of: HainanClock.date(of: time))
        let today = midnight + clock
        // A repetition that falls a little before or after its time of day stays on its day.
        if let previous, today > previous { return today }
        return today >= time ? today : today + HainanClock.day
    }
}
