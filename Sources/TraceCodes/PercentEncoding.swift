// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Percent encoding as GS1 Digital Link and the EPC URNs use it.
package enum PercentEncoding {
    /// Which characters are written as they are.
    package enum Style: Sendable {
        /// Path elements of a Digital Link: RFC 3986's unreserved characters.
        case path
        /// Query values of a Digital Link: as ``path``, and a space is written `+`.
        case query
        /// Values in the canonical form of the CBV event hash: unreserved characters and `' ; =`.
        case canonical
        /// Values in an EPC URN (TDS table "Characters permitted in alphanumeric serial numbers").
        case urn
    }

    /// The encoded form of some bytes.
    package static func escape(_ bytes: some Sequence<UInt8>, _ style: Style) -> String {
        // Other modules call this unspecialised, where each step from byte to byte is a call.
        escape(Array(bytes), style)
    }

    private static func escape(_ bytes: [UInt8], _ style: Style) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            if style == .query, byte == 0x20 {
                out.append(UInt8(ascii: "+"))
            } else if isPlain(byte, style) {
                out.append(byte)
            } else {
                out += [ASCII.percent, ASCII.hexDigit(byte >> 4), ASCII.hexDigit(byte & 15)]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes that an encoded text stands for; a `%` without two hexadecimal digits stays.
    package static func unescape(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> [UInt8] {
        unescape(Array(bytes), plusIsSpace)
    }

    private static func unescape(_ bytes: [UInt8], _ plusIsSpace: Bool) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            if byte == ASCII.percent, let value = escaped(bytes, at: index) {
                out.append(value)
                index = bytes.index(index, offsetBy: 3)
            } else {
                out.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
                index = bytes.index(after: index)
            }
        }
        return out
    }

    /// Where in an encoded text the byte numbered `index` of the decoded text begins.
    package static func offset(ofDecoded index: Int, in bytes: some Collection<UInt8>) -> Int {
        var offset = 0
        var cursor = bytes.startIndex
        for _ in 0..<index where cursor != bytes.endIndex {
            let width = bytes[cursor] == ASCII.percent && escaped(bytes, at: cursor) != nil ? 3 : 1
            offset += width
            cursor = bytes.index(cursor, offsetBy: width)
        }
        return offset
    }

    @inline(__always)
    static func isPlain(_ byte: UInt8, _ style: Style) -> Bool {
        if ASCII.isDigit(byte) || ASCII.isLetter(byte) { return true }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): return true
        case UInt8(ascii: "'"), UInt8(ascii: ";"), UInt8(ascii: "="):
            return style == .canonical || style == .urn
        case UInt8(ascii: "!"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
            UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ":"):
            return style == .urn
        default: return false
        }
    }

    private static func escaped<Bytes: Collection<UInt8>>(_ bytes: Bytes, at index: Bytes.Index) -> UInt8? {
        guard let first = bytes.index(index, offsetBy: 1, limitedBy: bytes.endIndex), first != bytes.endIndex,
            let second = bytes.index(first, offsetBy: 1, limitedBy: bytes.endIndex), second != bytes.endIndex
        else { return nil }
        let high = ASCII.hexValue(bytes[first])
        let low = ASCII.hexValue(bytes[second])
        return high < 0 || low < 0 ? nil : UInt8(high << 4 | low)
    }
}
