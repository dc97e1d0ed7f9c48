// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeSchemeRegistry.Entry {
    /// A GTIN of 8, 12, 13 or 14 digits, as under a barcode.
    package static var gtin: Self {
        Self(scheme: .gtin, level: .product, canonicalPrefix: nil) { text throws(CodeError) in
            guard [8, 12, 13, 14].contains(text.utf8.count) else { return nil }
            let zeros = String(repeating: "0", count: 14 - text.utf8.count)
            return try number(text, identifier: "01", zeros: zeros)
        }
    }

    /// A serial shipping container code of 18 digits.
    package static var sscc: Self {
        Self(scheme: .sscc, level: .instance, canonicalPrefix: nil) { text throws(CodeError) in
            text.utf8.count == 18 ? try number(text, identifier: "00", zeros: "") : nil
        }
    }

    /// A shipment's number of 17 digits.
    package static var gsin: Self {
        Self(scheme: .gsin, level: .instance, canonicalPrefix: nil) { text throws(CodeError) in
            text.utf8.count == 17 ? try number(text, identifier: "402", zeros: "") : nil
        }
    }

    /// Any URI, for paths of our own such as `/c/uri/urn%3Auuid%3A…`.
    package static var uri: Self {
        Self(scheme: .uri, level: .other, canonicalPrefix: "") { text throws(CodeError) in
            guard text.utf8.contains(UInt8(ascii: ":")) else { return nil }
            return try CanonicalCode.validate(text)
        }
    }

    /// A key that is all digits and ends in a check digit.
    private static func number(
        _ text: String,
        identifier digits: String,
        zeros: String
    ) throws(CodeError) -> TraceCode? {
        guard text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
        do throws(CodeError) {
            try ApplicationIdentifierTable.standard[digits]?.check(zeros + text)
        } catch {
            guard case .checkDigit(let position, let found, let expected) = error.fault else {
                throw error.moved(by: -zeros.utf8.count)
            }
            let fault = CodeError.Fault.checkDigit(
                position: position - zeros.utf8.count,
                found: found,
                expected: expected
            )
            throw CodeError(fault, identifier: digits, offset: text.utf8.count - 1)
        }
        return CanonicalCode.identify("https://id.gs1.org/\(digits)/\(zeros)\(text)")
    }
}
