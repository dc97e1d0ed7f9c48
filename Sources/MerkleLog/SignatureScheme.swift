// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto

/// An algorithm of signatures of 64 bytes.
enum SignatureScheme: Sendable {
    case ed25519
    case sm2

    /// - Throws: ``LogError`` `key` where this machine does not have it.
    func checkAvailability() throws(LogError) {
        guard self == .ed25519 || SM3.isAvailable else {
            throw LogError(.key, "the OpenSSL of this machine has no SM2 and SM3")
        }
    }

    var publicKeyRule: String {
        switch self {
        case .ed25519: "an Ed25519 key has 32 bytes"
        case .sm2: "an SM2 key is the byte 4 and the two coordinates of a point of the curve, 65 bytes"
        }
    }

    var secretKeyRule: String {
        switch self {
        case .ed25519: "a secret Ed25519 key has 32 bytes"
        case .sm2: "a secret SM2 key has 32 bytes, a number below the order of the curve"
        }
    }

    /// A new secret key, from the system's generator.
    func newSecret() -> [UInt8] {
        switch self {
        case .ed25519: return Array(Curve25519.Signing.PrivateKey().rawRepresentation)
        case .sm2:
            while true {
                let bits = SymmetricKeySize(bitCount: SM2.secretLength * 8)
                let secret = SymmetricKey(size: bits).withUnsafeBytes { Array($0) }
                // One number in four thousand millions is too large.
                if SM2.publicKey(of: secret) != nil { return secret }
            }
        }
    }

    /// Nil where the secret is none.
    func publicKey(of secret: [UInt8]) -> [UInt8]? {
        switch self {
        case .ed25519:
            (try? Curve25519.Signing.PrivateKey(rawRepresentation: secret))
                .map { Array($0.publicKey.rawRepresentation) }
        case .sm2: SM2.publicKey(of: secret)
        }
    }

    func isPublicKey(_ key: [UInt8]) -> Bool {
        switch self {
        case .ed25519: (try? Curve25519.Signing.PublicKey(rawRepresentation: key)) != nil
        case .sm2: SM2.isPublicKey(key)
        }
    }

    /// Nil where the keys are none.
    func signature(of bytes: [UInt8], secret: [UInt8], publicKey: [UInt8]) -> [UInt8]? {
        switch self {
        case .ed25519:
            (try? Curve25519.Signing.PrivateKey(rawRepresentation: secret).signature(for: bytes)).map(
                Array.init
            )
        case .sm2: SM2.signature(of: bytes, secret: secret, publicKey: publicKey)
        }
    }

    func verifies(_ signature: [UInt8], of bytes: [UInt8], publicKey: [UInt8]) -> Bool {
        switch self {
        case .ed25519:
            (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey))?
                .isValidSignature(signature, for: bytes) ?? false
        case .sm2: SM2.verifies(signature, of: bytes, publicKey: publicKey)
        }
    }
}
