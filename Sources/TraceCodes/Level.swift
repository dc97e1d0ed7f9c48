// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What kind of thing a code identifies.
package enum Level: String, Sendable, Hashable, CaseIterable {
    /// One physical or digital thing.
    case instance
    /// A batch of a product.
    case lot
    /// A kind of thing without lot or serial number.
    case product
    /// A location.
    case place
    /// A legal or natural person, or a role of one.
    case party
    /// A document.
    case document
    /// Not known from the code.
    case other
}
