// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How long the GS1 company prefixes are: what a Digital Link does not say and an EPC URN needs.
///
/// GS1 does not publish the whole list; the caller gives the prefixes that it knows, from registered
/// companies or a list of its own. The longest match decides.
package struct CompanyPrefixTable: Sendable {
    /// The lengths that a company prefix in an EPC URN may have (TDS 6.3).
    package static let lengths = 6...12

    /// A table without entries: every company prefix is unknown.
    package static let empty = CompanyPrefixTable([])

    private var entries: [String: Int] = [:]
    private var longest = 0
    private var everyLength: Int?

    /// Takes a list of leading digits and the length of the company prefixes that begin with them.
    ///
    /// An entry whose digits are not all digits, or whose length is not one of ``lengths``, is never matched.
    package init(_ entries: [(prefix: String, length: Int)]) {
        for entry in entries {
            self.entries[entry.prefix] = entry.length
            longest = max(longest, entry.prefix.utf8.count)
        }
    }

    /// Takes one length for all company prefixes.
    package init(everyLength: Int) {
        self.everyLength = everyLength
    }

    /// Reads lines of `prefix length`; empty lines and lines that begin with `#` are left aside.
    ///
    /// - Throws: `companyPrefixLength` or `malformed`, with the offset of the line.
    package init(lines text: String) throws(CodeError) {
        var offset = 0
        for line in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false) {
            defer { offset += line.count + 1 }
            let words = line.split(whereSeparator: ASCII.isSpace)
            guard let first = words.first, first.first != UInt8(ascii: "#") else { continue }
            guard words.count == 2, let length = ASCII.number(words[1]), ASCII.number(first) != nil else {
                throw CodeError(.malformed(.prefixLine), offset: offset)
            }
            guard Self.lengths.contains(length) else {
                throw CodeError(.companyPrefixLength(found: length), offset: offset)
            }
            entries[String(decoding: first, as: UTF8.self)] = length
            longest = max(longest, first.count)
        }
    }

    /// The length of the company prefix that `digits` begin with; `nil` when no entry matches.
    ///
    /// A GTIN-8's digits begin with five zeros; its prefix is those and the three digits of the GS1-8 prefix
    /// (TDS 7.3.2), without an entry.
    package func length(of digits: Substring) -> Int? {
        if let everyLength { return everyLength }
        var width = min(longest, digits.utf8.count)
        while width > 0 {
            if let length = entries[String(digits.prefix(width))] { return length }
            width -= 1
        }
        return digits.hasPrefix("00000") ? 8 : nil
    }
}
