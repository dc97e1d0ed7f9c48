// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Tests on single bytes and short runs of bytes, for code that reads codes as UTF-8.
enum ASCII {
    static let percent = UInt8(ascii: "%")
    static let slash = UInt8(ascii: "/")
    static let dot = UInt8(ascii: ".")
    static let zero = UInt8(ascii: "0")
    static let star = UInt8(ascii: "*")
    static let caret = UInt8(ascii: "^")
    static let groupSeparator: UInt8 = 0x1d

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- zero < 10
    }

    @inline(__always)
    static func isUpper(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "A") < 26
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte &- 0x09 < 5
    }

    /// The value of a hexadecimal digit, or -1.
    @inline(__always)
    static func hexValue(_ byte: UInt8) -> Int {
        if isDigit(byte) { return Int(byte &- zero) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? Int(letter) + 10 : -1
    }

    @inline(__always)
    static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? zero + value : UInt8(ascii: "A") + value - 10
    }

    /// Up to eight bytes as one number, so that short names are compared at once; 0 when longer.
    @inline(__always)
    static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
        guard range.count <= 8 else { return 0 }
        var word: UInt64 = 0
        for index in range { word = word << 8 | UInt64(bytes[index]) }
        return word
    }

    @inline(__always)
    static func word(_ name: StaticString) -> UInt64 {
        var word: UInt64 = 0
        let start = name.utf8Start
        for index in 0..<name.utf8CodeUnitCount { word = word << 8 | UInt64(start[index]) }
        return word
    }

    /// Whether `text` stands at `offset`.
    @inline(__always)
    static func stands(_ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        let start = text.utf8Start
        for index in 0..<count where bytes[offset + index] != start[index] { return false }
        return true
    }

    /// Whether `text`, in lower case, stands at `offset` in any case.
    @inline(__always)
    static func standsInAnyCase(
        _ text: StaticString,
        in bytes: UnsafeBufferPointer<UInt8>,
        at offset: Int
    ) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        let start = text.utf8Start
        for index in 0..<count {
            let byte = bytes[offset + index]
            guard (isLetter(byte) ? byte | 0x20 : byte) == start[index] else { return false }
        }
        return true
    }

    /// Whether two runs of one length are the same, eight bytes a step.
    @inline(__always)
    static func areEqual(_ one: UnsafeBufferPointer<UInt8>, _ two: UnsafeBufferPointer<UInt8>) -> Bool {
        let (one, two) = (UnsafeRawBufferPointer(one), UnsafeRawBufferPointer(two))
        var index = 0
        while index + 8 <= one.count {
            guard
                one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == two.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index += 8
        }
        while index < one.count {
            guard one[index] == two[index] else { return false }
            index += 1
        }
        return true
    }

    @inline(__always)
    static func areDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where !isDigit(bytes[index]) { return false }
        return true
    }

    /// The number that the digits say; `nil` when empty, not all digits, or of more than 18 digits.
    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
        var number = 0
        for byte in bytes {
            guard isDigit(byte) else { return nil }
            number = number * 10 + Int(byte - zero)
        }
        return number
    }

    /// The bytes without surrounding ASCII white space.
    @inline(__always)
    static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    static func trimmed(_ text: String) -> String {
        Array(text.utf8).withUnsafeBufferPointer { self.text(trimmed($0)) }
    }

    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
