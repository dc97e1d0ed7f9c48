// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// The tables of the log. All but the secret key and what others have seen is here, and all of it can be computed
/// again from the events, the salts and what erasures left.
package enum LogSchema {
    /// What a database needs of them.
    package static let schema = SQLSchema("log", migrations)

    /// Who sees a head must see the tiles and bundles below it, and a commit over several machines is not seen on
    /// all at once: so all of it is on the coordinator.
    static let migrations: [SQLMigration] = [
        SQLMigration(
            1,
            placing: [
                "log_head": .coordinator, "log_tile": .coordinator, "log_bundle": .coordinator,
                "log_cosignature": .coordinator,
            ]
        ) { sql in
            [
                """
                CREATE TABLE log_head(
                    id \(sql.integer) PRIMARY KEY CHECK (id = 1),
                    size \(sql.integer) NOT NULL,
                    last_time \(sql.integer) NOT NULL,
                    checkpoint \(sql.text) NOT NULL
                ) \(sql.table)
                """,
                // Level and index in one number, because the rows are large: 256 hashes.
                """
                CREATE TABLE log_tile(
                    tile_no \(sql.integer) PRIMARY KEY,
                    hashes \(sql.blob) NOT NULL
                ) \(sql.table)
                """,
                """
                CREATE TABLE log_bundle(
                    bundle_no \(sql.integer) PRIMARY KEY,
                    first_time \(sql.integer) NOT NULL,
                    times \(sql.blob) NOT NULL,
                    salts \(sql.blob) NOT NULL,
                    entries \(sql.blob) NOT NULL
                ) \(sql.table)
                """,
                "CREATE INDEX log_bundle_by_time ON log_bundle(first_time)",
                """
                CREATE TABLE log_cosignature(
                    size \(sql.integer) NOT NULL,
                    witness \(sql.text) NOT NULL,
                    signed_at \(sql.integer) NOT NULL,
                    line \(sql.text) NOT NULL,
                    PRIMARY KEY (size, witness)
                ) \(sql.clustered)
                """,
            ]
        },
        SQLMigration(2) { sql in
            ["ALTER TABLE log_head ADD COLUMN suite \(sql.text) NOT NULL DEFAULT 'sha256'"]
        },
        SQLMigration(3, placing: ["log_former": .coordinator]) { sql in
            [
                """
                CREATE TABLE log_former(
                    log_key \(sql.text) NOT NULL PRIMARY KEY,
                    size \(sql.integer) NOT NULL,
                    ended_at \(sql.integer) NOT NULL
                ) \(sql.clustered)
                """
            ]
        },
        SQLMigration(4, placing: ["log_erasure": .coordinator]) { sql in
            [
                """
                CREATE TABLE log_erasure(
                    record_time \(sql.integer) PRIMARY KEY,
                    notice_time \(sql.integer) NOT NULL,
                    slots \(sql.blob) NOT NULL
                ) \(sql.table)
                """
            ]
        },
    ]
}
