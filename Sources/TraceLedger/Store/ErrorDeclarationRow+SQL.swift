// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// Which event a declaration declares wrong; of several declarations the first captured counts.
enum ErrorDeclarationRow {
    static func insert(
        wrong: EventNumber,
        declaration: EventNumber,
        into table: String = "error_declaration",
        in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO \(table)(event_no, declaration_no) VALUES ($1, $2)
            ON CONFLICT (event_no) DO NOTHING
            """,
            [.integer(wrong.rawValue), .integer(declaration.rawValue)]
        )
    }
}
