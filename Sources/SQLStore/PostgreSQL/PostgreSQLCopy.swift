// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A COPY into a table under way: rows in PostgreSQL's binary form, sent as they fill a buffer.
///
/// Source of the format: PostgreSQL documentation, COPY, "Binary Format".
struct PostgreSQLCopy {
    private let session: PostgreSQLSession
    private var buffer = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    private static let bufferSize = 65_536

    init(into table: String, columns: [String], on session: PostgreSQLSession) throws {
        self.session = session
        try session.beginCopy(
            "COPY \(table)(\(columns.joined(separator: ", "))) FROM STDIN (FORMAT binary)"
        )
        buffer.reserveCapacity(Self.bufferSize + 1024)
    }

    mutating func beginRow(columns: Int) throws {
        if buffer.count >= Self.bufferSize {
            try session.copy(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        buffer.append(bigEndian: Int16(columns))
    }

    mutating func append(_ value: Int64) {
        buffer.append(bigEndian: Int32(8))
        buffer.append(bigEndian: value)
    }

    /// - Throws: ``SQLError`` `unstorable` for text with U+0000.
    mutating func append(_ value: SQLValue) throws {
        switch value {
        case .null: buffer.append(bigEndian: Int32(-1))
        case .integer(let integer): append(integer)
        case .blob, .text, .integers:
            let start = buffer.count
            buffer.append(bigEndian: Int32(0))
            try buffer.append(postgreSQL: value)
            let length = Int32(buffer.count - start - 4)
            withUnsafeBytes(of: length.bigEndian) { buffer.replaceSubrange(start..<start + 4, with: $0) }
        }
    }

    mutating func end() throws {
        buffer.append(bigEndian: Int16(-1))
        try session.copy(buffer)
        try session.endCopy()
    }
}
