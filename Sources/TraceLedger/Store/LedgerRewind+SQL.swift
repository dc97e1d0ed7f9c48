// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// Takes a ledger back to what it held at a time: for a copy of a database, never for one that serves.
package enum LedgerRewind {
    /// Drops the events that were captured after a record time, and the capture jobs that ended after it.
    ///
    /// What is derived from the events is wrong until ``Ledger/rebuild(by:givesWay:progress:)``. Master data has
    /// only its newest state, and stays.
    ///
    /// - Parameter kept: record times of events that stay all the same.
    /// - Returns: how many events were dropped.
    /// - Throws: ``SQLError``.
    package static func run(
        to time: Int64,
        keeping kept: [Int64] = [],
        in connection: any SQLConnection
    ) throws -> Int {
        try connection.execute("DELETE FROM capture_job WHERE finished_at > $1", [.integer(time)])
        // A rebuild that was under way has indexed some of what is dropped: the next begins anew.
        try connection.execute("DELETE FROM rebuilding WHERE is_replaced = 0")
        return try connection.execute(
            "DELETE FROM event WHERE record_time > $1 AND NOT record_time \(connection.dialect.among("$2"))",
            [.integer(time), .integers(kept)]
        )
    }
}
