// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The entries of up to 256 leaves that lie beside each other, each after its length in two bytes (C2SP tlog-tiles).
package enum EntryBundle {
    /// The longest entry.
    package static let entryLimit = 0xFFFF

    /// - Precondition: every entry is at most ``entryLimit`` bytes.
    package static func bytes(of entries: some Sequence<some Collection<UInt8>>) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            precondition(entry.count <= entryLimit, "an entry has \(entryLimit) bytes at most")
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 0xFF))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// The entries; nil where a length leads beyond the end.
    package static func entries(of bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        var (entries, rest) = ([ArraySlice<UInt8>](), bytes[...])
        while let high = rest.popFirst() {
            guard let low = rest.popFirst() else { return nil }
            let length = Int(high) << 8 | Int(low)
            guard rest.count >= length else { return nil }
            entries.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return entries
    }
}
