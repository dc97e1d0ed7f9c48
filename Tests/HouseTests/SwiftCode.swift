// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Swift with spaces for its comments and for the words of its string literals, line for line.
///
/// What stands in an interpolation stays. A regex literal that holds a quote would confuse it.
struct SwiftCode {
    private(set) var lines: [String] = []
    private var bytes: [UInt8]
    private var at = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        code(isInterpolation: false)
        lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Code up to the end of the text, or to the bracket that closes an interpolation.
    private mutating func code(isInterpolation: Bool) {
        var depth = 0
        while at < bytes.count {
            if follows("//") {
                while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
            } else if follows("/*") {
                blockComment()
            } else if let hashes = hashesOfString() {
                at += hashes
                string(hashes: hashes)
            } else {
                if bytes[at] == UInt8(ascii: "(") { depth += 1 }
                if bytes[at] == UInt8(ascii: ")") {
                    depth -= 1
                    if isInterpolation, depth < 0 { return }
                }
                at += 1
            }
        }
    }

    private mutating func blockComment() {
        var depth = 0
        while at < bytes.count {
            if follows("/*") { depth += 1 }
            let ends = follows("*/")
            if ends { depth -= 1 }
            blank()
            if ends { blank() }
            if ends, depth == 0 { return }
        }
    }

    /// How many `#` stand before the quote that begins a string here; nil where none begins.
    private func hashesOfString() -> Int? {
        var end = at
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
    }

    private mutating func string(hashes: Int) {
        let quote = follows("\"\"\"") ? "\"\"\"" : "\""
        let tail = String(repeating: "#", count: hashes)
        at += quote.utf8.count
        while at < bytes.count {
            if follows(quote + tail) {
                at += quote.utf8.count + hashes
                return
            }
            if follows("\\" + tail + "(") {
                at += 2 + hashes
                code(isInterpolation: true)
                at += 1
            } else if follows("\\" + tail) {
                for _ in 0..<(2 + hashes) { blank() }
            } else {
                blank()
            }
        }
    }

    private func follows(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private mutating func blank() {
        guard at < bytes.count else { return }
        if bytes[at] != UInt8(ascii: "\n") { bytes[at] = UInt8(ascii: " ") }
        at += 1
    }
}
