// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog
import SQLStore

/// A log under another key whose leaves a log began with, after a restore that lost later ones.
struct FormerLog: Sendable {
    let key: VerifierKey
    /// How many of its leaves were taken over.
    let size: Int
    /// When, in microseconds since 1970.
    let endedAt: Int64

    /// Those of a database.
    ///
    /// - Throws: ``SQLError``.
    static func all(in connection: any SQLConnection) throws -> [FormerLog] {
        try connection.rows("SELECT log_key, size, ended_at FROM log_former ORDER BY ended_at") {
            row in
            // A key that cannot be read is of a newer program: its checkpoints are told as those of an unknown log.
            (try? VerifierKey(text: row.text(0))).map {
                FormerLog(key: $0, size: Int(row.integer(1)), endedAt: row.integer(2))
            }
        }.compactMap(\.self)
    }

    func insert(in connection: any SQLConnection) throws {
        // Of logs before, no more is left than of the last.
        try connection.execute("UPDATE log_former SET size = $1 WHERE size > $1", [.integer(Int64(size))])
        try connection.execute(
            "INSERT INTO log_former(log_key, size, ended_at) VALUES ($1, $2, $3)",
            [.text(key.text), .integer(Int64(size)), .integer(endedAt)]
        )
    }
}
