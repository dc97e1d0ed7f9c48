// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A quantity as people write it.
struct Amount: Hashable, Sendable {
    /// A JSON number.
    let number: String
    /// UN/CEFACT Recommendation 20; nil where units are counted.
    let unit: String?

    /// `12.5 千克`, `40 pieces`; a unit of measure that the catalogue does not name keeps its code.
    func text(_ phrases: Phrases) -> String {
        let name = unit.map { phrases.text("unit.\($0)") ?? $0 } ?? phrases["unit.counted"]
        return "\(Self.trimmed(number)) \(name)"
    }

    /// Without zeros that say nothing: `12.50` is 12.5, `40.0` is 40.
    private static func trimmed(_ number: String) -> String {
        guard number.contains("."), !number.contains(where: { $0 == "e" || $0 == "E" }) else { return number }
        var digits = number[...]
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return String(digits)
    }
}
