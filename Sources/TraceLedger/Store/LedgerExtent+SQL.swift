// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// How far a ledger reaches.
package struct LedgerExtent: Sendable, Equatable {
    /// How many events are stored.
    package let events: Int
    /// The event captured last.
    package let last: Last?

    /// An event, and when it was captured in microseconds since 1970.
    package struct Last: Sendable, Equatable {
        package let number: EventNumber
        package let recordTime: Int64
    }

    /// Whether a database holds a ledger.
    ///
    /// - Throws: ``SQLError``.
    package static func exists(in connection: any SQLConnection) throws -> Bool {
        try connection.hasTable("schema_step") && connection.hasTable("event")
    }

    /// Looks without changing anything; nil where the database holds no ledger.
    ///
    /// - Throws: ``SQLError``.
    package init?(in connection: any SQLConnection) throws {
        guard try Self.exists(in: connection) else { return nil }
        events = try connection.row("SELECT count(*) FROM event") { Int($0.integer(0)) } ?? 0
        last = try connection.row(
            "SELECT event_no, record_time FROM event ORDER BY record_time DESC LIMIT 1"
        ) { Last(number: EventNumber(rawValue: $0.integer(0)), recordTime: $0.integer(1)) }
    }
}
