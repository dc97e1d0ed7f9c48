// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeFormat {
    /// A made-up code of the scheme that reads as right: of the right structure, with right check characters.
    ///
    /// - Parameter number: other numbers give other codes, as far as the scheme has room.
    package func example(_ number: Int = 1) -> String {
        // Of some numbers no check character exists in the scheme's alphabet.
        for attempt in 0..<50 {
            var scalars = alternatives[0].flatMap { Self.scalars(of: $0, number + attempt) }
            for check in checks { write(check, into: &scalars) }
            let text = String(String.UnicodeScalarView(scalars))
            if let code = try? read(text), code.scheme == scheme { return text }
        }
        return ""
    }

    /// The canonical form of ``example(_:)``.
    package func canonicalExample(_ number: Int = 1) -> String {
        prefix + PercentEncoding.escape(example(number).utf8[...], .path)
    }

    /// What is usual in a field, else a number that fills it.
    private static func scalars(of field: Field, _ number: Int) -> [Unicode.Scalar] {
        guard let name = field.name else { return field.literal }
        let length = max(field.lengths.lowerBound, min(field.lengths.upperBound, 8))
        if let usual = usual[name], field.lengths.contains(usual.unicodeScalars.count),
            usual.unicodeScalars.allSatisfy(field.allows)
        {
            return Array(usual.unicodeScalars)
        }
        if field.allows("1") {
            let digits = String(max(1, number)).unicodeScalars.suffix(length)
            return Array(repeating: "0", count: length - digits.count) + digits
        }
        let letters = (field.set?.all ?? []).sorted { $0.value < $1.value }
        let letter: Unicode.Scalar = letters.contains("琼") ? "琼" : letters.first ?? "A"
        return Array(repeating: letter, count: length)
    }

    private static let usual = [
        "registrar": "9", "class": "1", "region": "460105", "birth": "19900307", "province": "46",
        "city": "01",
        "county": "05", "date": "20260301", "year": "2026", "month": "03", "day": "01",
    ]

    private func write(_ check: Check, into scalars: inout [Unicode.Scalar]) {
        let range = check.range ?? 0...scalars.count - 1
        guard range.upperBound < scalars.count else { return }
        let bytes = scalars[range].map { UInt8(truncatingIfNeeded: $0.value) }
        if let expected = check.kind.expected(bytes) { scalars[range.upperBound] = Unicode.Scalar(expected) }
    }
}

/// Made-up GS1 keys with right check digits.
package enum GS1Example {
    /// A product of a made-up company; other numbers give other products, up to ten thousand.
    package static func product(_ number: Int) -> String {
        let digits = String(number % 10_000)
        let body = "069012345" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        return "https://id.gs1.org/01/" + checked(body)
    }

    /// A logistic unit.
    package static func logisticUnit(_ number: Int) -> String {
        let digits = String(number % 100_000_000)
        let body = "069012345" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
        return "https://id.gs1.org/00/" + checked(body)
    }

    private static func checked(_ body: String) -> String {
        body + String(Unicode.Scalar(CheckDigit.gs1(body.utf8)))
    }
}
