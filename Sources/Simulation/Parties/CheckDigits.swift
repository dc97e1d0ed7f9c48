// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The check characters of codes, from their standards.
///
/// Worked out here anew and not taken from the reader of codes, so that a mistake there does not go unseen.
enum CheckDigits {
    /// GTIN, GLN and SSCC: from the right, weights 3 and 1 in turn; the digits with the check digit after them.
    static func gs1(_ digits: String) -> String {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            sum += (digit.wholeNumberValue ?? 0) * (index.isMultiple(of: 2) ? 3 : 1)
        }
        return digits + String((10 - sum % 10) % 10)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// GB 32100-2015: weights 3^i mod 31.
    static func creditCode(_ body: String) -> String {
        var sum = 0
        var weight = 1
        for character in body {
            sum += (alphabet.firstIndex(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return body + String(alphabet[(31 - sum % 31) % 31])
    }

    /// GB 11714-1997: 8 characters.
    static func organisation(_ body: String) -> String {
        let values = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let sum = zip(body, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { sum, pair in
            sum + (values.firstIndex(of: pair.0) ?? 0) * pair.1
        }
        switch 11 - sum % 11 {
        case 10: return body + "X"
        case 11: return body + "0"
        case let digit: return body + String(digit)
        }
    }

    /// GB/T 17710-2008, MOD 11,10: 13 digits.
    static func mod1110(_ digits: String) -> String {
        var check = 5
        for digit in digits {
            check = ((check == 0 ? 10 : check) * 2 % 11 + (digit.wholeNumberValue ?? 0)) % 10
        }
        return digits + String((11 - (check == 0 ? 10 : check) * 2 % 11) % 10)
    }
}
