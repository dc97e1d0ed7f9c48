// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import SQLStore
import Testing

@Suite("SQLite")
struct SQLiteDatabaseTests {
    private let path = TestLedger.path()

    @Test("Commits are synced to disk")
    func synchronous() async throws {
        #expect(try await SQLiteDatabase(path: path).synchronousMode() == 2)
    }

    @Test("A closed database is one file")
    func closing() async throws {
        let database = try SQLiteDatabase(path: path)
        _ = try await database.write { try $0.execute("CREATE TABLE note(id INTEGER PRIMARY KEY) STRICT") }
        _ = try await database.read { try $0.row("SELECT count(*) FROM note") { $0.integer(0) } }
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        try database.close()
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }

    @Test("A file that is no database is refused")
    func notADatabase() throws {
        try String(repeating: "no database ", count: 100).write(
            toFile: path,
            atomically: true,
            encoding: .utf8
        )
        #expect(throws: SQLError.self) { try SQLiteDatabase(path: path) }
    }
}
