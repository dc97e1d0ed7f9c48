// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibCrypto

/// The hash function SM3 (GB/T 32905-2016), by OpenSSL.
enum SM3 {
    /// Fetched once: looking it up by name costs more than a short hash.
    ///
    /// Unchecked because OpenSSL's functions are shared by threads, which only read them.
    nonisolated(unsafe) static let function = EVP_MD_fetch(nil, "SM3", nil)

    /// Whether the machine's OpenSSL has it; some are built without.
    static var isAvailable: Bool { function != nil }

    /// - Precondition: it is available: who reads a key or a log of the suite asks.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: TreeHash.length, alignment: 8) { hash in
            let done = EVP_Digest(bytes.baseAddress, bytes.count, hash.baseAddress, nil, function, nil)
            precondition(done == 1, "SM3 is in OpenSSL")
            return TreeHash(UnsafeRawBufferPointer(hash))
        }
    }
}
