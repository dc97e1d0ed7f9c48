// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How large a JSON text may be before it is refused.
package struct JSONLimits: Sendable {
    /// Bytes of the whole text; at most 2³¹, which the offsets of ``JSONDocument`` can address.
    package var length: Int
    /// Objects and arrays inside one another.
    package var depth: Int

    /// Whether an object that names a key twice is refused; where it is not, the first counts.
    package var refusesDuplicateKeys: Bool

    package init(length: Int = 1 << 28, depth: Int = 64, refusesDuplicateKeys: Bool = true) {
        precondition(length <= 1 << 31)
        self.length = length
        self.depth = depth
        self.refusesDuplicateKeys = refusesDuplicateKeys
    }
}
