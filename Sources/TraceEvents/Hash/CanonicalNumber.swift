// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The spelling of numbers in an event hash.
///
/// A number is what GS1's reference program takes for one, which is a double: `1.50`, `+2`, `007`, `1e3` and
/// `1_000`, also as a text or serial number. A whole number is written with all its digits, any other with as
/// few as tell it from its neighbours.
enum CanonicalNumber {
    /// The canonical spelling of a number, `nil` where the text is none.
    static func text(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        guard isNumber(text) else { return nil }
        let literal = String(decoding: text.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        guard let value = Double(literal), value.isFinite else { return nil }
        return value == value.rounded(.towardZero) ? whole(value) : value.description
    }

    /// Sign, digits with at most one point, and exponent; underscores stand between digits only.
    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        skip(text, &index, "+", "-")
        guard let whole = digits(text, &index) else { return false }
        var fraction = 0
        if skip(text, &index, ".", ".") {
            guard let count = digits(text, &index) else { return false }
            fraction = count
        }
        guard whole + fraction > 0 else { return false }
        if skip(text, &index, "e", "E") {
            skip(text, &index, "+", "-")
            guard let exponent = digits(text, &index), exponent > 0 else { return false }
        }
        return index == text.count
    }

    @discardableResult
    private static func skip(
        _ text: UnsafeBufferPointer<UInt8>,
        _ index: inout Int,
        _ one: Unicode.Scalar,
        _ two: Unicode.Scalar
    ) -> Bool {
        guard index < text.count, text[index] == UInt8(ascii: one) || text[index] == UInt8(ascii: two)
        else { return false }
        index += 1
        return true
    }

    /// Counts digits from the index on; `nil` at an underscore that has no digit on either side.
    private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
        var count = 0
        var isAfterDigit = false
        while index < text.count {
            if text[index] &- UInt8(ascii: "0") <= 9 {
                count += 1
                isAfterDigit = true
            } else if text[index] == UInt8(ascii: "_") {
                guard isAfterDigit else { return nil }
                isAfterDigit = false
            } else {
                break
            }
            index += 1
        }
        return count == 0 || isAfterDigit ? count : nil
    }

    /// All digits of a whole number, in groups of nine where it is beyond 64 bits.
    private static func whole(_ value: Double) -> String {
        if let small = Int64(exactly: value) { return String(small) }
        let group: UInt64 = 1_000_000_000
        let significand = value.magnitude.significandBitPattern | 1 << 52
        var groups = [significand % group, significand / group]
        for _ in 52..<value.magnitude.exponent {
            var carry: UInt64 = 0
            for index in groups.indices {
                let double = groups[index] * 2 + carry
                groups[index] = double % group
                carry = double / group
            }
            if carry > 0 { groups.append(carry) }
        }
        let rest = groups.dropLast().reversed().map { String(String($0 + group).dropFirst()) }
        return (value < 0 ? "-" : "") + String(groups[groups.count - 1]) + rest.joined()
    }
}
