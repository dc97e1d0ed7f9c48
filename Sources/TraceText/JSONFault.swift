// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Why a text is not the JSON we accept, and where.
package struct JSONFault: Error, Hashable, Sendable {
    /// What is wrong.
    package let code: Code
    /// The byte at which it was found.
    package let offset: Int
    /// The same place as an editor shows it.
    package let position: TextPosition

    package init(_ code: Code, at offset: Int, in bytes: [UInt8]) {
        self.code = code
        self.offset = offset
        position = TextPosition(offset: offset, in: bytes)
    }

    /// The kinds of fault.
    package enum Code: Hashable, Sendable {
        case invalidUTF8
        case unexpectedEnd
        case unexpectedByte(expected: String)
        case invalidNumber
        case invalidEscape
        case controlCharacter
        case duplicateKey(String)
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
        case trailingText
    }
}

extension JSONFault: CustomStringConvertible {
    package var description: String { "\(reason) at \(position)" }

    /// What is wrong and what would be right, as a sentence without the place.
    package var reason: String {
        switch code {
        case .invalidUTF8: "the text is not valid UTF-8"
        case .unexpectedEnd: "the text ends in the middle of a value"
        case .unexpectedByte(let expected): "expected \(expected)"
        case .invalidNumber: "a number is written as in 12, -0.5 or 1e9"
        case .invalidEscape:
            "an escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits"
        case .controlCharacter: "a control character in a string must be escaped"
        case .duplicateKey(let key): "the key \"\(key)\" stands twice in one object"
        case .tooDeep(let limit): "values may be nested \(limit) deep at most"
        case .tooLong(let limit): "the text may have \(limit) bytes at most"
        case .trailingText: "text after the end of the value"
        }
    }
}
