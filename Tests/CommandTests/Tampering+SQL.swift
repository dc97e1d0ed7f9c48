// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import SQLStore

/// Somebody who can write into a copy of a database.
enum Tampering {
    static func removeFirstEvent(in database: URL) async throws {
        try await run(
            "DELETE FROM event WHERE record_time = (SELECT min(record_time) FROM event)",
            in: database
        )
    }

    static func addSchemaStep(in database: URL) async throws {
        try await run("INSERT INTO schema_step(number) VALUES (1000)", in: database)
    }

    private static func run(_ sql: String, in database: URL) async throws {
        let database = try SQLiteDatabase(path: database.path)
        try await database.write { connection in _ = try connection.execute(sql) }
        try database.close()
    }
}
