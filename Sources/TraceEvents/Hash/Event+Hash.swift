// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto

extension Event {
    /// The text that the event hash is the digest of (CBV 2.0 §8.9.2).
    ///
    /// Every field in one canonical order and spelling: the same for XML and JSON, URN and Digital Link, any
    /// order of lists and any time zone. Event ID, record time and error declaration are no part of it.
    package func prehash() -> String {
        String(decoding: prehashBytes(), as: UTF8.self)
    }

    /// The event hash: SHA-256 of the UTF-8 bytes of ``prehash()``, 32 bytes.
    package func hashDigest() -> [UInt8] {
        var digest = SHA256()
        prehashBytes().withUnsafeBytes { digest.update(bufferPointer: $0) }
        return digest.finalize().withUnsafeBytes { [UInt8]($0) }
    }

    /// The event hash as an event ID: `ni:///sha-256;<64 hexadecimal digits>?ver=CBV2.0`.
    package func hashURI() -> String {
        EventHash.uri(digest: hashDigest())
    }

    private func prehashBytes() -> [UInt8] {
        var writer = PrehashWriter()
        writer.put(self)
        return writer.bytes
    }
}
