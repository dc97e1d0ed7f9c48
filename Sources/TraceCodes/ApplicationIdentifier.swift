// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A GS1 Application Identifier: what its value looks like and which others it goes with.
package struct ApplicationIdentifier: Sendable, Hashable {
    /// The two to four digits.
    package let digits: String
    /// GS1's short title, such as `BATCH/LOT`.
    package let title: String
    /// The parts of the value, in order.
    package let components: [Component]
    /// Whether the length is fixed in advance, so that no separator follows the value.
    package let isFixedLength: Bool
    /// Whether it may stand in the query of a Digital Link.
    package let isAttribute: Bool
    /// For each `req`: the groups of which one must be present, each a list of identifiers or patterns.
    package let requirements: [[[String]]]
    /// Identifiers or patterns that may not be present beside it.
    package let exclusions: [String]
    /// The sequences of qualifiers that may follow in a Digital Link's path; `nil` when it is no key.
    package let qualifiers: [[String]]?

    /// The shortest and longest value in characters.
    package var length: ClosedRange<Int> {
        let shortest = components.reduce(0) { $0 + ($1.isOptional ? 0 : $1.length.lowerBound) }
        return shortest...components.reduce(0) { $0 + $1.length.upperBound }
    }

    /// Whether a Digital Link can begin with it.
    package var isKey: Bool { qualifiers != nil }

    /// One part of a value.
    package struct Component: Sendable, Hashable {
        /// The characters that are allowed: one of `csetnumeric`, `cset82`, `cset39`, `cset64`.
        package let characters: Linter
        /// How many characters there are.
        package let length: ClosedRange<Int>
        /// Whether the part may be left out.
        package let isOptional: Bool
        /// The rules on its content, in the order in which they are applied.
        package let linters: [Linter]
    }

    /// An identifier that GS1 may assign later: any 1 to 90 characters, or those its first digits fix.
    static func unknown(_ digits: String, fixedLength: Int?) -> ApplicationIdentifier {
        let component = Component(
            characters: .cset82,
            length: fixedLength.map { $0...$0 } ?? 1...90,
            isOptional: false,
            linters: []
        )
        return ApplicationIdentifier(
            digits: digits,
            title: "UNKNOWN",
            components: [component],
            isFixedLength: fixedLength != nil,
            isAttribute: true,
            requirements: [],
            exclusions: [],
            qualifiers: nil
        )
    }

    /// Whether an identifier or a pattern such as `310n` stands for these digits.
    static func pattern(_ pattern: String, matches digits: String) -> Bool {
        pattern.utf8.count == digits.utf8.count
            && zip(pattern.utf8, digits.utf8).allSatisfy { $0 == $1 || $0 == UInt8(ascii: "n") }
    }
}
