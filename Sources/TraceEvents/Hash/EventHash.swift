// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The event hash as an event ID (CBV 2.0 §8.9).
package enum EventHash {
    /// `ni:///sha-256;<64 hexadecimal digits>?ver=CBV2.0`.
    ///
    /// - Parameter digest: 32 bytes, from ``Event/hashDigest()``.
    package static func uri(digest: [UInt8]) -> String {
        let (start, end) = ("ni:///sha-256;", "?ver=CBV2.0")
        var uri = start
        // Very many are kept: none takes more room than it needs.
        uri.reserveCapacity(start.utf8.count + 2 * digest.count + end.utf8.count)
        uri += Hex.string(digest)
        uri += end
        return uri
    }

    /// Whether an event ID is such a hash, or any other hash of its content (RFC 6920).
    package static func isURI(_ eventID: String) -> Bool { eventID.utf8.starts(with: "ni:".utf8) }
}
