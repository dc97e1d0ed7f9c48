// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Testing
import TraceLedger

/// What every database does, on the one that the tests run on.
@Suite("SQL database")
struct SQLDatabaseTests {
    private let database: any SQLDatabase

    init() throws { database = try TestLedger.database() }

    @Test("A transaction that fails leaves nothing")
    func rollback() async throws {
        try await makeNotes()
        await #expect {
            try await database.write {
                try $0.execute("INSERT INTO note(id) VALUES (1)")
                try $0.execute("INSERT INTO note(id) VALUES (1)")
            }
        } throws: {
            ($0 as? SQLError)?.code == .constraint
        }
        #expect(try await notes() == [])
    }

    @Test("A transaction whose closure throws leaves nothing")
    func thrown() async throws {
        try await makeNotes()
        await #expect(throws: Refused.self) {
            try await database.write {
                try $0.execute("INSERT INTO note(id) VALUES (1)")
                throw Refused()
            }
        }
        #expect(try await notes() == [])
    }

    private struct Refused: Error {}

    @Test("A database of a newer version is refused")
    func newerSchema() async throws {
        _ = try await Ledger(database, clock: { 0 })
        _ = try await database.write { try $0.execute("INSERT INTO schema_step(number) VALUES (9999)") }
        await #expect { try await Ledger(database, clock: { 0 }) } throws: {
            ($0 as? SQLError)?.code == .newerSchema
        }
    }

    @Test("Values of every kind come back as they went in")
    func values() async throws {
        let values: [SQLValue] = [
            .integer(.min), .text("芒果\u{1}\""), .blob([0, 255]), .null, .text(""), .blob([]), .integer(.max),
        ]
        try await database.write {
            let sql = $0.dialect
            try $0.execute(
                """
                CREATE TABLE note(a \(sql.integer), b \(sql.text), c \(sql.blob), d \(sql.text), e \(sql.text),
                    f \(sql.blob), g \(sql.integer)) \(sql.table)
                """
            )
            try $0.execute("INSERT INTO note VALUES ($1, $2, $3, $4, $5, $6, $7)", values)
        }
        let row = try await database.read { connection in
            try connection.row("SELECT * FROM note") {
                [
                    .integer($0.integer(0)), .text($0.text(1)), .blob($0.blob(2)), .text($0.optionalText(3)),
                    .text($0.text(4)), .blob($0.blob(5)), .integer($0.integer(6)),
                ]
            } ?? [SQLValue]()
        }
        #expect(row == values)
    }

    @Test("A list says which rows are meant", arguments: [[], [3, 1, 7], Array(1...5000)] as [[Int64]])
    func list(wanted: [Int64]) async throws {
        try await makeNotes()
        try await database.write {
            try $0.insert(into: "note", columns: ["id"], integers: [1, 2, 3])
        }
        let found = try await database.read { connection in
            try connection.rows(
                "SELECT id FROM note WHERE id \(connection.dialect.among("$1")) ORDER BY id",
                [.integers(wanted)]
            ) { $0.integer(0) }
        }
        #expect(found == [1, 2, 3].filter(wanted.contains))
    }

    @Test("Integers go in by the row and in bulk", arguments: [0, 1, 256, 257, 20_000])
    func bulk(count: Int) async throws {
        try await database.write {
            let integer = $0.dialect.integer
            try $0.execute(
                "CREATE TABLE pair(a \(integer) PRIMARY KEY, b \(integer)) \($0.dialect.clustered)"
            )
            let rows = (0..<Int64(count)).flatMap { [$0, $0 * -0x1_0000_0001] }
            try $0.insert(into: "pair", columns: ["a", "b"], integers: rows)
        }
        let rows = try await database.read { connection in
            try connection.rows("SELECT a, b FROM pair ORDER BY a") { ($0.integer(0), $0.integer(1)) }
        }
        #expect(rows.count == count)
        #expect(rows.allSatisfy { $0.1 == $0.0 * -0x1_0000_0001 })
    }

    @Test("A row twice in bulk is a violated constraint", arguments: [2, 1000])
    func bulkConstraint(count: Int64) async throws {
        try await makeNotes()
        await #expect {
            try await database.write {
                try $0.insert(into: "note", columns: ["id"], integers: (1..<count) + [1])
            }
        } throws: {
            ($0 as? SQLError)?.code == .constraint
        }
        #expect(try await notes() == [])
    }

    @Test("Text sorts by its bytes")
    func order() async throws {
        let texts = ["Z", "a", "É", "海", "", "~", "B", "aa", "A"]
        try await database.write {
            try $0.execute("CREATE TABLE word(text \($0.dialect.text) PRIMARY KEY) \($0.dialect.table)")
            for text in texts { try $0.execute("INSERT INTO word(text) VALUES ($1)", [.text(text)]) }
        }
        let sorted = try await database.read {
            try $0.rows("SELECT text FROM word ORDER BY text") { $0.text(0) }
        }
        #expect(sorted == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test("A reader sees one moment, whatever is written meanwhile")
    func snapshot() async throws {
        try await makeNotes()
        let database = database
        let (first, second) = try await withThrowingTaskGroup(of: Void.self) { group in
            let (readerStarted, writerDone) = (AsyncStream<Void>.makeStream(), Gate())
            group.addTask {
                for await _ in readerStarted.stream { break }
                _ = try await database.write { try $0.execute("INSERT INTO note(id) VALUES (1)") }
                writerDone.open()
            }
            let counts = try await database.read { connection in
                let first = try Self.count(connection)
                readerStarted.continuation.yield()
                writerDone.wait()
                return (first, try Self.count(connection))
            }
            try await group.waitForAll()
            return counts
        }
        #expect(first == 0)
        #expect(second == 0)
        #expect(try await notes() == [1])
    }

    @Test("Writers that count on from the last number never take the same")
    func serial() async throws {
        try await makeNotes()
        let database = database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await database.write { connection in
                        let last = try connection.row("SELECT max(id) FROM note") { $0.integer(0) } ?? 0
                        try connection.execute("INSERT INTO note(id) VALUES ($1)", [.integer(last + 1)])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await notes() == Array(1...50))
    }

    private func makeNotes() async throws {
        _ = try await database.write {
            try $0.execute("CREATE TABLE note(id \($0.dialect.integer) PRIMARY KEY) \($0.dialect.table)")
        }
    }

    private func notes() async throws -> [Int64] {
        try await database.read { try $0.rows("SELECT id FROM note ORDER BY id") { $0.integer(0) } }
    }

    private static func count(_ connection: any SQLConnection) throws -> Int64 {
        try connection.row("SELECT count(*) FROM note") { $0.integer(0) } ?? -1
    }
}
