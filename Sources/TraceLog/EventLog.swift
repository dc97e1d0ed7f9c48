// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import MerkleLog
import SQLStore
package import TraceLedger

/// The log of a ledger: every captured event is a leaf, in order of capture, under checkpoints that its key signs.
package struct EventLog: Sendable {
    /// The public half of the key by which checkpoints are signed; its name is the log's.
    package var key: VerifierKey { signer.verifier }
    /// Whose cosignatures are taken.
    package let witnesses: [VerifierKey]
    let ledger: Ledger
    let signer: SignerKey
    /// How leaves and tree are hashed.
    let suite: HashSuite

    /// Opens the log, making its tables and its first checkpoint where there are none.
    ///
    /// - Parameter key: of a kind that signs notes; with it the suite of a new log is chosen.
    /// - Throws: ``LogFailure`` `otherLog` where the database has a log of another suite or key; ``SQLError``.
    package init(_ ledger: Ledger, key: SignerKey, witnesses: [VerifierKey] = []) async throws {
        guard let suite = key.verifier.kind.suite else {
            preconditionFailure("a log signs by a key of notes, not by one of cosignatures")
        }
        try await ledger.database.migrate(LogSchema.schema)
        self.ledger = ledger
        self.witnesses = witnesses
        self.suite = suite
        signer = key
        let (stored, head) = try await ledger.database.read {
            (try LogStore.suite(in: $0), try LogStore(connection: $0, suite: suite).head())
        }
        if let stored, stored != suite {
            throw LogFailure(
                .otherLog,
                "the log in this database is of the suite “\(stored.rawValue)”, the key given is of “\(suite.rawValue)”: a log keeps its suite. Give its key with --log-key"
            )
        }
        if let head {
            do throws(LogError) {
                _ = try Checkpoint(SignedNote(head.checkpoint), by: key.verifier)
            } catch {
                throw LogFailure(
                    .otherLog,
                    "the log in this database is not that of the key given: \(error). Give its key with --log-key"
                )
            }
        } else {
            try await integrate()
        }
    }

    /// Runs a closure on one snapshot of the log.
    func read<Value: Sendable>(_ body: @Sendable @escaping (LogStore) throws -> Value) async throws -> Value {
        try await ledger.database.read { [suite] in try body(LogStore(connection: $0, suite: suite)) }
    }

    /// The newest checkpoint, with the cosignatures on it.
    package func checkpoint() async throws -> SignedNote {
        try await read { store in
            guard let head = try store.head() else { throw LogFailure(.damaged, "the log has no checkpoint") }
            return try Self.note(head.checkpoint, size: head.size, store)
        }
    }

    /// The newest checkpoint that a witness has cosigned, with all its cosignatures; nil where none has.
    package func cosignedCheckpoint() async throws -> SignedNote? {
        try await read { [signer] store in
            guard let size = try store.cosignedSize() else { return nil }
            var reader = store.reader
            let checkpoint = Checkpoint(
                origin: signer.verifier.name,
                size: size,
                root: try reader.root(size: size)
            )
            return try Self.note(checkpoint.signed(by: signer).whole, size: size, store)
        }
    }

    static func note(_ text: String, size: Int, _ store: LogStore) throws -> SignedNote {
        var note = try SignedNote(text)
        note.signatures += try store.cosignatures(size: size).map { try .init($0.dropLast()) }
        return note
    }

    /// The record time of the last event in the log, in microseconds since 1970; 0 where there is none.
    package func reach() async throws -> Int64 { try await read { try $0.head()?.lastTime ?? 0 } }

    /// The bytes of a tile or bundle of entries; nil where the log does not reach so far.
    package func bytes(of path: TilePath) async throws -> [UInt8]? {
        try await read { store in
            guard let level = path.level else {
                guard let bundle = try store.bundle(path.index), bundle.count >= path.width else {
                    return nil
                }
                return EntryBundle.bytes(of: (0..<path.width).map { bundle.entry($0) })
            }
            // Beyond, the number of a tile would not fit its column; no log is so large.
            guard level < 8, let hashes = try store.tile(level, path.index), hashes.count >= path.width else {
                return nil
            }
            return hashes.prefix(path.width).joinedBytes
        }
    }

    /// The proof that the log of one size begins with that of another, and the two roots.
    ///
    /// - Throws: ``LogFailure`` `outOfRange`.
    package func consistency(from old: Int, to new: Int) async throws -> (
        from: TreeHash, to: TreeHash, proof: [TreeHash]
    ) {
        try await read { store in
            let size = try store.head()?.size ?? 0
            guard 0 <= old, old <= new, new <= size else {
                throw LogFailure(
                    .outOfRange,
                    "from is at most to, and to at most the size of the log, \(size)"
                )
            }
            var reader = store.reader
            return (
                try reader.root(size: old), try reader.root(size: new),
                try reader.consistency(from: old, to: new)
            )
        }
    }
}
