// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeReader {
    /// The text with half-width characters and without white space and invisible marks around it.
    static func cleaned(_ pasted: String) -> String {
        // Most texts come from programs: printable ASCII without spaces.
        if pasted.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) { return pasted }
        var scalars: [Unicode.Scalar] = []
        for scalar in pasted.unicodeScalars {
            switch scalar.value {
            case 0xff01...0xff5e: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xfee0)))
            case 0x3000, 0xa0: scalars.append(" ")
            case 0x200b...0x200f, 0x202a...0x202e, 0x2060, 0xfeff: continue
            default: scalars.append(scalar)
            }
        }
        let isSpace = { (scalar: Unicode.Scalar) in scalar.isASCII && ASCII.isSpace(UInt8(scalar.value)) }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.drop(while: isSpace))
        return String(text)
    }

    /// A bracketed element string without the spaces that people put beside the brackets.
    static func withoutGaps(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if ASCII.isSpace(byte) {
                let next = bytes[index...].first { !ASCII.isSpace($0) }
                let isBeforeBracket = next == UInt8(ascii: "(")
                let isAfterBracket = kept.last == UInt8(ascii: ")") || kept.last == UInt8(ascii: "(")
                if isBeforeBracket || isAfterBracket { continue }
            }
            kept.append(byte)
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

extension BarcodeScan {
    /// The message of a scan where a URL that is no Digital Link is text: a person may scan anything.
    static func lenientMessage(_ text: String) throws(CodeError) -> Message {
        do throws(CodeError) {
            return try BarcodeScan(text).message
        } catch {
            let data = text.utf8.dropFirst(3)
            guard ["]Q1", "]d1", "]J0"].contains(String(decoding: text.utf8.prefix(3), as: UTF8.self)) else {
                throw error
            }
            return .text(String(decoding: data, as: UTF8.self))
        }
    }
}
