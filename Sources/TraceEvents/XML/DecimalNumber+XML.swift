// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension DecimalNumber {
    /// Reads a number of XML Schema, whose `+5`, `.5`, `5.` and `007` JSON has not; infinity is none.
    init?(xml text: UnsafeBufferPointer<UInt8>) {
        guard Lexical.isDouble(text), let last = text.last, Lexical.isDigit(last) || last == UInt8(ascii: ".")
        else { return nil }
        var at = Lexical.afterSign(text, 0)
        var literal = text[0] == UInt8(ascii: "-") ? "-" : ""
        let whole = at
        _ = Lexical.skipDigits(text, &at)
        var digits = text[whole..<at].drop { $0 == UInt8(ascii: "0") }
        if digits.isEmpty { digits = text[0..<0] }
        literal += digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at += 1
            let start = at
            if Lexical.skipDigits(text, &at) > 0 {
                literal += "." + String(decoding: text[start..<at], as: UTF8.self)
            }
        }
        literal += String(decoding: text[at...], as: UTF8.self)
        self.init(literal: literal)
    }

    /// The number as `xsd:decimal`, which has no exponent.
    ///
    /// An exponent beyond the range of doubles counts as the end of that range.
    var withoutExponent: String {
        guard let mark = literal.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return literal }
        let exponent = min(max(Int(literal[literal.index(after: mark)...]) ?? 0, -Self.range), Self.range)
        let isNegative = literal.hasPrefix("-")
        let mantissa = literal[..<mark].drop { $0 == "-" }
        let parts = mantissa.split(separator: ".")
        var digits = parts.joined()
        var point = (parts.first?.count ?? 0) + exponent
        if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
        if point < 1 {
            digits = String(repeating: "0", count: 1 - point) + digits
            point = 1
        }
        let whole = digits.prefix(point)
        let fraction = digits.dropFirst(point)
        return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static let range = 400
}
