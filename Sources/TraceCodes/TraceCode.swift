// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One identified code.
///
/// Two codes are the same unit when their ``canonical`` forms are equal bytes.
package struct TraceCode: Hashable, Sendable {
    /// The scheme that the code is written in.
    package let scheme: CodeScheme
    /// The identity of the unit: a constrained GS1 Digital Link, an EPC URN, or the URI itself.
    package let canonical: String
    /// What kind of thing the code identifies.
    package let level: Level

    /// Puts together a code whose canonical form is already known.
    ///
    /// Only schemes of ``CodeSchemeRegistry`` call this; everyone else reads a text.
    package init(scheme: CodeScheme, canonical: String, level: Level) {
        self.scheme = scheme
        self.canonical = canonical
        self.level = level
    }
}
