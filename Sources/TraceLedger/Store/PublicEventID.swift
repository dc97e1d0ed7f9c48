// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The ID under which the public finds an event whose own ID is its hash: when it was recorded, which tells nothing
/// of what is in it.
package enum PublicEventID {
    package static let prefix = "urn:qiongsu:event:"

    /// - Parameter recordTime: in microseconds since 1970.
    package static func of(_ recordTime: Int64) -> String { prefix + String(recordTime) }

    /// Nil for IDs that are others.
    package static func recordTime(of id: String) -> Int64? {
        id.hasPrefix(prefix) ? Int64(id.dropFirst(prefix.count)) : nil
    }
}
