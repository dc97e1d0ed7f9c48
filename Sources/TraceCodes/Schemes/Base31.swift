// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The 31 characters of GB 32100-2015: digits and capitals without I, O, S, V and Z.
package enum Base31 {
    package static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    private static let values: [Int8] = {
        var values = [Int8](repeating: -1, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = Int8(value) }
        return values
    }()

    /// The value of a character, nil for one outside the alphabet.
    package static func value(of byte: UInt8) -> Int? {
        let value = values[Int(byte)]
        return value < 0 ? nil : Int(value)
    }
}

extension CheckDigit {
    /// The check character of GB 32100-2015: weights 3^i mod 31 from the left.
    ///
    /// Finds every single wrong character, because 31 is prime. Zero where a character is outside the alphabet.
    package static func creditCode(_ bytes: some Collection<UInt8>) -> UInt8 {
        var sum = 0
        var weight = 1
        for byte in bytes {
            guard let value = Base31.value(of: byte) else { return 0 }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return Base31.alphabet[(31 - sum % 31) % 31]
    }

    /// The check character of GB 11714-1997: eight characters, weights 3 7 9 10 5 8 4 2.
    static func organisation(_ bytes: some Collection<UInt8>) -> UInt8 {
        var sum = 0
        for (byte, weight) in zip(bytes, [3, 7, 9, 10, 5, 8, 4, 2]) {
            sum +=
                (ASCII.isDigit(byte) ? Int(byte - ASCII.zero) : Int(byte &- UInt8(ascii: "A")) + 10) * weight
        }
        switch 11 - sum % 11 {
        case 10: return UInt8(ascii: "X")
        case 11: return ASCII.zero
        case let digit: return ASCII.zero + UInt8(digit)
        }
    }

    /// The check character of GB 11643-1999 (ISO 7064 MOD 11-2): seventeen digits.
    static func resident(_ bytes: some Collection<UInt8>) -> UInt8 {
        var sum = 0
        for (byte, weight) in zip(bytes, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) {
            sum += Int(byte &- ASCII.zero) * weight
        }
        return Array("10X98765432".utf8)[sum % 11]
    }

    /// The check digit of GB/T 17710 (ISO 7064 MOD 11,10).
    static func mod1110(_ bytes: some Collection<UInt8>) -> UInt8 {
        var check = 5
        for byte in bytes {
            check = ((check == 0 ? 10 : check) * 2 % 11 + Int(byte &- ASCII.zero)) % 10
        }
        return ASCII.zero + UInt8((11 - (check == 0 ? 10 : check) * 2 % 11) % 10)
    }
}
