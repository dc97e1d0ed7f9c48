// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Chance that comes again with the same seed, on every machine (SplitMix64).
///
/// Draws its numbers itself, because the standard library may change how it makes ranges of random bits.
struct Dice: Sendable {
    private var state: UInt64

    /// Dice of their own for one part of the play, so that a change in one part leaves the others alone.
    init(seed: UInt64, part: String) {
        var mixed = seed ^ 0xD6E8_FEB8_6659_FD93
        for byte in part.utf8 { mixed = (mixed ^ UInt64(byte)) &* 0x100_0000_01B3 }
        state = mixed
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 to below the bound.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0)
        return Int(next() % UInt64(bound))
    }

    mutating func real(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * (Double(next() >> 11) * 0x1p-53)
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, below(last + 1)) }
        return elements
    }

    /// Characters of a set.
    mutating func text(_ count: Int, of alphabet: String) -> String {
        let characters = Array(alphabet)
        return String((0..<count).map { _ in pick(characters) })
    }

    mutating func digits(_ count: Int) -> String { text(count, of: "0123456789") }

    /// A pattern in which `#` is a digit and `@` a capital letter.
    mutating func filled(_ pattern: String) -> String {
        var text = ""
        for character in pattern {
            switch character {
            case "#": text += digits(1)
            case "@": text += self.text(1, of: "ABCDEFGHJKLMNPQRTUWXY")
            default: text.append(character)
            }
        }
        return text
    }
}
