// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeParts {
    /// Room for any canonical Digital Link: values at their longest, every character four encoded bytes.
    static let capacity = 1_000

    /// Writes the canonical Digital Link and answers its length; `out` holds ``capacity`` bytes.
    @inline(__always)
    func write(_ bytes: Bytes, into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var writer = Writer(out: out)
        writer.put("https://id.gs1.org/")
        writer.put(key.identifier)
        writer.put("/")
        if isURN {
            writeURNValue(bytes, &writer)
        } else {
            if key == .gtin {
                for _ in lead.count..<14 { writer.put(ASCII.zero) }
            }
            writer.escape(bytes, lead)
        }
        if let qualifier {
            writer.put("/")
            writer.put(qualifier.identifier)
            writer.put("/")
            writer.escape(bytes, qualifierValue)
        }
        return writer.count
    }

    @inline(__always)
    private func writeURNValue(_ bytes: Bytes, _ writer: inout Writer) {
        let start = writer.count
        var rest = reference
        switch key {
        case .gtin, .itip, .sscc:
            writer.put(bytes[rest.lowerBound])
            rest = rest.lowerBound + 1..<rest.upperBound
        case .grai:
            writer.put(ASCII.zero)
        default: break
        }
        writer.copy(bytes, lead)
        guard key.digits != nil else {
            writer.escape(bytes, rest)
            return
        }
        writer.copy(bytes, rest)
        writer.putCheckDigit(from: start)
        if !pieces.isEmpty {
            writer.copy(bytes, pieces.lowerBound..<pieces.lowerBound + 2)
            writer.copy(bytes, pieces.lowerBound + 3..<pieces.upperBound)
        }
        writer.escape(bytes, serial)
    }

    /// Appends to bytes that others own.
    private struct Writer {
        let out: UnsafeMutableBufferPointer<UInt8>
        var count = 0

        @inline(__always)
        mutating func put(_ byte: UInt8) {
            out[count] = byte
            count += 1
        }

        @inline(__always)
        mutating func put(_ text: StaticString) {
            let start = text.utf8Start
            for index in 0..<text.utf8CodeUnitCount { put(start[index]) }
        }

        @inline(__always)
        mutating func copy(_ bytes: Bytes, _ range: Range<Int>) {
            for index in range { put(bytes[index]) }
        }

        @inline(__always)
        mutating func escape(_ bytes: Bytes, _ range: Range<Int>) {
            var index = range.lowerBound
            while index < range.upperBound {
                let (byte, width) = CodeParts.decoded(bytes, index, range.upperBound)
                if PercentEncoding.isPlain(byte, .canonical) {
                    put(byte)
                } else {
                    put(ASCII.percent)
                    put(ASCII.hexDigit(byte >> 4))
                    put(ASCII.hexDigit(byte & 15))
                }
                index += width
            }
        }

        @inline(__always)
        mutating func putCheckDigit(from start: Int) {
            put(CheckDigit.gs1(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(out)[start..<count])))
        }
    }
}
