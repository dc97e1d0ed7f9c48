// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension LinterRules {
    /// Two digits up to `limit`; the kinds are for too few, too many, and too great a number.
    static func pair(
        _ bytes: Bytes,
        _ start: Int,
        _ limit: Int,
        _ kinds: (short: LinterFault.Kind, long: LinterFault.Kind, range: LinterFault.Kind)
    ) throws(LinterFault) {
        guard bytes.count == 2 else {
            throw LinterFault(bytes.count < 2 ? kinds.short : kinds.long, start, bytes.count)
        }
        for (offset, byte) in bytes.enumerated() where !ASCII.isDigit(byte) {
            throw LinterFault(.nonDigit, start + offset, 1)
        }
        guard let value = ASCII.number(bytes), value <= limit else {
            throw LinterFault(kinds.range, start, 2)
        }
    }

    static func hour(_ bytes: Bytes, from start: Int) throws(LinterFault) {
        try pair(bytes, start, 23, (.hourTooShort, .hourTooLong, .hour))
    }

    static func minute(_ bytes: Bytes, from start: Int) throws(LinterFault) {
        try pair(bytes, start, 59, (.minuteTooShort, .minuteTooLong, .minute))
    }

    /// A date whose year has two or four digits.
    ///
    /// Two digits mean 1972 to 2071 at any time these rules are used, where every fourth year is a leap year.
    static func date(_ bytes: Bytes, yearDigits: Int, allowsNoDay: Bool) throws(LinterFault) {
        let length = yearDigits + 4
        guard bytes.count == length else {
            throw LinterFault(bytes.count < length ? .dateTooShort : .dateTooLong, 0, bytes.count)
        }
        try digits(bytes)
        let year = ASCII.number(bytes[0..<yearDigits]) ?? 0
        let month = ASCII.number(bytes[yearDigits..<yearDigits + 2]) ?? 0
        let day = ASCII.number(bytes[(yearDigits + 2)...]) ?? 0
        guard 1...12 ~= month else { throw LinterFault(.month, yearDigits, 2) }
        let isLeap = year % 4 == 0 && (yearDigits == 2 || year % 100 != 0 || year % 400 == 0)
        let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        guard day <= days, day > 0 || allowsNoDay else {
            throw LinterFault(.day, yearDigits + 2, 2)
        }
    }
}
