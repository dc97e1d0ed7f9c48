// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A PostgreSQL database through libpq, whose calls block: each connection has a thread of its own, so that none
/// of Swift's is held up. One connection writes, several read.
package final class PostgreSQLDatabase: SQLDatabase {
    private let readers: PostgreSQLPool
    private let writers: PostgreSQLPool
    /// Holds the roles of this process; a role is lost with the connection.
    private let leaders: PostgreSQLPool
    private let listener: PostgreSQLListener

    package let dialect = SQLDialect.postgres

    /// Connects, so that a wrong address is known at once.
    ///
    /// - Parameters:
    ///   - readers: connections that read at the same time, opened as they are needed.
    ///   - patience: how long a reader waits for those before it, and a writer at most ten seconds.
    /// - Throws: ``SQLError`` `cannotOpen`.
    package init(_ address: PostgreSQLAddress, readers: Int = 8, patience: Duration = .seconds(30))
        throws
    {
        let reading = (1...max(readers, 1)).map {
            PostgreSQLLane(address, .reading, label: "postgres-read-\($0)")
        }
        let writing = PostgreSQLLane(address, .writing, label: "postgres-write")
        _ = try writing.open()
        self.readers = PostgreSQLPool(reading, patience: patience)
        writers = PostgreSQLPool([writing], patience: min(patience, .seconds(10)))
        let leading = PostgreSQLLane(address, .reading, label: "postgres-lead")
        leaders = PostgreSQLPool([leading], patience: patience)
        listener = PostgreSQLListener(address)
    }

    /// Reads on a snapshot, beside other readers and the writer.
    ///
    /// - Throws: ``SQLError`` `busy`, `cannotOpen`, `connectionLost`; what the closure throws.
    package func read<Value: Sendable>(
        _ body: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await readers.run { try $0.read(body) }
    }

    /// Writes in one transaction, after the writers before, of this process and of others.
    ///
    /// - Throws: the same, and ``SQLError`` `outcomeUnknown`, `storageFull`, `readOnly`, `constraint`.
    package func write<Value: Sendable>(
        _ body: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await writers.run { [process = listener.process] in try $0.write(as: process, body) }
    }

    /// Takes or keeps a role by an advisory lock that lasts as long as its connection.
    package func leads(_ role: String) async throws -> Int? {
        try await leaders.run { try $0.leads(role) }
    }

    /// What other processes announce is heard on a connection of its own, opened when somebody asks.
    package func changes(of topic: String) -> AsyncStream<Void> { listener.changes(of: topic) }

    /// Closes every connection when what runs is done.
    package func close() throws {
        listener.close()
        leaders.close()
        readers.close()
        writers.close()
    }

    /// Runs statements outside of any ledger's transactions, on a connection of their own; blocks.
    package static func run(_ sql: String, at address: PostgreSQLAddress) throws {
        try PostgreSQLSession(address, limits: .writing).simple(sql)
    }

    /// Writes tables anew, so that no byte is left in them of what was deleted; blocks, and so does who asks for them.
    ///
    /// Statistics keep samples of rows: they are made anew too. What a transaction may still see that began before is
    /// kept, so those are waited for.
    ///
    /// - Throws: ``SQLError`` also where one of them has not ended after ten minutes.
    package static func scrub(_ tables: [String], at address: PostgreSQLAddress) throws {
        let session = try PostgreSQLSession(address, limits: .writing)
        try session.simple("SET statement_timeout = 0")
        try session.simple(awaitingOlderTransactions)
        for table in tables { try session.simple("VACUUM (FULL, ANALYZE) \(table)") }
        // Those that began meanwhile may see the statistics of before.
        try session.simple(awaitingOlderTransactions)
        try session.simple("VACUUM FULL pg_catalog.pg_statistic")
        // Citus takes VACUUM to the parts of a table, but not to what other machines know of them.
        if try session.run("SELECT 1 FROM pg_extension WHERE extname = 'citus'", []).count > 0 {
            let failures = try session.run(
                "SELECT result FROM run_command_on_workers('VACUUM FULL pg_catalog.pg_statistic') WHERE NOT success",
                []
            )
            if failures.count > 0 {
                let reason = PostgreSQLRow(result: failures.pointer, index: 0).text(0)
                throw SQLError(.other, "statistics on another machine were not written anew: \(reason)")
            }
        }
    }

    private static let awaitingOlderTransactions = """
        DO $$
        DECLARE own xid := pg_current_xact_id()::xid;
        BEGIN
            FOR attempt IN 1..6000 LOOP
                PERFORM pg_stat_clear_snapshot();
                IF NOT EXISTS (
                    SELECT FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND (age(backend_xmin) > age(own) OR age(backend_xid) > age(own))
                ) THEN RETURN; END IF;
                PERFORM pg_sleep(0.1);
            END LOOP;
            RAISE EXCEPTION 'a transaction that began before still runs (pg_stat_activity), and keeps what was deleted';
        END $$
        """
}
