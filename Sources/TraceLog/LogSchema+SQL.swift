// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// The tables of the log. All but the secret key and what others have seen is here, and all of it can be computed
/// again from the events and the salts.
enum LogSchema {
    static let component = "log"

    static let migrations: [SQLMigration] = [
        SQLMigration(1) { sql in
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
    ]
}
