// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto
import TraceText

/// The public half of a key that signs notes, with the name of who signs: `<name>+<id>+<key>` (C2SP signed-note).
package struct VerifierKey: Hashable, Sendable {
    /// Who signs: the log's or the witness's name.
    package let name: String
    package let kind: Kind
    /// 32 bytes.
    package let key: [UInt8]

    /// What is signed under a key; the raw value is the signature type of C2SP signed-note.
    package enum Kind: UInt8, Sendable {
        /// Ed25519 over the text of a note: what a log signs its checkpoints by.
        case note = 1
        /// Ed25519 over a checkpoint and a time: what a witness cosigns by (C2SP tlog-cosignature).
        case cosignature = 4
    }

    /// - Throws: ``LogError`` `key`.
    package init(name: String, kind: Kind, key: [UInt8]) throws(LogError) {
        try KeyName.check(name)
        guard (try? Curve25519.Signing.PublicKey(rawRepresentation: key)) != nil else {
            throw LogError(.key, "an Ed25519 key has 32 bytes")
        }
        self.name = name
        self.kind = kind
        self.key = key
    }

    /// Reads the text of a key.
    ///
    /// - Throws: ``LogError`` `key`.
    package init(text: some StringProtocol) throws(LogError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.bytes(parts[2]), let first = bytes.first else {
            throw LogError(.key, "a verifier key is written <name>+<8 hexadecimal digits>+<base64>")
        }
        guard let kind = Kind(rawValue: first) else {
            throw LogError(.key, "keys of type \(first) are not known: 1 and 4 are, both Ed25519")
        }
        try self.init(name: String(parts[0]), kind: kind, key: Array(bytes.dropFirst()))
        guard idText == parts[1] else {
            throw LogError(.key, "the key's ID is \(parts[1]), that of its name and bytes is \(idText)")
        }
    }

    /// The text of the key.
    package var text: String { "\(name)+\(idText)+\(Base64.text([kind.rawValue] + key))" }

    /// The first four bytes of a signature line: who it may be of.
    package var id: [UInt8] {
        Array(HashSuite.sha256.hash(Array(name.utf8) + [0x0A, kind.rawValue] + key).bytes.prefix(4))
    }

    private var idText: String { Hex.string(id) }

    /// Whether a signature of 64 bytes is this key's over bytes.
    package func verifies(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }
}
