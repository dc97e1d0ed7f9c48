// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibPQ

/// A session of a ``PostgreSQLDatabase`` inside a transaction.
struct PostgreSQLConnection: SQLConnection {
    let session: PostgreSQLSession

    var dialect: SQLDialect { .postgres }

    /// Fetches all rows before the first is handed over, so that the closure may ask further questions.
    func query(_ sql: String, _ values: [SQLValue], _ row: (any SQLRow) throws -> Bool) throws {
        let result = try session.run(sql, values)
        for index in 0..<result.count {
            guard try row(PostgreSQLRow(result: result.pointer, index: index)) else { return }
        }
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int { try session.run(sql, values).changed }

    func announce(_ topic: String) { session.announcements.insert(topic) }

    func insert(into table: String, columns: [String], integers values: [Int64]) throws {
        guard !values.isEmpty else { return }
        if values.count / columns.count > Self.fewRows {
            try copy(into: table, columns: columns, values)
        } else {
            try insertFew(into: table, columns: columns, values)
        }
    }

    /// Up to so many rows one statement is quicker than a COPY, which takes two exchanges.
    private static let fewRows = 256

    private func insertFew(into table: String, columns: [String], _ values: [Int64]) throws {
        let parameters = columns.indices.map { "$\($0 + 1)::BIGINT[]" }.joined(separator: ", ")
        let lists = columns.indices.map { column in
            SQLValue.integers(stride(from: column, to: values.count, by: columns.count).map { values[$0] })
        }
        try execute(
            "INSERT INTO \(table)(\(columns.joined(separator: ", "))) SELECT * FROM unnest(\(parameters))",
            lists
        )
    }

    private func copy(into table: String, columns: [String], _ values: [Int64]) throws {
        var copy = try PostgreSQLCopy(into: table, columns: columns, on: session)
        for row in stride(from: 0, to: values.count, by: columns.count) {
            try copy.beginRow(columns: columns.count)
            for column in columns.indices { copy.append(values[row + column]) }
        }
        try copy.end()
    }

    func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws {
        guard !rows.isEmpty else { return }
        var copy = try PostgreSQLCopy(into: table, columns: columns, on: session)
        for row in rows {
            try copy.beginRow(columns: columns.count)
            for value in row { try copy.append(value) }
        }
        try copy.end()
    }
}
