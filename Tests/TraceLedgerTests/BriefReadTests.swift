// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Dispatch
import LedgerTesting
import SQLStore
import Testing

@Suite("Brief reads of SQLite")
struct BriefReadTests {
    private let database: SQLiteDatabase

    init() async throws {
        database = try SQLiteDatabase(path: TestLedger.path(), readers: 2)
        try await database.write {
            _ = try $0.execute("CREATE TABLE note(id INTEGER PRIMARY KEY) STRICT")
        }
    }

    private static func count(_ connection: any SQLConnection) throws -> Int64? {
        try connection.row("SELECT count(*) FROM note") { $0.integer(0) }
    }

    private func add() async throws {
        try await database.write { _ = try $0.execute("INSERT INTO note DEFAULT VALUES") }
    }

    @Test("A brief read sees every commit before it, and nothing of a transaction that is under way")
    func lastCommit() async throws {
        for expected in Int64(0)..<5 {
            #expect(try database.readAtOnce(Self.count) == expected)
            try await add()
        }
        let beside = try await database.write { [database] connection in
            try connection.execute("DELETE FROM note")
            return try database.readAtOnce(Self.count)
        }
        #expect(beside == 5)
        #expect(try database.readAtOnce(Self.count) == 0)
    }

    @Test("All questions of a brief read are answered by one snapshot")
    func snapshot() async throws {
        let (began, beginning) = AsyncStream.makeStream(of: Void.self)
        let written = Gate()
        async let counts: [Int64?]? = withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { [database] in
                continuation.resume(
                    with: Result {
                        try database.readAtOnce { connection in
                            let before = try Self.count(connection)
                            beginning.yield()
                            written.wait()
                            return [before, try Self.count(connection)]
                        }
                    }
                )
            }
        }
        for await _ in began { break }
        try await add()
        written.open()
        #expect(try await counts == [0, 0])
        #expect(try database.readAtOnce(Self.count) == 1)
    }

    @Test("Long reads, as many as there are readers, do not hold up a brief one")
    func besideLongReads() async throws {
        let (began, beginning) = AsyncStream.makeStream(of: Void.self)
        let end = Gate()
        try await withThrowingTaskGroup { group in
            for _ in 0..<2 {
                group.addTask { [database] in
                    try await database.read { _ in
                        beginning.yield()
                        end.wait()
                    }
                }
            }
            var beginnings = began.makeAsyncIterator()
            for _ in 0..<2 { await beginnings.next() }
            #expect(try database.readAtOnce(Self.count) == 0)
            for _ in 0..<2 { end.open() }
            try await group.waitForAll()
        }
    }

    @Test("What a brief read throws comes out, and its snapshot is not kept")
    func failing() async throws {
        struct Refusal: Error {}
        for _ in 0..<20 {
            #expect(throws: Refusal.self) {
                try database.readAtOnce { connection -> Int? in
                    _ = try Self.count(connection)
                    throw Refusal()
                }
            }
            #expect(throws: SQLError.self) {
                try database.readAtOnce { try $0.row("SELECT nothing FROM note") { $0.integer(0) } }
            }
        }
        try await add()
        #expect(try database.readAtOnce(Self.count) == 1)
    }

    @Test("A brief read cannot write")
    func writing() throws {
        let error = #expect(throws: SQLError.self) {
            try database.readAtOnce { try $0.execute("INSERT INTO note DEFAULT VALUES") }
        }
        #expect(error?.code == .readOnly)
    }

    @Test(
        "Where all connections read, the next brief read is told to ask elsewhere; so it is of a closed file"
    )
    func bounds() throws {
        func depth() throws -> Int { try database.readAtOnce { _ in try depth() + 1 } ?? 0 }
        let most = try depth()
        #expect(most >= 2)
        #expect(try depth() == most)
        try database.close()
        #expect(try depth() == 0)
    }
}
