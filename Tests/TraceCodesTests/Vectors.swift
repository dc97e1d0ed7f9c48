// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting

/// A table of vectors that others published, and the rows with which we do not agree, each with its reason.
///
/// The list is checked both ways: a row that is listed but agrees is a failure too.
struct Vectors {
    let path: String
    let rows: [[String]]

    init(_ path: String, columns: Int) throws {
        self.path = path
        rows = try SharedData.table(path).map { row in
            row + [String](repeating: "", count: max(0, columns - row.count))
        }
        try #require(!rows.isEmpty, "\(path) has no rows")
    }

    /// Compares every row.
    ///
    /// - Parameters:
    ///   - exceptions: Reasons by the row's text, its cells joined with one space each.
    ///   - columns: The cells that make up the text, all unless given.
    ///   - difference: What differs, `nil` when we agree.
    func expectAgreement(
        besides exceptions: [String: String] = [:],
        by columns: [Int]? = nil,
        difference: ([String]) throws -> String?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) rethrows {
        var unused = Set(exceptions.keys)
        for row in rows {
            let key = (columns.map { $0.map { row[$0] } } ?? row).joined(separator: " ")
            let found = try difference(row)
            switch (exceptions[key], found) {
            case (nil, let found?):
                Issue.record("\(path): \(key): \(found)", sourceLocation: sourceLocation)
            case (_?, nil):
                Issue.record("\(path): listed but agrees: \(key)", sourceLocation: sourceLocation)
            default: break
            }
            unused.remove(key)
        }
        for key in unused.sorted() {
            Issue.record("\(path): listed but no such row: \(key)", sourceLocation: sourceLocation)
        }
    }

    /// The bytes of a cell in which `\\`, `\t`, `\r`, `\n` and `\xHH` are escapes.
    static func bytes(_ cell: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(cell.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "t"): bytes.append(9)
            case UInt8(ascii: "n"): bytes.append(10)
            case UInt8(ascii: "r"): bytes.append(13)
            case UInt8(ascii: "x"):
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            default: bytes.append(next)
            }
        }
        return bytes
    }

    static func text(_ cell: String) -> String {
        String(decoding: bytes(cell), as: UTF8.self)
    }
}

/// What a throwing call of this module gives, for comparison in one expression.
func outcome<Value>(_ body: () throws -> Value) -> Result<Value, any Error> {
    Result(catching: body)
}
