// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Gives out numbers, so that no code is issued twice however long the demonstration runs.
struct NumberRoll: Sendable {
    private var issued: [String: Int] = [:]

    /// The first of a run of numbers in a series; every series begins at 1.
    mutating func take(_ count: Int = 1, from series: String) -> Int {
        let first = issued[series, default: 0] + 1
        issued[series] = first + count - 1
        return first
    }

    /// A serial number of ten digits that does not tell its neighbours; never issued twice in a series.
    ///
    /// Four rounds of a Feistel network over two halves of five digits: a permutation of all numbers.
    mutating func serial(of series: String) -> String {
        let number = take(from: series) % (Self.half * Self.half)
        var (left, right) = (number / Self.half, number % Self.half)
        for round in 1...4 {
            var mix = Dice(seed: UInt64(right), part: series, number: round)
            (left, right) = (right, (left + mix.below(Self.half)) % Self.half)
        }
        return HainanClock.padded(left * Self.half + right, 10)
    }

    private static let half = 100_000

    /// `260312-0043`.
    mutating func lot(of series: String, at moment: Int) -> String {
        "\(HainanClock.compactDate(of: moment))-\(HainanClock.padded(take(from: series), 4))"
    }
}
