// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A hash of the tree: 32 bytes.
package struct TreeHash: Hashable, Sendable {
    /// How many bytes a hash has.
    package static let length = 32

    // Four words rather than an array: a tree has many hashes, and an array would be an allocation each.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    /// - Precondition: there are 32 bytes.
    package init(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Self.length, "a hash has \(Self.length) bytes")
        withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: bytes) }
    }

    /// Nil where there are not 32 bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        self = Array(bytes).withUnsafeBytes { TreeHash($0) }
    }

    /// The 32 bytes.
    package var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }
}

extension TreeHash {
    /// Hashes that lie one after another.
    ///
    /// Nil where the bytes are no whole number of hashes.
    package static func list(_ bytes: [UInt8]) -> [TreeHash]? {
        guard bytes.count.isMultiple(of: length) else { return nil }
        return bytes.withUnsafeBytes { all in
            stride(from: 0, to: all.count, by: length).map {
                TreeHash(UnsafeRawBufferPointer(rebasing: all[$0..<$0 + length]))
            }
        }
    }
}

extension Sequence<TreeHash> {
    /// The bytes of all hashes, one after another.
    package var joinedBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(underestimatedCount * TreeHash.length)
        for hash in self { withUnsafeBytes(of: hash) { bytes.append(contentsOf: $0) } }
        return bytes
    }
}
