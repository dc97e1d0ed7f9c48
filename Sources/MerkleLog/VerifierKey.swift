// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The public half of a key that signs notes, with the name of who signs: `<name>+<id>+<key>` (C2SP signed-note).
package struct VerifierKey: Hashable, Sendable {
    /// Who signs: the log's or the witness's name.
    package let name: String
    package let kind: Kind
    /// 32 bytes of Ed25519, 65 of SM2.
    package let key: [UInt8]

    /// - Throws: ``LogError`` `key`.
    package init(name: String, kind: Kind, key: [UInt8]) throws(LogError) {
        try KeyName.check(name)
        try kind.scheme.checkAvailability()
        guard kind.scheme.isPublicKey(key) else { throw LogError(.key, kind.scheme.publicKeyRule) }
        self.name = name
        self.kind = kind
        self.key = key
    }

    /// Reads the text of a key.
    ///
    /// - Throws: ``LogError`` `key`.
    package init(text: some StringProtocol) throws(LogError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.bytes(parts[2]), !bytes.isEmpty else {
            throw LogError(.key, "a verifier key is written <name>+<8 hexadecimal digits>+<base64>")
        }
        let (kind, key) = try Kind.split(bytes)
        try self.init(name: String(parts[0]), kind: kind, key: key)
        guard idText == parts[1] else {
            throw LogError(.key, "the key's ID is \(parts[1]), that of its name and bytes is \(idText)")
        }
    }

    /// The text of the key.
    package var text: String { "\(name)+\(idText)+\(Base64.text(kind.bytes + key))" }

    /// The first four bytes of a signature line: who it may be of. By SHA-256 for every kind, as signed-note says; it
    /// only tells keys apart.
    package var id: [UInt8] {
        Array(HashSuite.sha256.hash(Array(name.utf8) + [0x0A] + kind.bytes + key).bytes.prefix(4))
    }

    private var idText: String { Hex.string(id) }

    /// Whether a signature of 64 bytes is this key's over bytes.
    package func verifies(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        kind.scheme.verifies(signature, of: bytes, publicKey: key)
    }
}
