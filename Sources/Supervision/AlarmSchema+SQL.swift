// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// The tables of the alarms: derived from the ledger, so they can be thrown away and made again.
enum AlarmSchema {
    static let component = "alarm"

    static let migrations: [SQLMigration] = [
        SQLMigration(1) { sql in
            [
                """
                CREATE TABLE alarm(
                    id TEXT NOT NULL PRIMARY KEY,
                    alarm TEXT NOT NULL,
                    level TEXT NOT NULL,
                    effect TEXT NOT NULL,
                    stage TEXT NOT NULL,
                    event_no \(sql.integer) NOT NULL,
                    event_id TEXT NOT NULL,
                    time \(sql.integer) NOT NULL,
                    subject TEXT,
                    place TEXT,
                    object TEXT,
                    field TEXT,
                    reason TEXT NOT NULL,
                    value TEXT,
                    expected TEXT,
                    others TEXT NOT NULL,
                    raised_at \(sql.integer) NOT NULL,
                    withdrawn_at \(sql.integer)
                ) \(sql.clustered)
                """,
                "CREATE INDEX alarm_by_time ON alarm(raised_at, id)",
                """
                CREATE TABLE watch(
                    id TEXT NOT NULL PRIMARY KEY,
                    due_at \(sql.integer) NOT NULL,
                    stage TEXT NOT NULL,
                    rule \(sql.integer) NOT NULL,
                    event_no \(sql.integer) NOT NULL,
                    object TEXT NOT NULL
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
