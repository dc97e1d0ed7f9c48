// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Why a database did not do what it was asked.
package struct SQLError: Error, Sendable {
    package let code: Code
    /// The database's own words, without SQL text or values.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The kinds of error that callers tell apart.
    package enum Code: String, Sendable {
        /// Another process holds the database.
        case busy
        /// The disk is full or may not be written.
        case storageFull
        case readOnly
        case constraint
        /// The file is not a database, or damaged.
        case corrupt
        case cannotOpen
        /// The connection to the server broke; nothing was stored.
        case connectionLost
        /// The connection broke while the commit was under way, and everything of it is stored or nothing; or it is
        /// stored, and not on as many disks as commits wait for.
        case outcomeUnknown
        /// The database is of a kind that cannot do what it is asked.
        case unsupported
        /// The database cannot hold a value as it is.
        case unstorable
        /// The database was made by a newer version of this program.
        case newerSchema
        case other
    }
}

extension SQLError: CustomStringConvertible {
    package var description: String { reason }
}
