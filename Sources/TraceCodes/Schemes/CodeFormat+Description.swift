// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeFormat {
    /// Some characters of a code, for those who describe the scheme.
    package struct Part: Sendable, Equatable {
        /// Nil for a text that stands as it is.
        package let name: String?
        /// The text that stands as it is; else the characters that may stand here, empty for any but white space.
        package let characters: String
        package let lengths: ClosedRange<Int>
    }

    /// The parts of a code, one list for each form that the scheme has.
    package var parts: [[Part]] {
        alternatives.map { fields in
            fields.map { field in
                guard field.name != nil else {
                    let text = String(String.UnicodeScalarView(field.literal))
                    return Part(name: nil, characters: text, lengths: field.lengths)
                }
                let characters = (field.set?.all ?? []).sorted { $0.value < $1.value }
                return Part(
                    name: field.name,
                    characters: String(String.UnicodeScalarView(characters)),
                    lengths: field.lengths
                )
            }
        }
    }

    /// What must hold of some characters: the check's name, and from which to which character, counted from 1; nil
    /// for the whole code.
    package var conditions: [(name: String, characters: ClosedRange<Int>?)] {
        checks.map { check in
            (check.kind.rawValue, check.range.map { $0.lowerBound + 1...$0.upperBound + 1 })
        }
    }

    /// Whether the scheme is recognised without its prefix.
    package var isRecognisedBare: Bool { isTyped }
}
