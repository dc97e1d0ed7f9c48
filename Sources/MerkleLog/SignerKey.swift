// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto

/// The secret half of a key that signs notes: `PRIVATE+KEY+<name>+<id>+<key>`, as Go's `sumdb/note` writes it.
package struct SignerKey: Sendable {
    package let verifier: VerifierKey
    private let seed: [UInt8]

    /// A new key.
    ///
    /// - Throws: ``LogError`` `key` where the name is none.
    package init(name: String, kind: VerifierKey.Kind = .note) throws(LogError) {
        try self.init(name: name, kind: kind, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
    }

    private init(name: String, kind: VerifierKey.Kind, seed: [UInt8]) throws(LogError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw LogError(.key, "a secret Ed25519 key has 32 bytes")
        }
        verifier = try VerifierKey(name: name, kind: kind, key: Array(key.publicKey.rawRepresentation))
        self.seed = seed
    }

    /// Reads the text of a secret key.
    ///
    /// - Throws: ``LogError`` `key`; the reason does not hold the key.
    package init(text: some StringProtocol) throws(LogError) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let bytes = Base64.bytes(parts[4]),
            let kind = bytes.first.flatMap(VerifierKey.Kind.init)
        else {
            throw LogError(
                .key,
                "a secret key is written PRIVATE+KEY+<name>+<8 hexadecimal digits>+<base64>"
            )
        }
        try self.init(name: String(parts[2]), kind: kind, seed: Array(bytes.dropFirst()))
        guard verifier.text.hasPrefix("\(parts[2])+\(parts[3])+") else {
            throw LogError(.key, "the ID of the secret key is not that of its name and bytes")
        }
    }

    /// The text of the secret key: for a file that only its owner reads.
    package var secretText: String {
        let id = verifier.text.split(separator: "+")[1]
        return "PRIVATE+KEY+\(verifier.name)+\(id)+\(Base64.text([verifier.kind.rawValue] + seed))"
    }

    /// 64 bytes over the given ones.
    package func signature(of bytes: [UInt8]) -> [UInt8] {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let signature = try? key.signature(for: bytes)
        else { preconditionFailure("the seed was checked when it was read") }
        return Array(signature)
    }
}
