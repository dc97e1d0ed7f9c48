// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// The tables of the alarms: derived from the ledger, so they can be thrown away and made again.
package enum AlarmSchema {
    /// What a database needs of them.
    package static let schema = SQLSchema("alarm", migrations)

    /// On the coordinator, because alarms are found by their event, object, subject and time, by none of them alone.
    static let migrations: [SQLMigration] = [
        SQLMigration(1, placing: ["alarm": .coordinator, "watch": .coordinator, "checked": .coordinator]) {
            sql in
            [
                """
                CREATE TABLE alarm(
                    id \(sql.text) NOT NULL PRIMARY KEY,
                    alarm \(sql.text) NOT NULL,
                    level \(sql.text) NOT NULL,
                    effect \(sql.text) NOT NULL,
                    stage \(sql.text) NOT NULL,
                    event_no \(sql.integer) NOT NULL,
                    event_id \(sql.text) NOT NULL,
                    time \(sql.integer) NOT NULL,
                    subject \(sql.text),
                    place \(sql.text),
                    object \(sql.text),
                    field \(sql.text),
                    reason \(sql.text) NOT NULL,
                    value \(sql.text),
                    expected \(sql.text),
                    others \(sql.text) NOT NULL,
                    raised_at \(sql.integer) NOT NULL,
                    withdrawn_at \(sql.integer)
                ) \(sql.clustered)
                """,
                "CREATE INDEX alarm_by_time ON alarm(raised_at, id)",
                """
                CREATE TABLE watch(
                    id \(sql.text) NOT NULL PRIMARY KEY,
                    due_at \(sql.integer) NOT NULL,
                    stage \(sql.text) NOT NULL,
                    rule \(sql.integer) NOT NULL,
                    event_no \(sql.integer) NOT NULL,
                    object \(sql.text) NOT NULL
                ) \(sql.clustered)
                """,
                "CREATE INDEX watch_by_due ON watch(due_at)",
                "CREATE TABLE checked(id \(sql.integer) PRIMARY KEY, record_time \(sql.integer) NOT NULL) \(sql.table)",
            ]
        },
        SQLMigration(2) { _ in
            [
                "CREATE INDEX alarm_by_event ON alarm(event_no)",
                "CREATE INDEX alarm_by_object ON alarm(object)",
            ]
        },
    ]
}
