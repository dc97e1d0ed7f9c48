// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibPQ
import Synchronization

/// One connection to a PostgreSQL server and the statements prepared on it.
///
/// Unchecked: libpq's handle may be used by one thread at a time, and so may the memory of statements. A
/// ``PostgreSQLLane`` holds each session and uses it only on its own queue.
final class PostgreSQLSession: @unchecked Sendable {
    let handle: OpaquePointer
    let address: PostgreSQLAddress
    /// Whether it was given up while an answer was due, so that nothing more can be asked.
    var isAbandoned = false
    /// Whether a commit was told to be on this server's disk only, though it should be on a standby's as well.
    var isOnOneDisk = false
    private var statements: [String: Statement] = [:]
    private var statementCount = 0
    /// The terms of the roles that this session has.
    private var roles: [String: Int] = [:]
    private static let terms = Atomic<Int>(0)
    /// What the transaction that is under way announces.
    var announcements: Set<String> = []

    /// A statement the server knows by name.
    private struct Statement {
        let name: String
        let types: [PostgreSQLType]
    }

    /// Beyond this all are forgotten and prepared again as they are used.
    private static let statementLimit = 500

    /// Connects; waits as long as the address allows.
    ///
    /// - Throws: ``SQLError`` `cannotOpen`.
    init(_ address: PostgreSQLAddress, limits: PostgreSQLLimits) throws {
        let opened = address.connect()
        guard let handle = opened else { throw SQLError(.cannotOpen, "there is no memory for a connection") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let error = SQLError(.cannotOpen, Self.oneLine(PQerrorMessage(handle)))
            PQfinish(handle)
            throw error
        }
        self.handle = handle
        self.address = address
        hear()
        guard PQsetnonblocking(handle, 1) == 0 else { throw failure(nil) }
        try simple(limits.settings)
    }

    deinit { PQfinish(handle) }

    /// Whether the session can take the next transaction.
    var isUsable: Bool { isConnected && PQtransactionStatus(handle) == PQTRANS_IDLE }

    private var isConnected: Bool { !isAbandoned && PQstatus(handle) == CONNECTION_OK }

    /// Runs a closure on a snapshot.
    func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        try simple("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let value = try inTransaction(body)
        // Nothing was written, so nothing can go wrong that the caller should know.
        try? simple("COMMIT")
        return value
    }

    /// Runs a closure in a transaction that is on disk when this returns.
    ///
    /// One transaction writes at a time, over all processes: record times are made by counting on from the last
    /// one, and an event is recognised as a repetition by looking for it, so two transactions that do not see each
    /// other must not write at once; and a reader who follows the ledger by record time must never see a later
    /// event before an earlier one. The lock is of the schema, so that ledgers in one database do not wait for
    /// each other. It ends with the transaction, after what was committed can be seen. Each statement after it
    /// sees all that was committed before (READ COMMITTED).
    ///
    /// - Parameter process: in whose name it announces.
    func write<Value>(as process: String, _ body: (any SQLConnection) throws -> Value) throws -> Value {
        try simple(
            """
            BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; \
            SELECT pg_advisory_xact_lock(\(WriterLock.key))
            """
        )
        announcements = []
        let value = try inTransaction(body)
        try commit(as: process)
        return value
    }

    /// Runs a closure in the transaction that was begun, and rolls it back where the closure throws.
    private func inTransaction<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        do { return try body(PostgreSQLConnection(session: self)) } catch {
            try? simple("ROLLBACK")
            throw error
        }
    }

    /// Takes a lock that lasts as long as the session, or shows that the session which holds it still lives.
    func leads(_ role: String) throws -> Int? {
        if let term = roles[role] {
            try simple("SELECT 1")
            return term
        }
        let taken = try run(
            """
            SELECT 1 WHERE pg_try_advisory_lock(hashtext('qiongsu ' || $1), current_schema()::regnamespace::oid::int)
            """,
            [.text(role)]
        )
        guard taken.count > 0 else { return nil }
        let term = Self.terms.add(1, ordering: .relaxed).newValue
        roles[role] = term
        return term
    }

    /// Commits, and returns when that is on every disk that the server's commits wait for.
    ///
    /// Who finds that everything was stored before writes nothing, and the server does not wait for standbys then: yet
    /// what he found may be on this server's disk only, left there by a commit that broke off while it waited. So
    /// something is always written: a message that nobody reads.
    private func commit(as process: String) throws {
        let result: PostgreSQLResult
        isOnOneDisk = false
        do {
            result = try take(
                answer(
                    to: PQsendQuery(
                        handle,
                        """
                        \(PostgreSQLListener.announcing(announcements, by: process)) \
                        SELECT pg_logical_emit_message(true, 'qiongsu', '') \
                        WHERE pg_current_xact_id_if_assigned() IS NULL; COMMIT
                        """
                    ),
                    isCommit: true
                )
            )
        } catch {
            guard [.connectionLost, .cannotOpen].contains(error.code) else { throw error }
            throw SQLError(
                .outcomeUnknown,
                "the connection was lost before PostgreSQL answered to COMMIT: what was sent may be stored or not"
            )
        }
        guard !isOnOneDisk else {
            throw SQLError(
                .outcomeUnknown,
                "what was sent is stored, but on no standby, though PostgreSQL is set to wait for one"
            )
        }
        // A statement failed and the closure went on: the server answers to COMMIT by rolling back.
        guard String(cString: PQcmdStatus(result.pointer)) == "COMMIT" else {
            throw SQLError(.other, "the transaction was rolled back because one of its statements failed")
        }
    }

    /// Statements without parameters and rows.
    func simple(_ sql: String) throws { _ = try take(answer(to: PQsendQuery(handle, sql))) }

    /// A statement with parameters, prepared once.
    func run(_ sql: String, _ values: [SQLValue]) throws -> PostgreSQLResult {
        let statement = try prepared(sql)
        // Sending copies what is sent.
        let isSent = try PostgreSQLParameters(values, as: statement.types).withPointers {
            PQsendQueryPrepared(handle, statement.name, Int32(values.count), $0, $1, $2, 1)
        }
        return try take(answer(to: isSent))
    }

    private func prepared(_ sql: String) throws -> Statement {
        if let statement = statements[sql] { return statement }
        if statements.count >= Self.statementLimit {
            try simple("DEALLOCATE ALL")
            statements.removeAll()
        }
        statementCount += 1
        let name = "s\(statementCount)"
        _ = try take(answer(to: PQsendPrepare(handle, name, sql, 0, nil)))
        let description = try take(answer(to: PQsendDescribePrepared(handle, name)))
        let types = (0..<PQnparams(description.pointer)).map {
            PostgreSQLType(PQparamtype(description.pointer, $0))
        }
        let statement = Statement(name: name, types: types)
        statements[sql] = statement
        return statement
    }
}

/// The advisory lock that whoever writes holds to the end of his transaction.
enum WriterLock {
    /// Of this schema alone; the first number sets our locks apart from those of other programs in the database:
    /// "QS" in ASCII.
    static let key = "\(0x5153), current_schema()::regnamespace::oid::int"
}

/// Bulk loading.
extension PostgreSQLSession {
    func beginCopy(_ sql: String) throws { try simple(sql) }

    func copy(_ bytes: [UInt8]) throws {
        let sent = bytes.withUnsafeBytes { buffer in
            PQputCopyData(handle, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count))
        }
        guard sent == 1 else { throw failure(nil) }
        try flush()
    }

    func endCopy() throws { _ = try take(answer(to: PQputCopyEnd(handle, nil))) }
}

/// Errors.
extension PostgreSQLSession {
    private func take(_ pointer: OpaquePointer?) throws(SQLError) -> PostgreSQLResult {
        guard let pointer else { throw failure(nil) }
        let result = PostgreSQLResult(pointer)
        switch PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN: return result
        default: throw failure(pointer)
        }
    }

    /// What went wrong, in the server's words: its primary message, which holds no rows.
    func failure(_ result: OpaquePointer?) -> SQLError {
        guard isConnected else {
            return SQLError(.connectionLost, "the connection to PostgreSQL was lost")
        }
        // The letters of PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY, whose macros Swift cannot read.
        let state = result.flatMap { PQresultErrorField($0, Int32(UInt8(ascii: "C"))) }
        let message = result.flatMap { PQresultErrorField($0, Int32(UInt8(ascii: "M"))) }
        return SQLError(
            state.map { SQLError.code(sqlState: String(cString: $0)) } ?? .other,
            Self.oneLine(message ?? PQerrorMessage(handle))
        )
    }

    private static func oneLine(_ text: UnsafePointer<CChar>?) -> String {
        let lines = text.map { String(cString: $0) }?.split(whereSeparator: \.isNewline) ?? []
        return lines.map { $0.drop(while: \.isWhitespace) }.joined(separator: "; ")
    }
}
