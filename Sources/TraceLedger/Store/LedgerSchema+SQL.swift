// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// The tables of the ledger.
///
/// Every unique key holds the column by which a distributed database would shard the table (`event_no`,
/// `link_key`, …); ids are 64-bit and made by us; nothing depends on triggers or foreign keys.
package enum LedgerSchema {
    /// What a database needs of them.
    package static let schema = SQLSchema("", migrations)

    /// What grows with the events is distributed by what it is found by; `link` apart from `event`, because the
    /// two are never joined. Terms and master data are few, and are asked by parts of their keys.
    static let migrations: [SQLMigration] = [
        SQLMigration(
            1,
            placing: [
                "event": .distributed(by: "event_no"), "link": .distributed(by: "link_key"),
                "error_declaration": .beside("event", by: "event_no"),
                "capture_job": .distributed(by: "capture_id"),
                "term": .coordinator, "master_data": .coordinator, "master_child": .coordinator,
            ]
        ) { sql in
            [
                """
                CREATE TABLE event(
                    event_no \(sql.integer) PRIMARY KEY,
                    record_time \(sql.integer) NOT NULL,
                    kind \(sql.integer) NOT NULL,
                    action \(sql.integer) NOT NULL,
                    biz_step \(sql.integer) NOT NULL,
                    disposition \(sql.integer) NOT NULL,
                    hash \(sql.blob) NOT NULL,
                    body \(sql.blob) NOT NULL
                ) \(sql.table)
                """,
                "CREATE INDEX event_by_record_time ON event(record_time)",
                """
                CREATE TABLE link(
                    link_key \(sql.integer) NOT NULL,
                    event_no \(sql.integer) NOT NULL,
                    role \(sql.integer) NOT NULL,
                    PRIMARY KEY (link_key, event_no)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE error_declaration(
                    event_no \(sql.integer) PRIMARY KEY,
                    declaration_no \(sql.integer) NOT NULL
                ) \(sql.table)
                """,
                """
                CREATE TABLE term(
                    kind \(sql.integer) NOT NULL,
                    value \(sql.text) NOT NULL,
                    PRIMARY KEY (kind, value)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE master_data(
                    id \(sql.text) NOT NULL,
                    type \(sql.text) NOT NULL,
                    element \(sql.text) NOT NULL,
                    PRIMARY KEY (id, type)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE master_child(
                    parent \(sql.text) NOT NULL,
                    child \(sql.text) NOT NULL,
                    PRIMARY KEY (parent, child)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE capture_job(
                    capture_id \(sql.text) NOT NULL PRIMARY KEY,
                    created_at \(sql.integer) NOT NULL,
                    finished_at \(sql.integer) NOT NULL,
                    proceeds \(sql.integer) NOT NULL,
                    success \(sql.integer) NOT NULL,
                    stored \(sql.integer) NOT NULL,
                    repeated \(sql.integer) NOT NULL,
                    errors \(sql.text) NOT NULL
                ) \(sql.clustered)
                """,
            ]
        },
        SQLMigration(2, placing: ["rebuilding": .coordinator]) { sql in
            [
                """
                CREATE TABLE rebuilding(
                    position \(sql.integer) NOT NULL,
                    done \(sql.integer) NOT NULL,
                    is_replaced \(sql.integer) NOT NULL,
                    rules \(sql.text) NOT NULL
                ) \(sql.table)
                """
            ]
        },
        // A row of `link` may stand for a block of codes (`CodeBlock`): programs that do not know it are kept out.
        SQLMigration(3) { _ in [] },
    ]
}
