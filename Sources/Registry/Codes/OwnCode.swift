// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// Makes our own trace codes: `HN`, five characters of the range, eight at random, and a check character, all of the
/// 31 that GB 32100 allows.
///
/// The random part has 31⁸ ≈ 8.5 × 10¹¹ values, so that whoever knows one code of a range cannot guess another. The
/// check character finds every single wrong character.
enum OwnCode {
    static let rangeLength = 5
    private static let randomLength = 8
    private static let base = UInt64(Base31.alphabet.count)
    private static let randomValues = (0..<randomLength).reduce(UInt64(1)) { value, _ in value * base }

    /// A code of a range, as it is printed.
    static func random(in range: String, using generator: inout some RandomNumberGenerator) -> String {
        code(range, digits(generator.next(upperBound: randomValues), count: randomLength))
    }

    /// The range with a number.
    ///
    /// Counted from 1: the range 0 is nobody's.
    static func range(_ number: UInt64) -> String? {
        let limit = (0..<rangeLength).reduce(UInt64(1)) { value, _ in value * base }
        guard number < limit else { return nil }
        return String(decoding: digits(number, count: rangeLength), as: UTF8.self)
    }

    /// The number of a range.
    static func number(of range: String) -> UInt64 {
        range.utf8.reduce(0) { $0 * base + UInt64(Base31.value(of: $1) ?? 0) }
    }

    /// The range of a code that was issued here.
    static func range(of code: String) -> String { String(code.dropFirst(2).prefix(rangeLength)) }

    /// A right code that is never issued, another for each number.
    static func placeholder(_ number: Int) -> String {
        code("00000", digits(UInt64(number), count: randomLength))
    }

    private static func code(_ range: String, _ random: [UInt8]) -> String {
        var bytes = Array("HN".utf8) + Array(range.utf8) + random
        bytes.append(CheckDigit.creditCode(bytes))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digits(_ number: UInt64, count: Int) -> [UInt8] {
        var digits = [UInt8](repeating: Base31.alphabet[0], count: count)
        var rest = number
        for index in digits.indices.reversed() {
            digits[index] = Base31.alphabet[Int(rest % base)]
            rest /= base
        }
        return digits
    }
}
