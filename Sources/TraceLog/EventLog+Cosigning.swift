// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import MerkleLog
import SQLStore
import TraceLedger

extension EventLog {
    /// How far the clock of a witness may be ahead of ours, in seconds.
    private static let clockTolerance: Int64 = 300

    /// Takes the cosignatures of known witnesses under a checkpoint of this log, of this or an earlier size.
    ///
    /// - Returns: the names of the witnesses whose cosignatures stand now.
    /// - Throws: ``LogFailure`` `refused`, with what is wrong; nothing is kept then.
    package func take(cosigned note: SignedNote) async throws -> [String] {
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(text: note.text) } catch {
            throw LogFailure(.refused, error.reason)
        }
        guard checkpoint.origin == key.name, checkpoint.extensions.isEmpty else {
            throw LogFailure(
                .refused,
                "the checkpoint is of “\(checkpoint.origin)”, this log is “\(key.name)”"
            )
        }
        try await check(checkpoint)
        let cosignatures = try cosignatures(under: note, checkpoint)
        return try await ledger.database.write { [suite] connection in
            let store = LogStore(connection: connection, suite: suite)
            for cosignature in cosignatures { try store.put(cosignature, size: checkpoint.size) }
            return cosignatures.map(\.witness.name)
        }
    }

    /// A witness may have seen a checkpoint that is not ours: that is a fork, and the one thing it is there to find.
    private func check(_ checkpoint: Checkpoint) async throws {
        let root = try await read { store -> TreeHash in
            let size = try store.head()?.size ?? 0
            guard checkpoint.size <= size else {
                throw LogFailure(.refused, "the checkpoint has \(checkpoint.size) leaves, this log \(size)")
            }
            var reader = store.reader
            return try reader.root(size: checkpoint.size)
        }
        guard root == checkpoint.root else {
            throw LogFailure(.refused, "this log had another root when it had \(checkpoint.size) leaves")
        }
    }

    private func cosignatures(under note: SignedNote, _ checkpoint: Checkpoint) throws -> [Cosignature] {
        var found: [Cosignature] = []
        let now = ledger.now() / 1_000_000
        for witness in witnesses {
            for line in note.lines(of: witness) {
                let cosignature: Cosignature
                do { cosignature = try Cosignature(line, of: checkpoint, by: witness) } catch {
                    throw LogFailure(.refused, error.reason)
                }
                guard cosignature.time <= UInt64(now + Self.clockTolerance) else {
                    throw LogFailure(.refused, "the cosignature of “\(witness.name)” is of the future")
                }
                found.append(cosignature)
            }
        }
        guard !found.isEmpty else {
            throw LogFailure(.refused, "no signature is of a witness that this log knows")
        }
        return found
    }
}
