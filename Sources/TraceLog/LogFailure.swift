// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Why the log did not do what it was asked.
package struct LogFailure: Error, Sendable {
    package let code: Code
    /// One English sentence; holds no personal data and no SQL.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The kinds of failure that callers tell apart.
    package enum Code: String, Sendable {
        /// The database holds the log of another key or name.
        case otherLog
        /// What is stored contradicts itself: `qiongsu verify` says where.
        case damaged
        /// The event is stored but not in the log yet: it will be within a second.
        case notYet
        /// There is no leaf or size of this number.
        case outOfRange
        /// A cosignature is not of a witness that this log knows, or not over a checkpoint of it; or what is to be
        /// erased is not there or may not be.
        case refused
    }
}

extension LogFailure: CustomStringConvertible {
    package var description: String { reason }
}
