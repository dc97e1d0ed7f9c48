// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// The tables of the registry. Rows are only added: a statement that was wrong is followed by a right one.
enum RegistrySchema {
    static let component = "registry"

    static let migrations: [SQLMigration] = [
        SQLMigration(1) { sql in
            let validity = """
                valid_from \(sql.integer) NOT NULL,
                valid_until \(sql.integer) CHECK (valid_until >= valid_from),
                recorded_at \(sql.integer) NOT NULL
                """
            return [
                """
                CREATE TABLE registry_position(
                    id \(sql.integer) PRIMARY KEY CHECK (id = 1),
                    recorded_at \(sql.integer) NOT NULL
                ) \(sql.table)
                """,
                """
                CREATE TABLE registry_subject(
                    id TEXT NOT NULL,
                    name_zh TEXT NOT NULL,
                    name_en TEXT NOT NULL,
                    types TEXT NOT NULL,
                    region TEXT NOT NULL,
                    filing TEXT NOT NULL CHECK (filing IN ('draft', 'filed', 'suspended', 'ended')),
                    \(validity),
                    PRIMARY KEY (id, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE registry_licence(
                    type TEXT NOT NULL,
                    number TEXT NOT NULL,
                    holder TEXT NOT NULL,
                    issuer TEXT,
                    source TEXT NOT NULL,
                    quantity TEXT,
                    \(validity),
                    PRIMARY KEY (number, type, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE registry_place(
                    id TEXT NOT NULL,
                    name_zh TEXT NOT NULL,
                    name_en TEXT NOT NULL,
                    holder TEXT,
                    purpose TEXT,
                    region TEXT NOT NULL,
                    latitude TEXT,
                    longitude TEXT,
                    area TEXT,
                    capacity TEXT NOT NULL,
                    \(validity),
                    PRIMARY KEY (id, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE registry_product(
                    id TEXT NOT NULL,
                    name_zh TEXT NOT NULL,
                    name_en TEXT NOT NULL,
                    profile TEXT NOT NULL,
                    holder TEXT,
                    \(validity),
                    PRIMARY KEY (id, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE code_range(
                    range TEXT NOT NULL PRIMARY KEY,
                    subject TEXT NOT NULL,
                    profile TEXT NOT NULL,
                    allowed \(sql.integer) NOT NULL CHECK (allowed > 0),
                    issued \(sql.integer) NOT NULL CHECK (issued >= 0 AND issued <= allowed),
                    allotted_at \(sql.integer) NOT NULL
                ) \(sql.clustered)
                """,
                "CREATE INDEX code_range_by_subject ON code_range(subject, profile)",
                """
                CREATE TABLE issued_code(
                    code TEXT NOT NULL PRIMARY KEY,
                    issued_at \(sql.integer) NOT NULL,
                    voided_at \(sql.integer)
                ) \(sql.clustered)
                """,
            ]
                + ["subject", "licence", "place", "product"].map {
                    "CREATE INDEX registry_\($0)_by_recording ON registry_\($0)(recorded_at)"
                }
        }
    ]
}
