// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import Foundation
package import SQLStore
package import TraceEvents
package import TraceLedger
import TraceText

/// A ledger in a file of its own, on a clock that stands still.
package enum TestLedger {
    /// 2026-07-01T00:00:00Z in microseconds since 1970.
    package static let now: Int64 = 1_782_864_000_000_000

    package static func make() async throws -> Ledger { try await make(in: database()) }

    package static func make(in database: any SQLDatabase) async throws -> Ledger {
        try await make(in: database, profiles: nil)
    }

    package static func make(in database: any SQLDatabase, profiles: ProfileBook?) async throws -> Ledger {
        try await Ledger(database, profiles: profiles, clock: { now })
    }

    /// A new database: a file that the system removes with its other temporary files, or a schema of its own where
    /// the environment names a PostgreSQL server in `QIONGSU_TEST_DATABASE` (see `scripts/with-postgres`).
    package static func database() throws -> any SQLDatabase {
        guard let server else { return try SQLiteDatabase(path: path()) }
        // Hundreds of tests run at the same time, and a server takes so many connections only.
        return try PostgreSQLDatabase(PostgreSQLAddress(freshSchema(on: server)), readers: 2)
    }

    /// The same new database, opened as by two processes.
    package static func sharedDatabases() throws -> (any SQLDatabase, any SQLDatabase) {
        guard let server else {
            let path = path()
            return (try SQLiteDatabase(path: path), try SQLiteDatabase(path: path))
        }
        let address = try PostgreSQLAddress(freshSchema(on: server))
        return (try PostgreSQLDatabase(address, readers: 2), try PostgreSQLDatabase(address, readers: 2))
    }

    /// The address of the PostgreSQL server that tests run on; nil where they run on SQLite.
    package static let server = ProcessInfo.processInfo.environment["QIONGSU_TEST_DATABASE"]

    /// Whether that server is the coordinator of a distributed database (`scripts/with-postgres --distributed`).
    package static let isDistributed =
        ProcessInfo.processInfo.environment["QIONGSU_TEST_DISTRIBUTED"] != nil

    /// The address of an empty schema: much quicker to make than a database, and as separate.
    ///
    /// - Parameter isDistributed: whether the tables that will be made in it are distributed.
    package static func freshSchema(on server: String, isDistributed: Bool = isDistributed) throws -> String {
        let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
        return try schema(name, on: server, isDistributed: isDistributed)
    }

    /// The address of a schema, made where it is not there.
    package static func schema(_ name: String, on server: String, isDistributed: Bool = isDistributed) throws
        -> String
    {
        let address = "\(server)\(server.contains("?") ? "&" : "?")options=-csearch_path%3D\(name)"
        let place = try PostgreSQLAddress(address)
        try PostgreSQLDatabase.run("CREATE SCHEMA IF NOT EXISTS \(name)", at: place)
        if isDistributed {
            // What `qiongsu migrate --distribute` leaves in an empty database.
            try PostgreSQLDatabase.run(
                """
                CREATE TABLE IF NOT EXISTS schema_distribution(shards BIGINT NOT NULL);
                INSERT INTO schema_distribution(shards)
                SELECT 4 WHERE NOT EXISTS (SELECT 1 FROM schema_distribution)
                """,
                at: place
            )
        }
        return address
    }

    package static func path() -> String {
        FileManager.default.temporaryDirectory.appending(path: "qiongsu-\(UUID().uuidString).db").path
    }
}

extension Event {
    /// An event at a second of 2026-06-01 (UTC), for tests that fill in the rest.
    package static func at(_ second: Int, _ type: EventType, _ fill: (inout Event) -> Void = { _ in })
        -> Event
    {
        let time = Timestamp(milliseconds: 1_780_272_000_000 + Int64(second) * 1000)
        var event = Event(type: type, eventTime: time, timeZoneOffset: "+08:00")
        fill(&event)
        return event
    }

    /// An observation of instances.
    package static func seen(_ epcs: [String], at second: Int, step: String? = nil, action: Action = .observe)
        -> Event
    {
        .at(second, .object) {
            $0.epcs = epcs
            $0.action = action
            $0.bizStep = step
        }
    }
}
