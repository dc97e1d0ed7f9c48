// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import GRDB
import GRDBSQLite

/// A connection of a ``SQLiteDatabase``: GRDB prepares and keeps the statements, values go in and out through
/// the C interface, which costs a quarter of GRDB's own conversions.
struct SQLiteConnection: SQLConnection {
    let database: Database

    var dialect: SQLDialect { .sqlite }

    func query(_ sql: String, _ values: [SQLValue], _ row: (any SQLRow) throws -> Bool) throws {
        let statement = try prepared(sql, values)
        defer { release(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                if try !row(SQLiteRow(statement: statement)) { return }
            case SQLITE_DONE: return
            default: throw failure()
            }
        }
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try query(sql, values) { _ in true }
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    /// Others ask the file itself.
    func announce(_ topic: String) {}

    func insert(into table: String, columns: [String], integers values: [Int64]) throws {
        let sql = Self.insertion(into: table, columns)
        let statement = try prepared(sql, [])
        defer { release(statement) }
        for row in stride(from: 0, to: values.count, by: columns.count) {
            for column in columns.indices {
                sqlite3_bind_int64(statement, Int32(column + 1), values[row + column])
            }
            guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
            sqlite3_reset(statement)
        }
    }

    func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws {
        let sql = Self.insertion(into: table, columns)
        for row in rows { try execute(sql, row) }
    }

    private static func insertion(into table: String, _ columns: [String]) -> String {
        let parameters = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return "INSERT INTO \(table)(\(columns.joined(separator: ", "))) VALUES (\(parameters))"
    }

    private func prepared(_ sql: String, _ values: [SQLValue]) throws -> OpaquePointer {
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        for (index, value) in values.enumerated()
        where bind(value, to: statement, at: Int32(index + 1)) != SQLITE_OK {
            throw failure()
        }
        return statement
    }

    private func release(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let value): sqlite3_bind_int64(statement, index, value)
        case .text(var text): text.withUTF8 { bindText($0, to: statement, at: index) }
        case .blob(let bytes):
            bytes.withUnsafeBufferPointer { buffer in
                buffer.isEmpty
                    ? sqlite3_bind_zeroblob(statement, index, 0)
                    : sqlite3_bind_blob(
                        statement,
                        index,
                        buffer.baseAddress,
                        Int32(buffer.count),
                        Self.copied
                    )
            }
        case .integers(let values):
            Array("[\(values.map(String.init).joined(separator: ","))]".utf8)
                .withUnsafeBufferPointer { bindText($0, to: statement, at: index) }
        }
    }

    private func bindText(_ text: UnsafeBufferPointer<UInt8>, to statement: OpaquePointer, at index: Int32)
        -> Int32
    {
        guard let start = text.baseAddress else {
            return sqlite3_bind_text(statement, index, "", 0, Self.copied)
        }
        return start.withMemoryRebound(to: CChar.self, capacity: text.count) {
            sqlite3_bind_text(statement, index, $0, Int32(text.count), Self.copied)
        }
    }

    private func failure() -> SQLError {
        SQLError(
            DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_errcode(database.sqliteConnection)),
                message: String(cString: sqlite3_errmsg(database.sqliteConnection))
            )
        )
    }

    /// Tells SQLite to copy what is bound, because it does not outlive the call.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// The row that a statement stands on.
private struct SQLiteRow: SQLRow {
    let statement: OpaquePointer

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

    func text(_ column: Int) -> String {
        guard let start = sqlite3_column_text(statement, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(_ column: Int) -> [UInt8] {
        let start = sqlite3_column_blob(statement, Int32(column))
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }
}
