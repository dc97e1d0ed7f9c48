// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How the values of XML Schema's simple types are written (XML Schema Part 2, 1.0).
enum Lexical {
    typealias Text = UnsafeBufferPointer<UInt8>

    static func boolean(_ text: Text) -> Bool? {
        switch text.count {
        case 1 where text[0] == UInt8(ascii: "1"): true
        case 1 where text[0] == UInt8(ascii: "0"): false
        case 4 where text.elementsEqual("true".utf8): true
        case 5 where text.elementsEqual("false".utf8): false
        default: nil
        }
    }

    static func isHex(_ text: Text) -> Bool {
        text.count.isMultiple(of: 2)
            && text.allSatisfy { byte in
                isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            }
    }

    static func isDecimal(_ text: Text) -> Bool {
        var at = afterSign(text, 0)
        return skipDecimal(text, &at) && at == text.count
    }

    static func isInteger(_ text: Text) -> Bool {
        var at = afterSign(text, 0)
        return skipDigits(text, &at) > 0 && at == text.count
    }

    /// The number, where it is a whole number of 64 bits.
    static func integer(_ text: Text) -> Int64? {
        isInteger(text) ? Int64(String(decoding: text, as: UTF8.self)) : nil
    }

    static func isDouble(_ text: Text) -> Bool {
        if text.elementsEqual("INF".utf8) || text.elementsEqual("-INF".utf8) || text.elementsEqual("NaN".utf8)
        {
            return true
        }
        var at = afterSign(text, 0)
        guard skipDecimal(text, &at) else { return false }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at = afterSign(text, at + 1)
            guard skipDigits(text, &at) > 0 else { return false }
        }
        return at == text.count
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

    static func afterSign(_ text: Text, _ at: Int) -> Int {
        at < text.count && (text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-")) ? at + 1 : at
    }

    /// The number of digits passed over.
    static func skipDigits(_ text: Text, _ at: inout Int) -> Int {
        let start = at
        while at < text.count, isDigit(text[at]) { at += 1 }
        return at - start
    }

    private static func skipDecimal(_ text: Text, _ at: inout Int) -> Bool {
        var digits = skipDigits(text, &at)
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at += 1
            digits += skipDigits(text, &at)
        }
        return digits > 0
    }
}
