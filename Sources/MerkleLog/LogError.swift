// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Why a text of a log cannot be read, or does not hold.
package struct LogError: Error, Sendable {
    package let code: Code
    /// One English sentence that says what would be right.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The kinds of error that callers tell apart.
    package enum Code: String, Sendable {
        /// A signed note or a line of it is not of its form.
        case note
        /// A checkpoint is not of its form.
        case checkpoint
        /// A key is not of its form, or not of the kind that is needed.
        case key
        /// A signature is missing or wrong.
        case signature
        /// A checkpoint is of another log.
        case otherLog
        /// A proof does not lead to the root.
        case proof
        /// Stored hashes that a computation needs are missing or of the wrong length.
        case missingHashes
    }
}

extension LogError: CustomStringConvertible {
    package var description: String { reason }
}
