// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A parsed JSON text: the bytes, and a flat list of where each value lies.
///
/// Nothing is decoded before it is asked for: a string is a range of the text until ``JSONValue/string`` copies
/// it. Parsing costs one pass and one list, whatever the shape of the text.
package final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let nodes: [Node]

    /// Parses a whole text.
    ///
    /// Refused besides what RFC 8259 refuses: invalid UTF-8, an object that names a key twice, and what is
    /// beyond the limits.
    package init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONFault) {
        guard bytes.count <= limits.length else {
            throw JSONFault(.tooLong(limit: limits.length), at: limits.length, in: bytes)
        }
        self.bytes = bytes
        nodes = try JSONParser.nodes(of: bytes, limits: limits)
    }

    /// Parses a text.
    package convenience init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONFault) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// The outermost value.
    package var root: JSONValue { JSONValue(document: self, index: 0) }

    /// One value. The members of an object follow it as key, value, key, value; the elements of an array as values.
    struct Node {
        var kind: Kind
        /// Whether a string holds a backslash and must be decoded.
        var isEscaped = false
        /// Members of an object or elements of an array.
        var count: UInt32 = 0
        /// The first byte; of a string, the one after the quote.
        var start: UInt32
        /// The byte after the last; of a string, the closing quote.
        var end: UInt32 = 0
        /// The node after this value and everything in it.
        var next: UInt32 = 0
    }

    /// What a value is.
    enum Kind: UInt8 {
        case null, `false`, `true`, number, string, array, object
    }
}
