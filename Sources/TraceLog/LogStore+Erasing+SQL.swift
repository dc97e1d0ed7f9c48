// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// What an erasure left of a leaf, and the record time of the notice that tells of it.
struct StoredErasure: Sendable {
    var left: ErasedLeaf
    var noticeTime: Int64
}

extension LogStore {
    /// Nil where nothing was erased of the event captured at a time.
    ///
    /// - Throws: ``LogFailure`` `damaged`.
    func erasure(at time: Int64) throws -> StoredErasure? {
        let found = try connection.row(
            "SELECT slots, notice_time FROM log_erasure WHERE record_time = $1",
            [.integer(time)]
        ) { (bytes: $0.blob(0), noticeTime: $0.integer(1)) }
        guard let found else { return nil }
        guard let left = ErasedLeaf(bytes: found.bytes) else {
            throw LogFailure(.damaged, "what an erasure left of the event captured at \(time) is damaged")
        }
        return StoredErasure(left: left, noticeTime: found.noticeTime)
    }

    func put(_ erasure: StoredErasure, at time: Int64) throws {
        try connection.execute(
            """
            INSERT INTO log_erasure(record_time, notice_time, slots) VALUES ($1, $2, $3)
            ON CONFLICT (record_time) DO UPDATE SET notice_time = excluded.notice_time, slots = excluded.slots
            """,
            [.integer(time), .integer(erasure.noticeTime), .blob(erasure.left.bytes)]
        )
    }
}

extension LogRewind {
    /// The record times of notices that tell of what stays erased when a log is taken back to a time: they stay too.
    ///
    /// - Throws: ``SQLError``.
    package static func notices(at time: Int64, in connection: any SQLConnection) throws -> [Int64] {
        try connection.rows(
            "SELECT notice_time FROM log_erasure WHERE record_time <= $1 AND notice_time > $1",
            [.integer(time)]
        ) { $0.integer(0) }
    }
}
