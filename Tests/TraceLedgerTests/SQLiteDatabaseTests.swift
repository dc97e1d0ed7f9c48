// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import SQLStore
import Testing
import TraceLedger

@Suite("SQLite")
struct SQLiteDatabaseTests {
    @Test("Commits are synced to disk")
    func synchronous() async throws {
        #expect(try await TestLedger.database().synchronousMode() == 2)
    }

    @Test("A transaction that fails leaves nothing")
    func rollback() async throws {
        let database = try TestLedger.database()
        _ = try await database.write { try $0.execute("CREATE TABLE note(id INTEGER PRIMARY KEY) STRICT") }
        await #expect(throws: SQLError.self) {
            try await database.write {
                try $0.execute("INSERT INTO note(id) VALUES (1)")
                try $0.execute("INSERT INTO note(id) VALUES (1)")
            }
        }
        #expect(try await database.read { try $0.row("SELECT count(*) FROM note") { $0.integer(0) } } == 0)
    }

    @Test("A database of a newer version is refused")
    func newerSchema() async throws {
        let database = try TestLedger.database()
        _ = try await Ledger(database, clock: { 0 })
        _ = try await database.write { try $0.execute("INSERT INTO schema_step(number) VALUES (9999)") }
        await #expect { try await Ledger(database, clock: { 0 }) } throws: {
            ($0 as? SQLError)?.code == .newerSchema
        }
    }

    @Test("Values of every kind come back as they went in")
    func values() async throws {
        let database = try TestLedger.database()
        let values: [SQLValue] = [
            .integer(.min), .text("芒果\u{0}\""), .blob([0, 255]), .null, .text(""), .blob([]),
        ]
        try await database.write {
            try $0.execute("CREATE TABLE note(a INTEGER, b TEXT, c BLOB, d TEXT, e TEXT, f BLOB) STRICT")
            try $0.execute("INSERT INTO note VALUES ($1, $2, $3, $4, $5, $6)", values)
        }
        let row = try await database.read { connection in
            try connection.row("SELECT * FROM note") {
                [
                    .integer($0.integer(0)), .text($0.text(1)), .blob($0.blob(2)), .text($0.optionalText(3)),
                    .text($0.text(4)), .blob($0.blob(5)),
                ]
            } ?? [SQLValue]()
        }
        #expect(row == values)
    }

    @Test("A list stands after IN")
    func list() async throws {
        let database = try TestLedger.database()
        let found = try await database.read { connection in
            try connection.rows(
                "SELECT value FROM (SELECT 1 AS value UNION SELECT 2 UNION SELECT 3) WHERE value IN \(connection.dialect.list("$1")) ORDER BY value",
                [.integers([3, 1, 7])]
            ) { $0.integer(0) }
        }
        #expect(found == [1, 3])
    }

    @Test("A closed database is one file")
    func closing() async throws {
        let path = TestLedger.path()
        let database = try SQLiteDatabase(path: path)
        _ = try await database.write { try $0.execute("CREATE TABLE note(id INTEGER PRIMARY KEY) STRICT") }
        _ = try await database.read { try $0.row("SELECT count(*) FROM note") { $0.integer(0) } }
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        try database.close()
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }

    @Test("A file that is no database is refused")
    func notADatabase() throws {
        let path = TestLedger.path()
        try String(repeating: "no database ", count: 100).write(
            toFile: path,
            atomically: true,
            encoding: .utf8
        )
        #expect(throws: SQLError.self) { try SQLiteDatabase(path: path) }
    }
}
