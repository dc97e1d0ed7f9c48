// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import TraceText

/// Capture jobs as rows.
enum CaptureJobRow {
    private static let columns =
        "capture_id, created_at, finished_at, proceeds, success, stored, repeated, errors"

    static func insert(_ job: CaptureJob, in connection: any SQLConnection) throws {
        var errors = JSONWriter(capacity: 16)
        errors.array { writer in for problem in job.errors { problem.write(to: &writer) } }
        try connection.execute(
            "INSERT INTO capture_job(\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                .text(job.id), .integer(job.createdAt), .integer(job.finishedAt),
                .integer(job.behaviour == .proceed ? 1 : 0), .integer(job.success ? 1 : 0),
                .integer(Int64(job.stored)), .integer(Int64(job.repeated)), .text(errors.text),
            ]
        )
    }

    static func find(_ id: String, in connection: any SQLConnection) throws -> CaptureJob? {
        try connection.row("SELECT \(columns) FROM capture_job WHERE capture_id = $1", [.text(id)], job)
    }

    /// Newest first; `before` is the ID of the last job of the page before.
    static func list(before: String?, limit: Int, in connection: any SQLConnection) throws -> [CaptureJob] {
        try connection.rows(
            """
            SELECT \(columns) FROM capture_job WHERE capture_id < $1
            ORDER BY capture_id DESC LIMIT $2
            """,
            [.text(before ?? "~"), .integer(Int64(limit))],
            job
        )
    }

    private static func job(_ row: any SQLRow) -> CaptureJob {
        CaptureJob(
            id: row.text(0),
            createdAt: row.integer(1),
            finishedAt: row.integer(2),
            behaviour: row.integer(3) == 1 ? .proceed : .rollback,
            success: row.integer(4) == 1,
            stored: Int(row.integer(5)),
            repeated: Int(row.integer(6)),
            errors: CaptureJob.Problem.list(stored: row.text(7))
        )
    }
}
