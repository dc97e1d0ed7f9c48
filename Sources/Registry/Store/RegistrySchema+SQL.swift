// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// The tables of the registry. Rows are only added: a statement that was wrong is followed by a right one.
package enum RegistrySchema {
    /// What a database needs of them.
    package static let schema = SQLSchema("registry", migrations)

    /// Answers come from memory, which a process fills once, so nearly all is on the coordinator; but issued codes
    /// are as many as packages, and are found one by one.
    static let migrations: [SQLMigration] = [
        SQLMigration(
            1,
            placing: [
                "registry_position": .coordinator, "registry_subject": .coordinator,
                "registry_licence": .coordinator, "registry_place": .coordinator,
                "registry_product": .coordinator, "code_range": .coordinator,
                "issued_code": .distributed(by: "code"),
            ]
        ) { sql in
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
                    id \(sql.text) NOT NULL,
                    name_zh \(sql.text) NOT NULL,
                    name_en \(sql.text) NOT NULL,
                    types \(sql.text) NOT NULL,
                    region \(sql.text) NOT NULL,
                    filing \(sql.text) NOT NULL CHECK (filing IN ('draft', 'filed', 'suspended', 'ended')),
                    \(validity),
                    PRIMARY KEY (id, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE registry_licence(
                    type \(sql.text) NOT NULL,
                    number \(sql.text) NOT NULL,
                    holder \(sql.text) NOT NULL,
                    issuer \(sql.text),
                    source \(sql.text) NOT NULL,
                    quantity \(sql.text),
                    \(validity),
                    PRIMARY KEY (number, type, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE registry_place(
                    id \(sql.text) NOT NULL,
                    name_zh \(sql.text) NOT NULL,
                    name_en \(sql.text) NOT NULL,
                    holder \(sql.text),
                    purpose \(sql.text),
                    region \(sql.text) NOT NULL,
                    latitude \(sql.text),
                    longitude \(sql.text),
                    area \(sql.text),
                    capacity \(sql.text) NOT NULL,
                    \(validity),
                    PRIMARY KEY (id, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE registry_product(
                    id \(sql.text) NOT NULL,
                    name_zh \(sql.text) NOT NULL,
                    name_en \(sql.text) NOT NULL,
                    profile \(sql.text) NOT NULL,
                    holder \(sql.text),
                    \(validity),
                    PRIMARY KEY (id, valid_from, recorded_at)
                ) \(sql.clustered)
                """,
                """
                CREATE TABLE code_range(
                    range \(sql.text) NOT NULL PRIMARY KEY,
                    subject \(sql.text) NOT NULL,
                    profile \(sql.text) NOT NULL,
                    allowed \(sql.integer) NOT NULL CHECK (allowed > 0),
                    issued \(sql.integer) NOT NULL CHECK (issued >= 0 AND issued <= allowed),
                    allotted_at \(sql.integer) NOT NULL
                ) \(sql.clustered)
                """,
                "CREATE INDEX code_range_by_subject ON code_range(subject, profile)",
                """
                CREATE TABLE issued_code(
                    code \(sql.text) NOT NULL PRIMARY KEY,
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
