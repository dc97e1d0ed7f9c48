// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Check digits and check characters of codes.
package enum CheckDigit {
    /// The GS1 check digit of a key's digits without it (GS1 General Specifications 7.9.1), as an ASCII byte.
    ///
    /// Weights 3 and 1 from the right. The bytes must be ASCII digits.
    package static func gs1(_ digits: some BidirectionalCollection<UInt8>) -> UInt8 {
        var sum = 0
        var weight = 3
        for digit in digits.reversed() {
            sum += weight * Int(digit &- ASCII.zero)
            weight = 4 - weight
        }
        return ASCII.zero + UInt8((10 - sum % 10) % 10)
    }

    /// The pair of check characters of a Global Model Number (GS1 General Specifications 7.9.5).
    ///
    /// `nil` when a byte is outside GS1's character set 82 or there are more than 97 bytes.
    package static func gs1Pair(_ bytes: some BidirectionalCollection<UInt8>) -> (UInt8, UInt8)? {
        guard bytes.count <= primes.count else { return nil }
        var sum = 0
        for (byte, prime) in zip(bytes.reversed(), primes) {
            guard let value = CharacterSet82.value(of: byte) else { return nil }
            sum += value * prime
        }
        sum %= 1021
        return (pairAlphabet[sum >> 5], pairAlphabet[sum & 31])
    }

    /// The check digit of a freight container's number (ISO 6346): its first ten characters.
    package static func container(_ bytes: some Collection<UInt8>) -> UInt8 {
        var sum = 0
        var weight = 1
        for byte in bytes {
            sum += weight * containerValue(byte)
            weight *= 2
        }
        return ASCII.zero + UInt8(sum % 11 % 10)
    }

    /// The check digit of a ship's IMO number: its first six digits.
    package static func vessel(_ digits: some Collection<UInt8>) -> UInt8 {
        var sum = 0
        var weight = 7
        for digit in digits {
            sum += weight * Int(digit &- ASCII.zero)
            weight -= 1
        }
        return ASCII.zero + UInt8(sum % 10)
    }

    /// ISO 6346 numbers the letters from 10 and leaves out the multiples of 11.
    private static func containerValue(_ byte: UInt8) -> Int {
        if ASCII.isDigit(byte) { return Int(byte - ASCII.zero) }
        let letter = Int(byte &- UInt8(ascii: "A"))
        return 10 + letter + (letter > 0 ? 1 : 0) + (letter > 10 ? 1 : 0) + (letter > 20 ? 1 : 0)
    }

    private static let pairAlphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

    private static let primes: [Int] = {
        var primes: [Int] = []
        var candidate = 2
        while primes.count < 97 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }()
}

/// The 82 characters that GS1 allows in alphanumeric elements (ISO/IEC 646 subset, table 7.11-1).
enum CharacterSet82 {
    static let characters = Array(
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".utf8
    )

    private static let values: [Int8] = {
        var values = [Int8](repeating: -1, count: 256)
        for (value, byte) in characters.enumerated() { values[Int(byte)] = Int8(value) }
        return values
    }()

    /// The character's place in the set, `nil` outside it.
    static func value(of byte: UInt8) -> Int? {
        let value = values[Int(byte)]
        return value < 0 ? nil : Int(value)
    }

    static func contains(_ byte: UInt8) -> Bool { values[Int(byte)] >= 0 }
}
