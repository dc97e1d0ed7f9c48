// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibPQ

/// Values in PostgreSQL's binary form, one after the other in one buffer.
struct PostgreSQLParameters {
    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []

    /// - Parameter types: what the server takes each parameter for.
    /// - Throws: ``SQLError`` `unstorable` for text with U+0000; `other` for a value of another type.
    init(_ values: [SQLValue], as types: [PostgreSQLType]) throws {
        guard values.count == types.count else {
            throw SQLError(.other, "\(values.count) values for \(types.count) parameters")
        }
        for (index, (value, type)) in zip(values, types).enumerated() {
            guard let expected = PostgreSQLType(of: value) else {
                starts.append(nil)
                lengths.append(0)
                continue
            }
            // In binary form a value of another type of the same length would be read as nonsense.
            guard expected == type else {
                throw SQLError(.other, "parameter $\(index + 1) is of type \(type.rawValue) in the database")
            }
            let start = bytes.count
            try bytes.append(postgreSQL: value)
            starts.append(start)
            lengths.append(Int32(bytes.count - start))
        }
    }

    /// Hands the values over as libpq takes them: pointers, lengths and formats (1: binary).
    func withPointers<Result>(
        _ body: (
            _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
            _ formats: UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        // A pointer into an empty array may be null, which would make an empty text a null.
        let padded = bytes + [0]
        return padded.withUnsafeBytes { buffer in
            let base = buffer.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return body(pointers, lengths, [Int32](repeating: 1, count: pointers.count))
        }
    }
}

/// The types of PostgreSQL that values are stored in, by their numbers in its catalogue (`pg_type.dat`).
enum PostgreSQLType: UInt32 {
    case blob = 17
    case integer = 20
    case text = 25
    case integers = 1016
    case other = 0

    init(_ type: Oid) { self = PostgreSQLType(rawValue: type) ?? .other }

    /// Nil for null, which is of any type.
    init?(of value: SQLValue) {
        switch value {
        case .null: return nil
        case .integer: self = .integer
        case .text: self = .text
        case .blob: self = .blob
        case .integers: self = .integers
        }
    }
}

extension [UInt8] {
    /// Adds a value in binary form, of a null nothing.
    ///
    /// - Throws: ``SQLError`` `unstorable` for text with U+0000.
    mutating func append(postgreSQL value: SQLValue) throws {
        switch value {
        case .null: break
        case .integer(let value): append(bigEndian: value)
        case .blob(let blob): self += blob
        case .text(var text):
            let isStorable = text.withUTF8 { utf8 in
                self += utf8
                return !utf8.contains(0)
            }
            guard isStorable else {
                throw SQLError(.unstorable, "PostgreSQL stores no text that holds the character U+0000")
            }
        case .integers(let values): append(list: values)
        }
    }

    /// One dimension, no nulls, type, count, first index; then each with its length.
    private mutating func append(list values: [Int64]) {
        reserveCapacity(count + 20 + values.count * 12)
        append(bigEndian: Int32(values.isEmpty ? 0 : 1))
        append(bigEndian: Int32(0))
        append(bigEndian: Int32(PostgreSQLType.integer.rawValue))
        guard !values.isEmpty else { return }
        append(bigEndian: Int32(values.count))
        append(bigEndian: Int32(1))
        for value in values {
            append(bigEndian: Int32(8))
            append(bigEndian: value)
        }
    }

    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
