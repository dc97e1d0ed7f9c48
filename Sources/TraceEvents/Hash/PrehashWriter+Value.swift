// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceText

extension PrehashWriter {
    /// Writes the one spelling of a value; false, and nothing written, where the value is blank.
    ///
    /// Numbers are without superfluous zeros, codes are canonical Digital Links, standard vocabulary is web
    /// URIs. This holds for every value, also in texts and extension fields, as in GS1's reference program.
    mutating func putValue(_ text: String) -> Bool {
        let isWritten = text.utf8.withContiguousStorageIfAvailable { utf8 in
            let trimmed = utf8.trimmingWhiteSpace
            guard let first = trimmed.first else { return false }
            switch first {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                putNumber(trimmed)
            case UInt8(ascii: "c") where trimmed.begins(with: "cbv:"):
                put("https://ref.gs1.org/cbv/")
                put(trimmed.dropping("cbv:"))
            case UInt8(ascii: "g") where trimmed.begins(with: "gs1:"):
                put("https://gs1.org/voc/")
                put(trimmed.dropping("gs1:"))
            case UInt8(ascii: "u") where trimmed.begins(with: "urn:epcglobal:cbv:"):
                putVocabularyURN(trimmed)
            case UInt8(ascii: "u"), UInt8(ascii: "h"), UInt8(ascii: "H"):
                let isWhole = trimmed.count == utf8.count
                put(CanonicalCode.canonical(isWhole ? text : String(decoding: trimmed, as: UTF8.self)))
            default:
                put(trimmed)
            }
            return true
        }
        return isWritten ?? putValue(String(decoding: Array(text.utf8), as: UTF8.self))
    }

    /// Writes a value of a standard vocabulary: a bare word as its web URI, a sender's own as any value.
    mutating func putWord(_ value: String, of vocabulary: CBV) -> Bool {
        guard vocabulary.words.contains(value) else { return putValue(value) }
        put(vocabulary.webPrefix)
        put(value)
        return true
    }

    /// Writes `name=value` of a standard vocabulary, or nothing where there is no value.
    mutating func putWordField(_ name: StaticString, _ value: String?, of vocabulary: CBV) {
        guard let value else { return }
        let start = bytes.count
        put(name)
        put("=" as Unicode.Scalar)
        if !putWord(value, of: vocabulary) { removeAll(from: start) }
    }

    private mutating func putNumber(_ text: UnsafeBufferPointer<UInt8>) {
        if let number = CanonicalNumber.text(text) { put(number) } else { put(text) }
    }

    private mutating func putVocabularyURN(_ urn: UnsafeBufferPointer<UInt8>) {
        for vocabulary in CBV.allCases {
            guard let prefix = vocabulary.urnPrefix, urn.starts(with: prefix.utf8) else { continue }
            put(vocabulary.webPrefix)
            put(UnsafeBufferPointer(rebasing: urn[prefix.utf8.count...]))
            return
        }
        put(urn)
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func begins(with text: StaticString) -> Bool {
        starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    fileprivate func dropping(_ prefix: StaticString) -> Self {
        Self(rebasing: self[prefix.utf8CodeUnitCount...])
    }

    /// Without white space at either end, be it ASCII or other (a full-width space, for one).
    fileprivate var trimmingWhiteSpace: Self {
        var rest = self
        while let first = rest.first, Self.isWhiteSpace(first) { rest = Self(rebasing: rest.dropFirst()) }
        while let last = rest.last, Self.isWhiteSpace(last) { rest = Self(rebasing: rest.dropLast()) }
        guard let first = rest.first, let last = rest.last, first >= 0x80 || last >= 0x80 else { return rest }
        let scalars = String(decoding: rest, as: UTF8.self).unicodeScalars
        let leading = scalars.prefix(while: Self.isWhiteSpace)
        let trailing = scalars.dropFirst(leading.count).reversed().prefix(while: Self.isWhiteSpace)
        let start = leading.reduce(0) { $0 + UTF8.width($1) }
        let end = rest.count - trailing.reduce(0) { $0 + UTF8.width($1) }
        return Self(rebasing: rest[start..<end])
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        (0x09...0x0D).contains(byte) || (0x1C...0x20).contains(byte)
    }

    private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
