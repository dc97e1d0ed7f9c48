// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A GS1 element string: application identifiers with their values, in the order in which they stood.
///
/// A value of this type holds only identifiers that GS1 assigns and values that keep their format and content
/// rules. Whether the elements go together is ``checkAssociations()``.
package struct ElementString: Sendable, Hashable {
    /// The elements, at most ``limit``.
    package let elements: [Element]

    /// How many elements are read, far above what fits on a label.
    package static let limit = 64
    /// How many bytes are read, above the capacity of any barcode.
    package static let byteLimit = 8_191

    /// One identifier and its value.
    package struct Element: Sendable, Hashable {
        /// The application identifier.
        package let identifier: ApplicationIdentifier
        /// The value, decoded.
        package let value: String

        init(_ identifier: ApplicationIdentifier, _ value: String) {
            self.identifier = identifier
            self.value = value
        }
    }

    /// What is read besides assigned identifiers.
    package struct Options: OptionSet, Sendable {
        /// The set as bits.
        package let rawValue: Int

        /// Makes a set of its bits.
        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// Identifiers that GS1 has not assigned yet.
        package static let unknownIdentifiers = Options(rawValue: 1)
    }

    /// Puts together elements that were checked.
    init(elements: [Element]) {
        self.elements = elements
    }

    /// The value of the first element with this identifier.
    package subscript(_ digits: String) -> String? {
        elements.first { $0.identifier.digits == digits }?.value
    }

    /// The text for people: `(01)04012345111118(21)987`, with `\(` for a bracket inside a value.
    package var bracketed: String {
        elements.map { "(\($0.identifier.digits))\($0.value.escapingBrackets)" }.joined()
    }

    /// The data in a barcode after the leading FNC1, with a separator after values of variable length.
    ///
    /// The separator is ASCII GS (U+001D) as scanners send it.
    package var raw: String {
        var text = ""
        for (index, element) in elements.enumerated() {
            text += element.identifier.digits + element.value
            if !element.identifier.isFixedLength, index + 1 < elements.count { text += "\u{1d}" }
        }
        return text
    }
}
