// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog
import SQLStore

/// The log's rows in one transaction or snapshot.
struct LogStore {
    let connection: any SQLConnection
    /// How the log hashes.
    let suite: HashSuite

    /// How far the log is.
    struct Head: Sendable, Equatable {
        var size: Int
        /// The record time of the last leaf's event.
        var lastTime: Int64
        /// The signed note.
        var checkpoint: String
    }

    func head() throws -> Head? {
        try connection.row("SELECT size, last_time, checkpoint FROM log_head WHERE id = 1") {
            Head(size: Int($0.integer(0)), lastTime: $0.integer(1), checkpoint: $0.text(2))
        }
    }

    /// How the log of a database hashes; nil where it has no log.
    ///
    /// - Throws: ``LogFailure`` `otherLog` where this program or machine does not have the suite.
    static func suite(in connection: any SQLConnection) throws -> HashSuite? {
        let name = try connection.row("SELECT suite FROM log_head WHERE id = 1") { $0.text(0) }
        guard let name else { return nil }
        guard let suite = HashSuite(rawValue: name), suite.isAvailable else {
            throw LogFailure(
                .otherLog,
                "the log in this database is of the suite “\(name)”, which is not to be had here"
            )
        }
        return suite
    }

    /// Moves the head on; false where another process was quicker.
    func advance(from old: Head?, to new: Head) throws -> Bool {
        let values: [SQLValue] = [
            .integer(Int64(new.size)), .integer(new.lastTime), .text(new.checkpoint),
        ]
        guard let old else {
            return try connection.execute(
                """
                INSERT INTO log_head(id, size, last_time, checkpoint, suite) VALUES (1, $1, $2, $3, $4)
                ON CONFLICT (id) DO NOTHING
                """,
                values + [.text(suite.rawValue)]
            ) == 1
        }
        return try connection.execute(
            """
            UPDATE log_head SET size = $1, last_time = $2, checkpoint = $3
            WHERE id = 1 AND size = $4 AND checkpoint = $5
            """,
            values + [.integer(Int64(old.size)), .text(old.checkpoint)]
        ) == 1
    }

    /// The stored hashes of a tile, full or not.
    func tile(_ level: Int, _ index: Int) throws -> [TreeHash]? {
        try connection.row(
            "SELECT hashes FROM log_tile WHERE tile_no = $1",
            [.integer(Self.number(level, index))]
        ) { $0.blob(0) }.flatMap(TreeHash.list)
    }

    func put(_ tile: Tile) throws {
        try connection.execute(
            """
            INSERT INTO log_tile(tile_no, hashes) VALUES ($1, $2)
            ON CONFLICT (tile_no) DO UPDATE SET hashes = excluded.hashes
            """,
            [.integer(Self.number(tile.level, tile.index)), .blob(tile.hashes.joinedBytes)]
        )
    }

    /// The leaves of a bundle.
    ///
    /// - Throws: ``LogFailure`` `damaged`.
    func bundle(_ number: Int) throws -> LeafBundle? {
        try bundle("bundle_no = $1", Int64(number))
    }

    /// The bundle in which an event captured at a time is, if it is in the log.
    func bundle(holding time: Int64) throws -> LeafBundle? { try bundle("first_time <= $1", time) }

    private func bundle(_ condition: String, _ value: Int64) throws -> LeafBundle? {
        let found = try connection.row(
            """
            SELECT bundle_no, times, salts, entries FROM log_bundle
            WHERE \(condition) ORDER BY first_time DESC LIMIT 1
            """,
            [.integer(value)]
        ) { (Int($0.integer(0)), times: $0.blob(1), salts: $0.blob(2), entries: $0.blob(3)) }
        guard let found else { return nil }
        let bundle = LeafBundle(
            number: found.0,
            times: found.times,
            salts: found.salts,
            entries: found.entries
        )
        guard let bundle else {
            throw LogFailure(
                .damaged,
                "the leaves of \(TilePath(level: nil, index: found.0).text) are damaged"
            )
        }
        return bundle
    }

    func put(_ bundle: LeafBundle) throws {
        try connection.execute(
            """
            INSERT INTO log_bundle(bundle_no, first_time, times, salts, entries) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (bundle_no) DO UPDATE SET
                times = excluded.times, salts = excluded.salts, entries = excluded.entries
            """,
            [
                .integer(Int64(bundle.number)), .integer(bundle.times[0]), .blob(bundle.timeBytes),
                .blob(bundle.salts), .blob(bundle.entries),
            ]
        )
    }

    /// The signature lines of witnesses on the checkpoint of a size.
    func cosignatures(size: Int) throws -> [String] {
        try connection.rows(
            "SELECT line FROM log_cosignature WHERE size = $1 ORDER BY witness",
            [.integer(Int64(size))]
        ) { $0.text(0) }
    }

    /// The greatest size that a witness has cosigned.
    func cosignedSize() throws -> Int? {
        try connection.row("SELECT max(size) FROM log_cosignature") { $0.optionalInteger(0).map(Int.init) }
            ?? nil
    }

    /// Keeps a cosignature in place of an older one of the same witness on the same size.
    func put(_ cosignature: Cosignature, size: Int) throws {
        try connection.execute(
            """
            INSERT INTO log_cosignature(size, witness, signed_at, line) VALUES ($1, $2, $3, $4)
            ON CONFLICT (size, witness) DO UPDATE SET signed_at = excluded.signed_at, line = excluded.line
            WHERE log_cosignature.signed_at < excluded.signed_at
            """,
            [
                .integer(Int64(size)), .text(cosignature.witness.text), .integer(Int64(cosignature.time)),
                .text(cosignature.line.text),
            ]
        )
    }

    /// Reads the tree of this snapshot.
    var reader: TreeReader { TreeReader(suite) { try tile($0, $1) } }

    /// The edge of the tree when it had so many leaves.
    func edge(size: Int) throws -> TreeEdge {
        try TreeEdge(suite, size: size) { level, index, count in
            guard let hashes = try tile(level, index), hashes.count >= count else {
                throw LogFailure(.damaged, "\(TilePath(level: level, index: index).text) is damaged")
            }
            return Array(hashes.prefix(count))
        }
    }

    static func number(_ level: Int, _ index: Int) -> Int64 { Int64(level) << 56 | Int64(index) }
}

extension LogStore {
    /// The log of a database whose tables are of this version; nil where it holds none.
    init?(of connection: any SQLConnection) throws {
        guard let suite = try Self.suite(in: connection) else { return nil }
        self.init(connection: connection, suite: suite)
    }
}
