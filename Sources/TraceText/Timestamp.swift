// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// An instant in milliseconds, and the text it was read from.
///
/// The text is kept so that a document is given back as it came; comparison is by instant alone.
package struct Timestamp: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, rounded half up where the text is more precise.
    package let milliseconds: Int64
    /// The text as written, or the UTC form.
    package let text: String

    /// The instant, written in UTC with three fraction digits.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
        text = Self.utc(milliseconds)
    }

    /// Reads an RFC 3339 date-time: `2026-02-03T04:05:06.789+08:00`.
    ///
    /// An offset or `Z` is required. Years run from 0001 to 9999; a leap second counts as the second after.
    package init?(_ text: String) {
        var copy = text
        guard let milliseconds = copy.withUTF8({ Self.parse($0) }) else { return nil }
        self.milliseconds = milliseconds
        self.text = text
    }

    /// `2026-02-03T04:05:06.789Z`.
    package var utc: String { Self.utc(milliseconds) }
}

extension Timestamp: Hashable, Comparable {
    package static func == (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds == right.milliseconds
    }
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(milliseconds) }
}

extension Timestamp {
    private static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count >= 20,
            let year = number(text, 0, 4), text[4] == UInt8(ascii: "-"),
            let month = number(text, 5, 2), text[7] == UInt8(ascii: "-"),
            let day = number(text, 8, 2), text[10] | 0x20 == UInt8(ascii: "t"),
            let hour = number(text, 11, 2), text[13] == UInt8(ascii: ":"),
            let minute = number(text, 14, 2), text[16] == UInt8(ascii: ":"),
            let second = number(text, 17, 2),
            year >= 1, (1...12).contains(month), day >= 1,
            day <= CivilDate.daysInMonth(year: year, month: month),
            hour <= 23, minute <= 59, second <= 60
        else { return nil }
        var at = 19
        guard let fraction = fraction(text, &at), let offset = offset(text, at) else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset * 60)
        return seconds * 1000 + fraction
    }

    /// The fraction in milliseconds; the fourth digit rounds.
    private static func fraction(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int64? {
        guard text[at] == UInt8(ascii: ".") else { return 0 }
        at += 1
        var milliseconds: Int64 = 0
        var digits = 0
        while at < text.count, let digit = digit(text[at]) {
            if digits < 3 { milliseconds = milliseconds * 10 + Int64(digit) }
            if digits == 3, digit >= 5 { milliseconds += 1 }
            digits += 1
            at += 1
        }
        guard digits > 0 else { return nil }
        for _ in stride(from: digits, to: 3, by: 1) { milliseconds *= 10 }
        return milliseconds
    }

    /// The zone's offset from UTC in minutes.
    private static func offset(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        guard at < text.count else { return nil }
        if text[at] | 0x20 == UInt8(ascii: "z") { return at + 1 == text.count ? 0 : nil }
        guard text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-"), text.count == at + 6,
            let hours = number(text, at + 1, 2), text[at + 3] == UInt8(ascii: ":"),
            let minutes = number(text, at + 4, 2), hours <= 23, minutes <= 59
        else { return nil }
        let offset = hours * 60 + minutes
        return text[at] == UInt8(ascii: "-") ? -offset : offset
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> Int? {
        var value = 0
        for index in start..<start + length {
            guard let digit = digit(text[index]) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> Int? {
        let value = byte &- UInt8(ascii: "0")
        return value <= 9 ? Int(value) : nil
    }

    private static func utc(_ milliseconds: Int64) -> String {
        let (days, rest) = milliseconds.floored(by: 86_400_000)
        let date = CivilDate(daysSince1970: Int(days))
        let time = Int(rest)
        return String(unsafeUninitializedCapacity: 24) { target in
            func put(_ value: Int, _ start: Int, _ length: Int) {
                var value = value
                for index in stride(from: start + length - 1, through: start, by: -1) {
                    target[index] = UInt8(ascii: "0") + UInt8(value % 10)
                    value /= 10
                }
            }
            put(date.year, 0, 4)
            target[4] = UInt8(ascii: "-")
            put(date.month, 5, 2)
            target[7] = UInt8(ascii: "-")
            put(date.day, 8, 2)
            target[10] = UInt8(ascii: "T")
            put(time / 3_600_000, 11, 2)
            target[13] = UInt8(ascii: ":")
            put(time / 60_000 % 60, 14, 2)
            target[16] = UInt8(ascii: ":")
            put(time / 1000 % 60, 17, 2)
            target[19] = UInt8(ascii: ".")
            put(time % 1000, 20, 3)
            target[23] = UInt8(ascii: "Z")
            return 24
        }
    }
}
