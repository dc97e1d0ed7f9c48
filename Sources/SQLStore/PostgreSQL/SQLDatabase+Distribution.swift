// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A database over several machines: PostgreSQL with the extension Citus. Clients talk to one of them, the
/// coordinator, which sends each question on to the machines that hold the rows.
extension SQLDatabase {
    /// Distributes the tables of some schemas, and notes in the database that they are, so that tables of later
    /// versions are distributed as they are made.
    ///
    /// A table is one transaction; what is distributed already is passed by, so that a run that was broken off is
    /// taken up by another.
    ///
    /// - Parameters:
    ///   - shards: into how many parts each table is cut; nil: as before, or ``defaultShards``.
    ///   - told: is called with each table that was distributed now.
    /// - Returns: into how many parts the tables are cut.
    /// - Throws: ``SQLError`` `unsupported` where the database cannot be distributed, or not like this.
    package func distribute(
        _ schemas: [SQLSchema],
        shards: Int?,
        told: @Sendable (String) -> Void
    ) async throws -> Int {
        guard dialect == .postgres else {
            throw SQLError(.unsupported, "a SQLite file lies on one machine: only PostgreSQL is distributed")
        }
        let count = try await write { try $0.noteDistribution(shards: shards) }
        for (table, placement) in schemas.flatMap(\.distributed)
        where try await write({ try $0.distribute(table, placement, shards: count) }) {
            told(table)
        }
        return count
    }

    /// Reads while no process commits, where a commit is not seen on all machines at once; everywhere else this
    /// is an ordinary read.
    ///
    /// For the question up to where the ledger may be followed. Keep it short: who writes waits for it.
    package func readBetweenCommits<Value: Sendable>(
        _ body: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await read { connection in
            if try connection.shards() != nil {
                // Held to the end of this transaction. Writers hold theirs until all machines have committed.
                try connection.query("SELECT pg_advisory_xact_lock_shared(\(WriterLock.key))", []) { _ in true
                }
            }
            return try body(connection)
        }
    }
}

extension SQLConnection {
    /// Into how many parts tables are cut; nil where the database is not distributed.
    package func shards() throws -> Int? {
        guard dialect == .postgres, try hasTable("schema_distribution") else { return nil }
        return try row("SELECT shards FROM schema_distribution") { Int($0.integer(0)) }
    }

    /// Cuts a table into parts that lie on several machines, with the rows that it has.
    ///
    /// - Returns: whether it was whole until now.
    /// - Throws: ``SQLError`` `unsupported` where it is distributed in another way.
    @discardableResult
    package func distribute(_ table: String, _ placement: SQLPlacement, shards: Int) throws -> Bool {
        guard let column = placement.column else { return false }
        let present = try row(
            """
            SELECT column_to_column_name(logicalrelid, partkey) FROM pg_dist_partition
            WHERE logicalrelid = '\(table)'::regclass AND partmethod = 'h'
            """
        ) { $0.text(0) }
        if let present {
            guard present == column else {
                throw SQLError(
                    .unsupported,
                    "the table \(table) is distributed by \(present), not by \(column): `SELECT undistribute_table('\(table)')` first"
                )
            }
            return false
        }
        // Rows that are there are copied, however long it takes.
        try execute("SET LOCAL statement_timeout = 0")
        let neighbour = placement.neighbour.map { "colocate_with => '\($0)'" }
        try query(
            """
            SELECT create_distributed_table('\(table)', '\(column)', \
            \(neighbour ?? "colocate_with => 'none', shard_count => \(shards)"))
            """,
            []
        ) { _ in true }
        // The rows from which the parts were filled would stay on the coordinator, unseen.
        try query("SELECT truncate_local_data_after_distributing_table('\(table)')", []) { _ in true }
        return true
    }

    /// Notes the number of parts, which never changes afterwards.
    fileprivate func noteDistribution(shards: Int?) throws -> Int {
        guard try row("SELECT 1 FROM pg_extension WHERE extname = 'citus'", [], { $0.integer(0) }) != nil
        else {
            throw SQLError(
                .unsupported,
                """
                the extension that distributes tables is not in this database: install Citus on every machine, \
                name it in shared_preload_libraries, CREATE EXTENSION citus, and add the machines with citus_add_node
                """
            )
        }
        if let present = try self.shards() {
            guard shards == nil || shards == present else {
                throw SQLError(
                    .unsupported,
                    "the tables are cut into \(present) parts already, which stays so"
                )
            }
            return present
        }
        let count = shards ?? Self.defaultShards
        try execute("CREATE TABLE schema_distribution(shards BIGINT NOT NULL)")
        try execute("INSERT INTO schema_distribution(shards) VALUES ($1)", [.integer(Int64(count))])
        return count
    }

    /// Parts can be moved to machines that are added later, but not be cut again while the database serves.
    private static var defaultShards: Int { 32 }
}
