// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension Lexical {
    /// `xsd:dateTime`: any year, the zone may be absent, 24:00:00 is the end of the day.
    static func isDateTime(_ text: Text) -> Bool {
        var at = 0
        guard skipDate(text, &at), at < text.count, text[at] == UInt8(ascii: "T") else { return false }
        at += 1
        return skipTime(text, &at) && skipZone(text, &at) && at == text.count
    }

    static func isDate(_ text: Text) -> Bool {
        var at = 0
        return skipDate(text, &at) && skipZone(text, &at) && at == text.count
    }

    static func isTime(_ text: Text) -> Bool {
        var at = 0
        return skipTime(text, &at) && skipZone(text, &at) && at == text.count
    }

    /// A date and time with a year of four digits, at most 23:59:59, and a zone of at most 14 hours.
    static func isDateTimeStamp(_ text: Text) -> Bool {
        guard text.count >= 20, isDigit(text[0]), text[4] == UInt8(ascii: "-"), isDateTime(text) else {
            return false
        }
        let isMidnightAtTheEnd = text[11] == UInt8(ascii: "2") && text[12] == UInt8(ascii: "4")
        return !isMidnightAtTheEnd && hasZone(text)
    }

    /// Whether a date and time ends in a zone.
    static func hasZone(_ text: Text) -> Bool {
        guard let last = text.last, text.count >= 20 else { return false }
        if last == UInt8(ascii: "Z") { return true }
        let sign = text[text.count - 6]
        return text[text.count - 3] == UInt8(ascii: ":")
            && (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"))
    }

    private static func skipDate(_ text: Text, _ at: inout Int) -> Bool {
        if at < text.count, text[at] == UInt8(ascii: "-") { at += 1 }
        let start = at
        let digits = skipDigits(text, &at)
        guard digits == 4 || digits > 4 && digits <= 18 && text[start] != UInt8(ascii: "0") else {
            return false
        }
        var year = 0
        for byte in text[start..<at] { year = year * 10 + Int(byte - UInt8(ascii: "0")) }
        guard year > 0, skip(UInt8(ascii: "-"), text, &at), let month = two(text, &at),
            (1...12).contains(month), skip(UInt8(ascii: "-"), text, &at), let day = two(text, &at)
        else { return false }
        return day >= 1 && day <= CivilDate.daysInMonth(year: year, month: month)
    }

    private static func skipTime(_ text: Text, _ at: inout Int) -> Bool {
        guard let hour = two(text, &at), hour <= 24, skip(UInt8(ascii: ":"), text, &at),
            let minute = two(text, &at), minute <= 59, skip(UInt8(ascii: ":"), text, &at),
            let second = two(text, &at), second <= 59
        else { return false }
        var fractionIsZero = true
        if skip(UInt8(ascii: "."), text, &at) {
            let start = at
            guard skipDigits(text, &at) > 0 else { return false }
            fractionIsZero = text[start..<at].allSatisfy { $0 == UInt8(ascii: "0") }
        }
        return hour < 24 || minute == 0 && second == 0 && fractionIsZero
    }

    /// Passes over a zone, which may be absent.
    private static func skipZone(_ text: Text, _ at: inout Int) -> Bool {
        guard at < text.count else { return true }
        if skip(UInt8(ascii: "Z"), text, &at) { return true }
        guard text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") else { return false }
        at += 1
        guard let hour = two(text, &at), skip(UInt8(ascii: ":"), text, &at), let minute = two(text, &at)
        else {
            return false
        }
        return hour < 14 && minute <= 59 || hour == 14 && minute == 0
    }

    private static func skip(_ byte: UInt8, _ text: Text, _ at: inout Int) -> Bool {
        guard at < text.count, text[at] == byte else { return false }
        at += 1
        return true
    }

    private static func two(_ text: Text, _ at: inout Int) -> Int? {
        guard at + 1 < text.count, isDigit(text[at]), isDigit(text[at + 1]) else { return nil }
        defer { at += 2 }
        return Int(text[at] - UInt8(ascii: "0")) * 10 + Int(text[at + 1] - UInt8(ascii: "0"))
    }
}
