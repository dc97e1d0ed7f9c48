// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Why the ledger did not do what it was asked.
package struct LedgerError: Error, Sendable {
    package let code: Code
    /// One English sentence; holds no personal data and no SQL.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The kinds of error that callers tell apart.
    package enum Code: String, Sendable {
        /// The caller may not write.
        case forbidden
        /// An event with this ID and other content is stored already (EPCIS 2.0: re-capture without an error
        /// declaration).
        case eventIDTaken
        /// More waits to be stored than the server holds; try again later.
        case overloaded
        /// The disk is full or cannot be written; nothing was stored.
        case storageFull
        /// The database cannot be reached; nothing was stored.
        case unavailable
        /// The database was lost while it stored: everything that was sent is stored, or nothing. Sending the same
        /// again is safe, because what is stored is recognised.
        case outcomeUnknown
        /// A stored body cannot be read.
        case corrupt
    }
}

extension LedgerError: CustomStringConvertible {
    package var description: String { reason }
}
