// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How far a list of the EPCs was shown: the last index key, and how many codes under it.
package struct EPCPosition: Sendable, Hashable, CustomStringConvertible {
    let key: LinkKey
    let shown: Int

    init(key: LinkKey, shown: Int) {
        (self.key, self.shown) = (key, shown)
    }

    /// Nil for what is no position's description; a key alone has been shown with all its codes.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let key = parts.first.flatMap({ Int64($0) }), parts.count <= 2 else { return nil }
        guard let shown = parts.count == 1 ? .max : Int(parts[1]), shown >= 0 else { return nil }
        self.init(key: LinkKey(rawValue: key), shown: shown)
    }

    package var description: String { "\(key.rawValue).\(shown)" }
}
