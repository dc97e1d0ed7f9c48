// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A value bound to a statement.
package enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    /// A list of integers, for `IN` with ``SQLDialect/among(_:)``.
    case integers([Int64])

    /// A value that may be absent.
    package static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }

    /// A value that may be absent.
    package static func integer(_ integer: Int64?) -> SQLValue { integer.map { .integer($0) } ?? .null }
}
