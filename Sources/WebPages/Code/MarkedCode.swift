// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// A code that is wrong, with the wrong part apart, and what would be right.
struct MarkedCode: Sendable, Equatable {
    let before: String
    /// Empty where no part alone is wrong.
    let wrong: String
    let after: String
    /// What should stand in the place of ``wrong``, where that is known.
    let right: String?

    var typed: String { before + wrong + after }

    /// The whole code as it would be right.
    var corrected: String? { right.map { before + $0 + after } }

    /// Finds the fault in a text as a person typed it.
    ///
    /// An error's offset counts in the text after clean-up, so it is looked for in the text as typed, then in it
    /// with half-width characters, then without the spaces and hyphens between digits; where the text found there
    /// is not the one that the error names, nothing is marked.
    init(_ error: CodeError, in typed: String) {
        for text in Self.readings(of: typed.prefix(Self.longest)) {
            guard let offset = error.offset, let found = Self.found(error.fault) else { break }
            let bytes = Array(text.utf8)
            guard offset >= 0, offset + found.utf8.count <= bytes.count,
                bytes[offset..<offset + found.utf8.count].elementsEqual(found.utf8)
            else { continue }
            before = String(decoding: bytes[..<offset], as: UTF8.self)
            wrong = found
            after = String(decoding: bytes[(offset + found.utf8.count)...], as: UTF8.self)
            right = error.expected
            return
        }
        before = Self.readings(of: typed.prefix(Self.longest))[0]
        wrong = ""
        after = typed.count > Self.longest ? "…" : ""
        right = nil
    }

    /// The wrong part, where a fault names it.
    private static func found(_ fault: CodeError.Fault) -> String? {
        switch fault {
        case .checkDigit(_, let found, _): String(found)
        case .checkPair(let found, _): found
        case .character(_, let found, _), .unescaped(_, let found, _): found
        case .content(_, _, let found): found.isEmpty ? nil : found
        case .unknownIdentifier(let found): found
        default: nil
        }
    }

    private static func readings(of typed: Substring) -> [String] {
        let trimmed = String(
            typed.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        )
        let halfWidth = String(
            String.UnicodeScalarView(
                trimmed.unicodeScalars.map { scalar in
                    guard (0xff01...0xff5e).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(UInt8(scalar.value - 0xfee0))
                }
            )
        )
        return [trimmed, halfWidth, halfWidth.filter { !$0.isWhitespace && $0 != "-" }]
    }

    /// Characters of a wrong code that a page repeats.
    private static let longest = 200
}
