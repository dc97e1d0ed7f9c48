// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto

/// How a log hashes: its leaves and nodes after RFC 6962 section 2.1, by one hash function of 32 bytes.
///
/// With the kind of its key (``VerifierKey/Kind``) it is chosen when the log is made, and stays. The raw value is what
/// is stored and typed.
package enum HashSuite: String, Sendable, CaseIterable {
    /// SHA-256, under Ed25519: what the tools of C2SP read.
    case sha256
    /// SM3 (GB/T 32905), under SM2.
    case sm3 = "sm"

    /// Whether this machine has the function.
    package var isAvailable: Bool { self == .sha256 || SM3.isAvailable }

    /// The root of a tree without leaves: the hash of nothing.
    package var empty: TreeHash { hash(UnsafeRawBufferPointer(start: nil, count: 0)) }

    /// The hash of bytes as they are.
    package func hash(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
        switch self {
        case .sha256:
            var function = SHA256()
            function.update(bufferPointer: bytes)
            return function.finalize().withUnsafeBytes { TreeHash($0) }
        case .sm3: return SM3.hash(bytes)
        }
    }

    /// The hash of bytes as they are.
    package func hash(_ bytes: [UInt8]) -> TreeHash { bytes.withUnsafeBytes { hash($0) } }

    /// The hash of a leaf: of 0x00 and the entry.
    package func leaf(_ entry: some Collection<UInt8>) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: entry.count + 1, alignment: 8) { buffer in
            buffer[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: buffer.dropFirst()).copyBytes(from: entry)
            return hash(UnsafeRawBufferPointer(buffer))
        }
    }

    /// The hash of a node: of 0x01 and the hashes of its two children.
    package func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 2 * TreeHash.length + 1, alignment: 8) { buffer in
            buffer[0] = 1
            buffer.storeBytes(of: left, toByteOffset: 1, as: TreeHash.self)
            buffer.storeBytes(of: right, toByteOffset: 1 + TreeHash.length, as: TreeHash.self)
            return hash(UnsafeRawBufferPointer(buffer))
        }
    }

    /// The root of a complete subtree over hashes whose number is a power of two.
    package func root(ofComplete hashes: some RandomAccessCollection<TreeHash>) -> TreeHash {
        precondition(hashes.count.nonzeroBitCount == 1, "a complete subtree has 2^k hashes")
        var level = Array(hashes)
        while level.count > 1 {
            for pair in 0..<level.count / 2 { level[pair] = node(level[2 * pair], level[2 * pair + 1]) }
            level.removeLast(level.count / 2)
        }
        return level[0]
    }
}
