// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibPQ

/// The result of a statement; frees its memory.
final class PostgreSQLResult {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var count: Int32 { PQntuples(pointer) }

    /// Rows that were inserted, changed or removed.
    var changed: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }
}

/// One row of a result in binary form.
struct PostgreSQLRow: SQLRow {
    let result: OpaquePointer
    let index: Int32

    /// Constants and some functions are of narrower types; a null reads as 0, as in SQLite.
    func integer(_ column: Int) -> Int64 {
        let bytes = bytes(column)
        return switch bytes.count {
        case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        default: 0
        }
    }

    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func blob(_ column: Int) -> [UInt8] { [UInt8](bytes(column)) }

    func isNull(_ column: Int) -> Bool { PQgetisnull(result, index, Int32(column)) == 1 }

    private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, index, Int32(column)),
            count: Int(PQgetlength(result, index, Int32(column)))
        )
    }
}
