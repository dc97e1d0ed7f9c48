// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// How far a ledger has come: another one means that something was captured since.
package struct LedgerPosition: Sendable, Hashable {
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
    /// Two look-ups in indexes.
    package func position() throws -> LedgerPosition {
        let job = try connection.row("SELECT max(capture_id) FROM capture_job") { $0.optionalText(0) }
        return LedgerPosition(event: try lastRecordTime(), job: job.flatMap(\.self) ?? "")
    }
}
