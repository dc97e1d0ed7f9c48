// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// What queries read beyond single events.
extension LedgerReader {
    /// The rows of several events, in no order.
    func heads(_ numbers: [EventNumber]) throws -> [EventHead] {
        try connection.rows(
            """
            SELECT event_no, record_time, kind, action, biz_step, disposition FROM event
            WHERE event_no \(connection.dialect.among("$1"))
            """,
            [.integers(numbers.map(\.rawValue))],
            Self.head
        )
    }

    /// At most `limit` rows of a range, in order of a column.
    func heads(by column: HeadColumn, in range: ClosedRange<Int64>, descending: Bool, limit: Int) throws
        -> [EventHead]
    {
        let name = column.rawValue
        return try connection.rows(
            """
            SELECT event_no, record_time, kind, action, biz_step, disposition FROM event
            WHERE \(name) >= $1 AND \(name) <= $2 ORDER BY \(name) \(descending ? "DESC" : "ASC") LIMIT $3
            """,
            [.integer(range.lowerBound), .integer(range.upperBound), .integer(Int64(limit))],
            Self.head
        )
    }

    /// A column by which events lie in order.
    enum HeadColumn: String {
        case number = "event_no"
        case recordTime = "record_time"
    }

    /// How many events a range holds, counted up to a limit.
    func eventCount(by column: HeadColumn, in range: ClosedRange<Int64>, upTo limit: Int) throws -> Int {
        let name = column.rawValue
        return try connection.row(
            """
            SELECT count(*) FROM
            (SELECT 1 FROM event WHERE \(name) >= $1 AND \(name) <= $2 LIMIT $3) AS bounded
            """,
            [.integer(range.lowerBound), .integer(range.upperBound), .integer(Int64(limit))]
        ) { Int($0.integer(0)) } ?? 0
    }

    private static func head(_ row: any SQLRow) -> EventHead {
        EventHead(
            number: EventNumber(rawValue: row.integer(0)),
            recordTime: row.integer(1),
            kind: row.integer(2),
            action: row.integer(3),
            bizStep: row.integer(4),
            disposition: row.integer(5)
        )
    }
}
