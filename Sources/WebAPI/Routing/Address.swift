// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import TraceCodes

/// The parts of a request's address, as they came.
enum Address {
    /// Path and query.
    static func split(_ address: String) -> (path: String, query: Substring?) {
        guard let mark = address.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (address, nil) }
        return (String(address[..<mark]), address[address.index(after: mark)...])
    }

    /// The texts between slashes; one slash at the end counts for nothing.
    static func segments(of path: String) -> [Substring] {
        var text = path[...]
        if text.utf8.first == UInt8(ascii: "/") { text = text.dropFirst() }
        if text.utf8.last == UInt8(ascii: "/") { text = text.dropLast() }
        return text.isEmpty ? [] : text.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// Percent-decoded text.
    ///
    /// - Throws: a problem for what is not UTF-8 then.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) throws(Problem) -> String {
        let hasEscapes = text.utf8.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
        guard hasEscapes else { return String(text) }
        let bytes = PercentEncoding.unescape(Array(text.utf8), plusIsSpace: plusIsSpace)
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.badRequest, .validation, "percent-encoded text in the address is not UTF-8")
        }
        return decoded
    }

    /// Text as one segment of a path, or a value in a query.
    static func encoded(_ text: String) -> String { PercentEncoding.escape(text.utf8, .path) }

    /// The items of a query, raw.
    static func items(of query: Substring?) -> [(name: Substring, value: Substring)] {
        guard let query else { return [] }
        return query.split(separator: "&", omittingEmptySubsequences: true).map { item in
            guard let mark = item.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (item, "") }
            return (item[..<mark], item[item.index(after: mark)...])
        }
    }
}
