// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The word of a witness that it has seen a log grow without a contradiction up to a checkpoint, and when (C2SP
/// tlog-cosignature, `cosignature/v1`).
package struct Cosignature: Sendable, Equatable {
    package let witness: VerifierKey
    /// Seconds since 1970.
    package let time: UInt64
    private let signature: [UInt8]

    /// Cosigns a checkpoint.
    package init(_ checkpoint: Checkpoint, by key: SignerKey, time: UInt64) {
        witness = key.verifier
        self.time = time
        signature = key.signature(of: Self.message(checkpoint, time))
    }

    /// Reads a signature line.
    ///
    /// - Throws: ``LogError`` `signature`.
    package init(_ line: SignedNote.Line, of checkpoint: Checkpoint, by witness: VerifierKey) throws(LogError)
    {
        guard witness.kind == .cosignature, line.name == witness.name, line.keyID == witness.id else {
            throw LogError(.signature, "the line is not of the witness “\(witness.name)”")
        }
        guard line.bytes.count == 72 else {
            throw LogError(.signature, "a cosignature has 8 bytes of time and 64 of signature")
        }
        time = line.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        signature = Array(line.bytes.dropFirst(8))
        self.witness = witness
        guard witness.verifies(signature, of: Self.message(checkpoint, time)) else {
            throw LogError(.signature, "the cosignature of “\(witness.name)” is not over this checkpoint")
        }
    }

    /// The line that stands under a checkpoint.
    package var line: SignedNote.Line {
        .init(by: witness, (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) } + signature)
    }

    private static func message(_ checkpoint: Checkpoint, _ time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(checkpoint.text)".utf8)
    }
}
