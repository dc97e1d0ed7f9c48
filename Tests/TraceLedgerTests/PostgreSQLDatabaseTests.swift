// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Testing

@Suite("PostgreSQL", .enabled(if: TestLedger.server != nil, "run through scripts/with-postgres"))
struct PostgreSQLDatabaseTests {
    private let address: PostgreSQLAddress

    init() throws {
        address = try PostgreSQLAddress(TestLedger.freshSchema(on: #require(TestLedger.server)))
    }

    @Test("Commits wait for the disk, whatever the server is set to")
    func synchronous() async throws {
        let mode = try await PostgreSQLDatabase(address).write {
            try $0.row("SELECT current_setting('synchronous_commit')") { $0.text(0) }
        }
        #expect(mode == "on")
    }

    @Test("A table that was filled since PostgreSQL looked at it is asked by its index")
    func planning() async throws {
        let database = try PostgreSQLDatabase(address)
        try await database.write {
            try $0.execute("CREATE TABLE note(key BIGINT, id BIGINT, PRIMARY KEY (key, id))")
            let rows = (0..<20_000).flatMap { [Int64($0), Int64($0)] }
            try $0.insert(into: "note", columns: ["key", "id"], integers: rows)
        }
        let keys = (0..<1000).map(String.init).joined(separator: ",")
        let question = "EXPLAIN SELECT id FROM note WHERE key = ANY('{\(keys)}'::BIGINT[])"
        let plans = [
            try await database.read { try $0.rows(question) { $0.text(0) } },
            try await database.write { try $0.rows(question) { $0.text(0) } },
        ]
        for plan in plans {
            #expect(plan.contains { $0.contains("note_pkey") })
            #expect(!plan.contains { $0.contains("Seq Scan") })
        }
    }

    @Test("Text with U+0000 is refused before it is sent")
    func nullCharacter() async throws {
        let database = try PostgreSQLDatabase(address)
        await #expect {
            try await database.read {
                try $0.rows("SELECT 1 WHERE $1 = 'a'", [.text("a\u{0}")]) { $0.integer(0) }
            }
        } throws: {
            ($0 as? SQLError)?.code == .unstorable
        }
    }

    @Test("A value of another type than the column's is refused")
    func types() async throws {
        let database = try PostgreSQLDatabase(address)
        _ = try await database.write { try $0.execute("CREATE TABLE note(id BIGINT)") }
        await #expect(throws: SQLError.self) {
            try await database.write { try $0.execute("INSERT INTO note VALUES ($1)", [.text("12345678")]) }
        }
    }

    @Test("Two processes that count on from the last number never take the same")
    func processes() async throws {
        let databases = try [PostgreSQLDatabase(address), PostgreSQLDatabase(address)]
        _ = try await databases[0].write { try $0.execute("CREATE TABLE note(id BIGINT PRIMARY KEY)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    try await databases[number % 2].write { connection in
                        let last = try connection.row("SELECT max(id) FROM note") { $0.integer(0) } ?? 0
                        try connection.execute("INSERT INTO note(id) VALUES ($1)", [.integer(last + 1)])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(
            try await databases[1].read { try $0.row("SELECT max(id) FROM note") { $0.integer(0) } } == 60
        )
    }

    @Test("A connection that was ended is replaced without anybody noticing")
    func reconnecting() async throws {
        let database = try PostgreSQLDatabase(address, readers: 1)
        let own = "SELECT pg_backend_pid()"
        let reader = try await database.read { try $0.row(own) { $0.integer(0) } ?? 0 }
        let writer = try await database.write { try $0.row(own) { $0.integer(0) } ?? 0 }
        for backend in [reader, writer] {
            try PostgreSQLDatabase.run("SELECT pg_terminate_backend(\(backend), 5000)", at: address)
        }
        #expect(try await database.read { try $0.row(own) { $0.integer(0) } } ?? 0 != reader)
        #expect(try await database.write { try $0.row(own) { $0.integer(0) } } ?? 0 != writer)
    }

    @Test("A write whose connection breaks before its commit is done once more")
    func brokenWrite() async throws {
        let (database, other) = try (PostgreSQLDatabase(address), PostgreSQLDatabase(address))
        _ = try await database.write { try $0.execute("CREATE TABLE note(id BIGINT)") }
        let attempts = Counter()
        try await database.write { connection in
            try connection.execute("INSERT INTO note(id) VALUES (1)")
            if attempts.next() == 1 {
                // The server ends a session that asks for its own end before it answers.
                try connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(attempts.count == 2)
        #expect(try await other.read { try $0.row("SELECT count(*) FROM note") { $0.integer(0) } } == 1)
    }

    @Test("A commit that is not answered is reported, not repeated")
    func unknownOutcome() async throws {
        let database = try PostgreSQLDatabase(address)
        // The session ends itself when the deferred trigger runs, which is while it commits.
        try PostgreSQLDatabase.run(
            """
            CREATE TABLE note(id BIGINT);
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER dying AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
            """,
            at: address
        )
        let attempts = Counter()
        await #expect {
            try await database.write {
                _ = attempts.next()
                try $0.execute("INSERT INTO note VALUES (1)")
            }
        } throws: {
            ($0 as? SQLError)?.code == .outcomeUnknown
        }
        #expect(attempts.count == 1)
    }

    @Test("Whoever waits too long for a connection is told that the database is busy")
    func patience() async throws {
        let database = try PostgreSQLDatabase(address, readers: 1, patience: .milliseconds(50))
        let gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            let started = AsyncStream<Void>.makeStream()
            group.addTask {
                try await database.read { _ in
                    started.continuation.yield()
                    gate.wait()
                }
            }
            for await _ in started.stream { break }
            await #expect { try await database.read { _ in } } throws: {
                ($0 as? SQLError)?.code == .busy
            }
            gate.open()
            try await group.waitForAll()
        }
        try await database.read { _ in }
    }

    @Test("Of several processes one has a role, and another takes it over when that one ends")
    func leading() async throws {
        let (first, second) = try (PostgreSQLDatabase(address), PostgreSQLDatabase(address))
        let term = try await first.leads("checking")
        #expect(term != nil)
        #expect(try await second.leads("checking") == nil)
        #expect(try await second.leads("another") != nil)
        #expect(try await first.leads("checking") == term)
        try first.close()
        while try await second.leads("checking") == nil { await Task.yield() }
    }

    @Test("A role that was lost with its connection is noticed")
    func losingLead() async throws {
        let (first, second) = try (PostgreSQLDatabase(address), PostgreSQLDatabase(address))
        let term = try await first.leads("checking")
        try await endLeader(by: second)
        #expect(try await second.leads("checking") != nil)
        #expect(try await first.leads("checking") == nil)
        try second.close()
        var next = try await first.leads("checking")
        while next == nil { next = try await first.leads("checking") }
        #expect(next != term)
    }

    @Test("A role that is taken again by the same process is another term, because another may have had it")
    func leadingAgain() async throws {
        let (first, second) = try (PostgreSQLDatabase(address), PostgreSQLDatabase(address))
        let term = try await first.leads("checking")
        try await endLeader(by: second)
        let next = try await first.leads("checking")
        #expect(next != nil && next != term)
    }

    private func endLeader(by other: PostgreSQLDatabase) async throws {
        let schema = "current_schema()::regnamespace::oid"
        let backends = try await other.read {
            try $0.rows("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = \(schema)") {
                $0.integer(0)
            }
        }
        #expect(backends.count == 1)
        try end(backends)
    }

    private func end(_ backends: [Int64]) throws {
        for backend in backends {
            try PostgreSQLDatabase.run("SELECT pg_terminate_backend(\(backend), 5000)", at: address)
        }
    }

    @Test("Who lost the connection on which he listens is told as soon as he has another")
    func losingHearing() async throws {
        let (first, second) = try (PostgreSQLDatabase(address), PostgreSQLDatabase(address))
        let channel = try await first.read {
            try $0.row("SELECT current_schema()::regnamespace::oid::bigint") { $0.integer(0) } ?? 0
        }
        var changes = second.changes(of: "x").makeAsyncIterator()
        await changes.next()
        let listening = try await first.read {
            try $0.rows("SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN qiongsu_\(channel)'") {
                $0.integer(0)
            }
        }
        #expect(listening.count == 1)
        try end(listening)
        // That it is lost, and that there is another; both may be heard as one.
        await changes.next()
        try await first.write { $0.announce("x") }
        await changes.next()
    }

    @Test(
        "What a transaction announces is heard by others when it is committed, and by nobody when it is not"
    )
    func announcing() async throws {
        let (first, second) = try (PostgreSQLDatabase(address), PostgreSQLDatabase(address))
        let heard = Counter()
        var other = second.changes(of: "other").makeAsyncIterator()
        await other.next()
        let counting = Task { for await _ in second.changes(of: "topic") { _ = heard.next() } }
        while heard.count < 1 { await Task.yield() }
        await #expect(throws: SQLError.self) {
            try await first.write {
                $0.announce("topic")
                throw SQLError(.other, "rolled back")
            }
        }
        try await second.write { $0.announce("topic") }
        try await first.write { $0.announce("other") }
        await other.next()
        #expect(heard.count == 1)
        try await first.write { $0.announce("topic") }
        while heard.count < 2 { await Task.yield() }
        try second.close()
        await counting.value
    }

    @Test("A closed database answers no more")
    func closed() async throws {
        let database = try PostgreSQLDatabase(address)
        try database.close()
        await #expect(throws: SQLError.self) { try await database.read { _ in } }
    }

    @Test("A transaction in which a statement failed is not taken for committed")
    func swallowedFailure() async throws {
        let database = try PostgreSQLDatabase(address)
        _ = try await database.write { try $0.execute("CREATE TABLE note(id BIGINT PRIMARY KEY)") }
        await #expect(throws: SQLError.self) {
            try await database.write {
                try $0.execute("INSERT INTO note VALUES (1)")
                _ = try? $0.execute("INSERT INTO note VALUES (1)")
            }
        }
    }
}

@Suite("PostgreSQL address")
struct PostgreSQLAddressTests {
    @Test("A server that is not there cannot be opened, and the message holds no password")
    func nobody() throws {
        let address = try PostgreSQLAddress("postgres://me:secret@127.0.0.1:1/none?connect_timeout=2")
        #expect(address.name == "postgres://127.0.0.1:1/none")
        #expect {
            try PostgreSQLDatabase(address)
        } throws: {
            let error = $0 as? SQLError
            return error?.code == .cannotOpen && error?.reason.contains("secret") == false
        }
    }

    @Test("What libpq cannot read is refused without repeating it", arguments: ["port=x y", "host"])
    func unreadable(options: String) {
        #expect {
            try PostgreSQLAddress("postgres://me:secret@[host/none?\(options)")
        } throws: {
            let error = $0 as? SQLError
            return error?.code == .cannotOpen && error?.reason.contains("secret") == false
        }
    }
}
