// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension VerifierKey {
    /// What is signed under a key, and how.
    package enum Kind: Sendable, CaseIterable {
        /// Ed25519 over the text of a note: what a log of SHA-256 signs its checkpoints by.
        case note
        /// SM2 over the text of a note: what a log of SM3 signs its checkpoints by.
        case sm2Note
        /// Ed25519 over a checkpoint and a time: what a witness cosigns by (C2SP tlog-cosignature).
        case cosignature

        /// The kind of key by which a log of a suite signs.
        package init(signing suite: HashSuite) {
            self =
                switch suite {
                case .sha256: .note
                case .sm3: .sm2Note
                }
        }

        /// How a log hashes whose checkpoints are signed by such a key; nil of a key that signs none.
        package var suite: HashSuite? {
            switch self {
            case .note: .sha256
            case .sm2Note: .sm3
            case .cosignature: nil
            }
        }

        /// The signature type of C2SP signed-note, which stands before the bytes of a key.
        ///
        /// The byte 255 is left to types that have no number there, each to be followed by an identifier of its own:
        /// here the OID of signatures by SM2 over SM3, 1.2.156.10197.1.501 (GB/T 33560), in DER.
        var bytes: [UInt8] {
            switch self {
            case .note: [1]
            case .sm2Note: [0xFF, 0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x83, 0x75]
            case .cosignature: [4]
            }
        }

        var scheme: SignatureScheme { self == .sm2Note ? .sm2 : .ed25519 }

        /// Tells the kind from what stands behind it.
        ///
        /// - Throws: ``LogError`` `key`.
        static func split(_ bytes: [UInt8]) throws(LogError) -> (Kind, key: [UInt8]) {
            guard let kind = allCases.first(where: { bytes.starts(with: $0.bytes) }) else {
                throw LogError(
                    .key,
                    "keys of type \(bytes[0]) are not known: 1 and 4 are, both Ed25519, and 255 with the OID of SM2 over SM3"
                )
            }
            return (kind, Array(bytes.dropFirst(kind.bytes.count)))
        }
    }
}
