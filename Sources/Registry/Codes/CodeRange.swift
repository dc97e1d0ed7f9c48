// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Codes of our own that a subject may have for its goods of one profile.
package struct CodeRange: Sendable, Equatable {
    /// The five characters after `HN`.
    package let range: String
    package let subject: String
    package let profile: String
    /// How many may be issued, and how many were.
    package let allowed: Int
    package let issued: Int
    /// Microseconds since 1970.
    package let allottedAt: Int64
}

/// A code that was issued.
package struct IssuedCode: Sendable, Equatable {
    /// As it is printed.
    package let code: String
    package let range: CodeRange
    /// Microseconds since 1970.
    package let issuedAt: Int64
    /// When it was declared never to be used, in microseconds since 1970.
    package let voidedAt: Int64?
}

/// Why no codes are issued.
package struct CodeIssueError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    /// One English sentence, with what would be right.
    package let reason: String

    /// The kinds of error that callers tell apart.
    package enum Code: String, Sendable {
        case count
        case unknownSubject
        case unknownProfile
        /// The profile's units carry other codes.
        case otherCodes
        /// Nothing is allotted, or too little is left.
        case exhausted
        case unknownCode
        /// All ranges there can be are allotted.
        case noRange
    }

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
}
