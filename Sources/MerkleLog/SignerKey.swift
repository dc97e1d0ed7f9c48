// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The secret half of a key that signs notes: `PRIVATE+KEY+<name>+<id>+<key>`, as Go's `sumdb/note` writes it.
package struct SignerKey: Sendable {
    package let verifier: VerifierKey
    private let secret: [UInt8]

    /// A new key.
    ///
    /// - Throws: ``LogError`` `key` where the name is none, or this machine does not have the algorithm.
    package init(name: String, kind: VerifierKey.Kind = .note) throws(LogError) {
        try kind.scheme.checkAvailability()
        try self.init(name: name, kind: kind, secret: kind.scheme.newSecret())
    }

    private init(name: String, kind: VerifierKey.Kind, secret: [UInt8]) throws(LogError) {
        try kind.scheme.checkAvailability()
        guard let key = kind.scheme.publicKey(of: secret) else {
            throw LogError(.key, kind.scheme.secretKeyRule)
        }
        verifier = try VerifierKey(name: name, kind: kind, key: key)
        self.secret = secret
    }

    /// Reads the text of a secret key.
    ///
    /// - Throws: ``LogError`` `key`; the reason does not hold the key.
    package init(text: some StringProtocol) throws(LogError) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let bytes = Base64.bytes(parts[4]),
            !bytes.isEmpty
        else {
            throw LogError(
                .key,
                "a secret key is written PRIVATE+KEY+<name>+<8 hexadecimal digits>+<base64>"
            )
        }
        let (kind, secret) = try VerifierKey.Kind.split(bytes)
        try self.init(name: String(parts[2]), kind: kind, secret: secret)
        guard verifier.text.hasPrefix("\(parts[2])+\(parts[3])+") else {
            throw LogError(.key, "the ID of the secret key is not that of its name and bytes")
        }
    }

    /// The text of the secret key: for a file that only its owner reads.
    package var secretText: String {
        let id = verifier.text.split(separator: "+")[1]
        return "PRIVATE+KEY+\(verifier.name)+\(id)+\(Base64.text(verifier.kind.bytes + secret))"
    }

    /// 64 bytes over the given ones.
    package func signature(of bytes: [UInt8]) -> [UInt8] {
        let scheme = verifier.kind.scheme
        guard let signature = scheme.signature(of: bytes, secret: secret, publicKey: verifier.key) else {
            preconditionFailure("the secret key was checked when it was read")
        }
        return signature
    }
}
