// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore

/// The alarms and watches of one database transaction.
struct AlarmStore {
    let connection: any SQLConnection

    /// What was followed up to a record time.
    enum Course: Int64 {
        case events = 1
        case parties = 2
    }

    /// The record time up to which a course was followed, in microseconds since 1970.
    func position(_ course: Course) throws -> Int64 {
        try connection.row(
            "SELECT record_time FROM checked WHERE id = $1",
            [.integer(course.rawValue)]
        ) { $0.integer(0) } ?? 0
    }

    func set(_ course: Course, to recordTime: Int64) throws {
        try connection.execute(
            """
            INSERT INTO checked(id, record_time) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET record_time = excluded.record_time
            """,
            [.integer(course.rawValue), .integer(recordTime)]
        )
    }

    /// Ids and reasons of the alarms about licences that stand; they are of no event.
    func standingOfLicences() throws -> [String: String] {
        let rows = try connection.rows(
            "SELECT id, reason FROM alarm WHERE event_no = 0 AND withdrawn_at IS NULL"
        ) { ($0.text(0), $0.text(1)) }
        return Dictionary(rows) { first, _ in first }
    }

    /// What the alarms about records that stand are about.
    func standing() throws -> [Judgement] {
        try connection.rows("SELECT id FROM alarm WHERE withdrawn_at IS NULL AND event_no <> 0") { row in
            Judgement(id: row.text(0))
        }.compactMap(\.self)
    }

    func watches() throws -> [(judgement: Judgement, due: Int64)] {
        try connection.rows("SELECT id, due_at FROM watch") { row in
            Judgement(id: row.text(0)).map { ($0, row.integer(1)) }
        }.compactMap(\.self)
    }

    /// Raises an alarm; one that was withdrawn stands again, with what is found now.
    func raise(_ alarm: Alarm) throws {
        try connection.execute(
            """
            INSERT INTO alarm(id, alarm, level, effect, stage, event_no, event_id, time, subject, place, object, field,
                reason, value, expected, others, raised_at, withdrawn_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, NULL)
            ON CONFLICT (id) DO UPDATE SET level = excluded.level, effect = excluded.effect,
                reason = excluded.reason, field = excluded.field, value = excluded.value,
                expected = excluded.expected, others = excluded.others, withdrawn_at = NULL
            """,
            [
                .text(alarm.id), .text(alarm.alarm), .text(alarm.level.rawValue),
                .text(alarm.effect.rawValue),
                .text(alarm.stage), .integer(alarm.eventNumber), .text(alarm.eventID), .integer(alarm.time),
                .text(alarm.subject), .text(alarm.place), .text(alarm.object),
                .text(alarm.field), .text(Self.shown(alarm.reason)),
                .text(alarm.details.value.map(Self.shown)),
                .text(alarm.details.expected.map(Self.shown)),
                .text(Self.shown(alarm.details.others.joined(separator: "\n"))),
                .integer(alarm.raisedAt),
            ]
        )
    }

    /// What an event says may hold U+0000, which not every database stores and nobody could read.
    private static func shown(_ text: String) -> String { text.replacing("\u{0}", with: "\u{FFFD}") }

    func withdraw(_ id: String, at time: Int64) throws {
        try connection.execute(
            "UPDATE alarm SET withdrawn_at = $1 WHERE id = $2 AND withdrawn_at IS NULL",
            [.integer(time), .text(id)]
        )
    }

    func watch(_ judgement: Judgement, due: Int64) throws {
        try connection.execute(
            """
            INSERT INTO watch(id, due_at, stage, rule, event_no, object) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at
            """,
            [
                .text(judgement.id), .integer(due), .text(judgement.stage), .integer(Int64(judgement.rule)),
                .integer(judgement.number), .text(judgement.key),
            ]
        )
    }

    func unwatch(_ id: String) throws {
        try connection.execute("DELETE FROM watch WHERE id = $1", [.text(id)])
    }

    /// Forgets everything, so that all events are checked again.
    func clear() throws {
        for table in ["alarm", "watch", "checked"] { try connection.execute("DELETE FROM \(table)") }
    }

    /// Alarms, newest first, and of those raised at the same time in the order of their ids.
    ///
    /// - Parameter last: the last alarm of the page before.
    func list(_ filter: AlarmFilter, after last: AlarmFilter.Place? = nil, limit: Int) throws -> [Alarm] {
        var conditions = ["1 = 1"]
        var values: [SQLValue] = []
        func add(_ column: String, _ value: String?) {
            guard let value else { return }
            values.append(.text(value))
            conditions.append("\(column) = $\(values.count)")
        }
        add("alarm", filter.alarm)
        add("subject", filter.subject)
        add("stage", filter.stage)
        if !filter.includesWithdrawn { conditions.append("withdrawn_at IS NULL") }
        if let last {
            let (time, id) = ("$\(values.count + 1)", "$\(values.count + 2)")
            conditions.append("(raised_at < \(time) OR raised_at = \(time) AND id > \(id))")
            values += [.integer(last.raisedAt), .text(last.id)]
        }
        return try connection.rows(
            """
            SELECT \(Self.columns)
            FROM alarm WHERE \(conditions.joined(separator: " AND ")) ORDER BY raised_at DESC, id LIMIT \(limit)
            """,
            values,
            Self.alarm
        )
    }

    /// The alarms that stand about some events, or about an object.
    func standing(about events: [Int64], object: String) throws -> [Alarm] {
        let ofEvents = try connection.rows(
            ofFew: events,
            { "SELECT \(Self.columns) FROM alarm WHERE event_no \($0) AND withdrawn_at IS NULL" },
            Self.alarm
        ).sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        let ofObject = try connection.rows(
            "SELECT \(Self.columns) FROM alarm WHERE object = $1 AND withdrawn_at IS NULL ORDER BY id",
            [.text(object)],
            Self.alarm
        )
        let known = Set(ofEvents.map(\.id))
        return ofEvents + ofObject.filter { !known.contains($0.id) }
    }

    private static let columns = """
        id, alarm, level, effect, stage, event_no, event_id, time, subject, place, object, field, reason,
            value, expected, others, raised_at, withdrawn_at
        """

    private static func alarm(_ row: any SQLRow) -> Alarm {
        Alarm(
            id: row.text(0),
            alarm: row.text(1),
            level: AlarmLevel(rawValue: row.text(2)) ?? .blue,
            effect: Effect(rawValue: row.text(3)) ?? .note,
            stage: row.text(4),
            eventNumber: row.integer(5),
            eventID: row.text(6),
            time: row.integer(7),
            subject: row.optionalText(8),
            place: row.optionalText(9),
            object: row.optionalText(10),
            field: row.optionalText(11),
            reason: row.text(12),
            details: Finding.Details(
                value: row.optionalText(13),
                expected: row.optionalText(14),
                others: row.text(15).split(separator: "\n").map(String.init)
            ),
            raisedAt: row.integer(16),
            withdrawnAt: row.optionalInteger(17)
        )
    }
}
