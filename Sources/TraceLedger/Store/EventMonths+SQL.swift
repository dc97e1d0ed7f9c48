// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// The table `event` of a PostgreSQL database in parts, one for each month in which events happened.
///
/// An event's number begins with its time, so a month is a range of numbers, and a question for an event finds its
/// part by the number alone. The index entries of all months stay in one table: a trace asks for a unit whenever
/// something happened to it.
package struct EventMonths {
    let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// A part of the table.
    package struct Part: Sendable {
        /// The table's name.
        package let name: String
        /// The first month that it does not hold.
        package let end: EventMonth
        /// Whether it holds everything before, and not a month.
        package let isFirst: Bool
        /// The last month that it holds.
        package var month: EventMonth { end.advanced(by: -1) }
        /// With its indexes.
        package let bytes: Int64
        /// Nil: that of the database.
        package let tablespace: String?
    }

    /// How many months are made beforehand: a server that runs on makes further ones at the turn of each.
    static let ahead = 12
    private static let first = "event_before_"

    /// Cuts the table: what is there becomes one part, later months one each. Nothing is copied.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Returns: whether it was whole until now.
    /// - Throws: ``SQLError`` `unsupported` on SQLite.
    package func cut(now: Int64) throws -> Bool {
        guard connection.dialect == .postgres else {
            throw SQLError(.unsupported, "a SQLite file has no parts: only PostgreSQL cuts a table by month")
        }
        guard try !isCut() else { return false }
        let last = try connection.row("SELECT max(event_no) FROM event") { $0.optionalInteger(0) } ?? nil
        let latest = max(now, last.map { $0 >> 20 } ?? now)
        let start = EventMonth(holding: latest).advanced(by: 1)
        let before = Self.first + Self.suffix(start)
        for statement in [
            // Attaching checks row by row that no event lies beyond the first part.
            "SET LOCAL statement_timeout = 0",
            "ALTER TABLE event RENAME TO \(before)",
            "ALTER INDEX event_pkey RENAME TO \(before)_pkey",
            "ALTER INDEX event_by_record_time RENAME TO \(before)_by_record_time",
            "CREATE TABLE event (LIKE \(before), PRIMARY KEY (event_no)) PARTITION BY RANGE (event_no)",
            "CREATE INDEX event_by_record_time ON event(record_time)",
        ] { try connection.execute(statement) }
        if let shards = try connection.shards() {
            try connection.distribute("event", .beside(before, by: "event_no"), shards: shards)
        }
        try connection.execute(
            """
            ALTER TABLE event ATTACH PARTITION \(before)
            FOR VALUES FROM (MINVALUE) TO (\(start.firstNumber.rawValue))
            """
        )
        try make(through: now)
        return true
    }

    /// Makes the months that will be needed, where the table is cut.
    ///
    /// - Parameter now: milliseconds since 1970.
    func make(through now: Int64) throws {
        let last = EventMonth(holding: now).advanced(by: Self.ahead)
        guard var next = try parts().last?.end else { return }
        while next <= last {
            try connection.execute(
                """
                CREATE TABLE event_\(Self.suffix(next)) PARTITION OF event
                FOR VALUES FROM (\(next.firstNumber.rawValue)) TO (\(next.advanced(by: 1).firstNumber.rawValue))
                """
            )
            next = next.advanced(by: 1)
        }
    }

    /// Whether months are missing that ``make(through:)`` would make.
    func isShort(at now: Int64) throws -> Bool {
        try parts().last.map(\.end).map { $0 <= EventMonth(holding: now).advanced(by: Self.ahead) } ?? false
    }

    private func isCut() throws -> Bool {
        try connection.row(
            "SELECT 1 FROM pg_class WHERE oid = to_regclass('event') AND relkind = 'p'",
            [],
            { $0.integer(0) }
        ) != nil
    }

    /// In order of time; none where the table is whole.
    package func parts() throws -> [Part] {
        guard connection.dialect == .postgres else { return [] }
        return try connection.rows(
            """
            SELECT part.relname::text, pg_total_relation_size(part.oid), spcname::text
            FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid
            LEFT JOIN pg_tablespace ON pg_tablespace.oid = part.reltablespace
            WHERE inhparent = to_regclass('event')
            """
        ) { row in
            let name = row.text(0)
            let isFirst = name.hasPrefix(Self.first)
            let suffix = name.dropFirst(isFirst ? Self.first.count : "event_".count)
            return EventMonth(suffix.replacing("_", with: "-")).map { month in
                Part(
                    name: name,
                    end: isFirst ? month : month.advanced(by: 1),
                    isFirst: isFirst,
                    bytes: row.integer(1),
                    tablespace: row.optionalText(2)
                )
            }
        }.compactMap(\.self).sorted { $0.end < $1.end }
    }

    /// The parts that hold nothing from a month on and do not lie in a tablespace yet.
    ///
    /// - Throws: ``SQLError`` `unsupported` where there is no such tablespace, or no part to be moved for itself.
    package func parts(before month: EventMonth, notIn tablespace: String) throws -> [Part] {
        guard try connection.shards() == nil else {
            throw SQLError(
                .unsupported,
                "in a distributed database the parts lie on the workers: move them there, with run_command_on_placements"
            )
        }
        let parts = try parts()
        guard !parts.isEmpty else {
            throw SQLError(
                .unsupported,
                "the events lie in one table: cut it with `qiongsu migrate --by-month`"
            )
        }
        let known = try connection.rows("SELECT spcname::text FROM pg_tablespace ORDER BY 1") { $0.text(0) }
        guard known.contains(tablespace) else {
            throw SQLError(
                .unsupported,
                "there is no tablespace \(tablespace), only \(known.joined(separator: ", ")): CREATE TABLESPACE makes one"
            )
        }
        return parts.filter { $0.end <= month && $0.tablespace != tablespace }
    }

    /// What moves a part and its indexes, in one transaction: who asks for an event of it waits meanwhile.
    package func move(_ part: Part, to tablespace: String) throws -> String {
        let quoted = "\"\(tablespace.replacing("\"", with: "\"\""))\""
        let indexes = try connection.rows(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = '\(part.name)'::regclass"
        ) { $0.text(0) }
        let moves =
            ["ALTER TABLE \(part.name) SET TABLESPACE \(quoted)"]
            + indexes.map { "ALTER INDEX \($0) SET TABLESPACE \(quoted)" }
        return (["SET statement_timeout = 0"] + moves).joined(separator: "; ")
    }

    /// As in the names of tables.
    private static func suffix(_ month: EventMonth) -> String { month.description.replacing("-", with: "_") }
}
