// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// How far a ledger has come: another one means that something was captured since.
///
/// The same one means that nothing was, but for documents of nothing but master data that another process was sent
/// before the newest and stored after it.
package struct LedgerPosition: Sendable, Equatable {
    /// The record time of the newest event, in microseconds since 1970.
    let event: Int64
    /// The newest capture job: a document may hold nothing but master data.
    let job: String

    package init(event: Int64, job: String) {
        self.event = event
        self.job = job
    }
}

extension LedgerReader {
    /// Two look-ups in indexes; in a distributed database, or one that is cut by month, in those of every part.
    package func position() throws -> LedgerPosition {
        let job = try connection.row("SELECT max(capture_id) FROM capture_job") { $0.optionalText(0) }
        return LedgerPosition(event: try lastRecordTime(), job: job.flatMap(\.self) ?? "")
    }
}
