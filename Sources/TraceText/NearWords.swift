// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Finds what somebody may have meant by a word that is not there.
package enum NearWords {
    /// A few words that differ from a word by little, or contain it, the nearest first.
    package static func of(_ word: String, among words: [String]) -> [String] {
        let limit = max(2, word.count / 3)
        return ranked(word, words).filter { pair in
            pair.distance <= limit || (word.count > 2 && pair.word.contains(word))
        }.prefix(3).map(\.word)
    }

    /// The few words that are nearest to a word, however far.
    package static func nearest(_ word: String, among words: [String]) -> [String] {
        ranked(word, words).prefix(3).map(\.word)
    }

    private static func ranked(_ word: String, _ words: [String]) -> [(word: String, distance: Int)] {
        // Nobody means one of these by a word that is much longer.
        let word = String(word.prefix(100))
        return words.map { (word: $0, distance: distance(word, $0)) }
            .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
    }

    /// How many characters must be put in, left out or changed.
    private static func distance(_ one: String, _ other: String) -> Int {
        let (first, second) = (Array(one), Array(other))
        var row = Array(0...second.count)
        for (index, character) in first.enumerated() {
            var corner = row[0]
            row[0] = index + 1
            for (column, candidate) in second.enumerated() {
                let change = corner + (character == candidate ? 0 : 1)
                corner = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, corner + 1)
            }
        }
        return row[second.count]
    }
}
