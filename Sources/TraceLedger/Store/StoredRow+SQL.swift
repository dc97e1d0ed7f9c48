// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore
package import TraceEvents
import TraceText

/// An event as its row has it, undecoded: what a log of the ledger commits to.
///
/// For nobody's eyes: it is whole, whoever the event concerns.
package struct StoredRow: Sendable {
    package let number: EventNumber
    /// Microseconds since 1970; no two events of a ledger have the same, and later ones have later times.
    package let recordTime: Int64
    /// The columns beside: kind, action, business step, disposition.
    package let columns: [Int64]
    /// The CBV event hash.
    package let hash: [UInt8]
    /// The JSON text; nil where what is stored cannot be unpacked.
    package let body: [UInt8]?

    /// Whether number and columns are those of an event; of the number's slot nobody can tell.
    package func fits(_ event: Event) -> Bool {
        let kept: [Int64] = [
            event.type.number, event.action?.number ?? 0, event.bizStep.map(StableHash.ofTerm) ?? 0,
            event.disposition.map(StableHash.ofTerm) ?? 0,
        ]
        let time = event.eventTime.milliseconds
        return columns == kept
            && (EventNumber(firstAt: time)...EventNumber(lastAt: time)).contains(number)
    }
}

extension Ledger {
    /// The rows captured after a record time and up to another, in order of capture, until the closure answers false.
    package func rows(
        after first: Int64,
        through last: Int64 = .max,
        in connection: any SQLConnection,
        _ row: (StoredRow) throws -> Bool
    ) throws {
        try connection.query(
            """
            SELECT event_no, record_time, kind, action, biz_step, disposition, hash, body
            FROM event WHERE record_time > $1 AND record_time <= $2 ORDER BY record_time
            """,
            [.integer(first), .integer(last)]
        ) {
            try row(
                StoredRow(
                    number: EventNumber(rawValue: $0.integer(0)),
                    recordTime: $0.integer(1),
                    columns: [$0.integer(2), $0.integer(3), $0.integer(4), $0.integer(5)],
                    hash: $0.blob(6),
                    body: try? codec.unpack($0.blob(7))
                )
            )
        }
    }
}

extension Ledger {
    /// The row captured at a record time.
    package func row(at time: Int64, in connection: any SQLConnection) throws -> StoredRow? {
        var found: StoredRow?
        try rows(after: time - 1, through: time, in: connection) {
            found = $0
            return false
        }
        return found
    }

    /// How many events were captured after a record time.
    package func rowCount(after time: Int64, in connection: any SQLConnection) throws -> Int {
        try connection.row("SELECT count(*) FROM event WHERE record_time > $1", [.integer(time)]) {
            Int($0.integer(0))
        } ?? 0
    }
}
