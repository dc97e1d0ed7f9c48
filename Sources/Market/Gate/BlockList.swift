// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// What must not come in, for a gate to carry where there is no network.
package struct BlockList: Sendable {
    /// Milliseconds since 1970.
    package let madeAt: Int64
    /// In order of code.
    package let entries: [Entry]
    /// Set where there was more to block than one list holds.
    package let isCut: Bool

    /// One code that must not come in.
    package struct Entry: Sendable, Hashable {
        /// Canonical.
        package let code: String
        /// The alarm of the catalogue; nil for a recall.
        package let alarm: String?
        package let reason: LocalName
        /// The code that is at fault, where it is another one from which this was made.
        package let source: String?
    }
}
