// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A value of a flat record, as the records API takes it.
package indirect enum FlatValue: Sendable, Hashable {
    case text(String)
    /// As it is written.
    case number(String)
    case boolean(Bool)
    case list([FlatValue])
    case object([Member])

    /// A named value of an object.
    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: FlatValue
    }
}
