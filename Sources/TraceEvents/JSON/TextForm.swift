// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The forms of text that the standard's fields have, as tests on UTF-8 bytes.
enum TextForm {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// `+08:00`: hours to 13 and minutes to 59, or 14:00.
    static func isTimeZoneOffset(_ text: Bytes) -> Bool {
        guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
            let hours = pair(text, 1), text[3] == UInt8(ascii: ":"), let minutes = pair(text, 4)
        else { return false }
        return hours <= 13 ? minutes <= 59 : hours == 14 && minutes == 0
    }

    /// Two or three capital letters or digits.
    static func isUnit(_ text: Bytes) -> Bool {
        (2...3).contains(text.count) && text.allSatisfy { isDigit($0) || (0x41...0x5A).contains($0) }
    }

    static func isHexBinary(_ text: Bytes) -> Bool {
        !text.isEmpty && text.allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
    }

    /// Digits in groups with dots between.
    static func isVersion(_ text: Bytes) -> Bool {
        var wasDigit = false
        for byte in text {
            guard isDigit(byte) || (byte == UInt8(ascii: ".") && wasDigit) else { return false }
            wasDigit = isDigit(byte)
        }
        return wasDigit
    }

    static func starts(_ text: Bytes, with prefix: StaticString) -> Bool {
        guard text.count >= prefix.utf8CodeUnitCount else { return false }
        for index in 0..<prefix.utf8CodeUnitCount where text[index] != prefix.utf8Start[index] {
            return false
        }
        return true
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

    private static func pair(_ text: Bytes, _ at: Int) -> Int? {
        guard isDigit(text[at]), isDigit(text[at + 1]) else { return nil }
        return Int(text[at] - 0x30) * 10 + Int(text[at + 1] - 0x30)
    }
}
