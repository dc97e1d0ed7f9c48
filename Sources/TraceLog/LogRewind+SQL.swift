// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import MerkleLog
package import SQLStore

/// Takes a log back to the leaves that it had at a time: for a copy of a database, never for one that serves.
package enum LogRewind {
    /// What will be left of a log.
    package struct Remainder: Sendable {
        package let size: Int
        package let root: TreeHash
        /// Checkpoints of later sizes that do not begin with it: somebody changed the log between.
        package let broken: [Checkpoint]
    }

    /// Looks what a log was at a time, and proves that it is the beginning of what was signed later.
    ///
    /// - Parameters:
    ///   - time: a record time, in microseconds since 1970.
    ///   - signed: checkpoints; those that are larger than the log, or smaller than what will be left, are not
    ///     looked at.
    /// - Returns: nil where there is no log.
    /// - Throws: ``LogFailure`` `damaged`; ``LogError`` where tiles are missing; ``SQLError``.
    package static func remainder(
        at time: Int64,
        of signed: [Checkpoint],
        in connection: any SQLConnection
    ) throws -> Remainder? {
        guard let store = try LogStore(of: connection), let head = try store.head() else { return nil }
        let size = try size(at: time, in: store)
        var reader = store.reader
        let root = try reader.root(size: size)
        let broken = try signed.filter { $0.size >= size && $0.size <= head.size }.filter {
            let proof = try reader.consistency(from: size, to: $0.size)
            return !TreeProof.isConsistent(
                from: (size, root),
                to: ($0.size, $0.root),
                proof: proof,
                suite: store.suite
            )
        }
        return Remainder(size: size, root: root, broken: broken)
    }

    /// Drops the leaves of events that were captured after a record time, and the cosignatures on what had them.
    ///
    /// The checkpoint is that of the longer log until ``EventLog/begin(by:after:at:in:)`` signs a new one.
    ///
    /// - Throws: ``LogFailure`` `damaged`; ``SQLError``.
    package static func run(to time: Int64, in connection: any SQLConnection) throws {
        guard let store = try LogStore(of: connection), let head = try store.head() else { return }
        let size = try size(at: time, in: store)
        guard size < head.size else { return }
        let edge = try store.edge(size: size)
        let last = try store.bundle(size / Tile.width)
        try store.drop(after: size)
        try connection.execute("DELETE FROM log_erasure WHERE record_time > $1", [.integer(time)])
        if size % Tile.width > 0, let last { try store.put(last.prefix(size % Tile.width)) }
        for tile in edge.partialTiles { try store.put(tile) }
        try store.setSize(size, lastTime: store.bundle(holding: time)?.times.last ?? 0)
    }

    private static func size(at time: Int64, in store: LogStore) throws -> Int {
        guard let bundle = try store.bundle(holding: time) else { return 0 }
        return bundle.number * Tile.width + bundle.times.count { $0 <= time }
    }
}

extension LogStore {
    /// Drops every bundle and tile that holds, or is above, a leaf from this one on.
    fileprivate func drop(after size: Int) throws {
        try connection.execute(
            "DELETE FROM log_bundle WHERE bundle_no >= $1",
            [.integer(Int64(size / Tile.width))]
        )
        try connection.execute("DELETE FROM log_cosignature WHERE size > $1", [.integer(Int64(size))])
        var first = size
        for level in 0..<8 {
            first /= Tile.width
            try connection.execute(
                "DELETE FROM log_tile WHERE tile_no >= $1 AND tile_no < $2",
                [.integer(Self.number(level, first)), .integer(Self.number(level + 1, 0))]
            )
        }
    }

    fileprivate func setSize(_ size: Int, lastTime: Int64) throws {
        try connection.execute(
            "UPDATE log_head SET size = $1, last_time = $2 WHERE id = 1",
            [.integer(Int64(size)), .integer(lastTime)]
        )
    }

    /// Puts a checkpoint that another key signed in the place of that there is, whose cosignatures mean nothing then.
    fileprivate func setCheckpoint(_ note: SignedNote) throws {
        try connection.execute("UPDATE log_head SET checkpoint = $1 WHERE id = 1", [.text(note.whole)])
        try connection.execute("DELETE FROM log_cosignature")
    }
}

extension EventLog {
    /// How the log of a database hashes, after its tables were brought to this version; nil where it holds none.
    ///
    /// - Throws: ``LogFailure`` `otherLog`; ``SQLError``.
    package static func suite(in database: any SQLDatabase) async throws -> HashSuite? {
        try await database.migrate(LogSchema.schema)
        return try await database.read { try LogStore.suite(in: $0) }
    }

    /// Makes what a log holds the beginning of a new one, under another key and name.
    ///
    /// A log that lost leaves which others have seen must not go on under its key: it would sign two histories. As a
    /// new log it begins with the same leaves, so older checkpoints of the former log still hold against it.
    ///
    /// - Parameters:
    ///   - former: the key of the log until now, where it is known.
    ///   - time: when, in microseconds since 1970.
    /// - Throws: ``LogFailure`` `damaged`; ``SQLError``.
    package static func begin(
        by signer: SignerKey,
        after former: VerifierKey?,
        at time: Int64,
        in connection: any SQLConnection
    ) throws {
        guard let store = try LogStore(of: connection), let head = try store.head() else { return }
        let root = try store.edge(size: head.size).root
        let checkpoint = Checkpoint(origin: signer.verifier.name, size: head.size, root: root)
        try store.setCheckpoint(checkpoint.signed(by: signer))
        if let former {
            try FormerLog(key: former, size: head.size, endedAt: time).insert(in: connection)
        }
    }
}

extension LeafBundle {
    /// The first leaves.
    fileprivate func prefix(_ count: Int) -> LeafBundle {
        var bundle = LeafBundle(number: number)
        for position in 0..<count {
            bundle.append(
                time: times[position],
                salt: Array(salt(position)),
                entry: Array(entry(position))
            )
        }
        return bundle
    }
}
