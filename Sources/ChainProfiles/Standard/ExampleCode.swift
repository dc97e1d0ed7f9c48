// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// Made-up codes for examples: right in form, of nobody.
package enum ExampleCode {
    /// A code of a scheme in its canonical form.
    ///
    /// - Parameters:
    ///   - seed: other texts give other products and parties.
    ///   - number: tells codes of one product or party apart.
    package static func code(_ scheme: String, seed: String, number: Int, level: UnitKind = .item) -> String {
        if scheme == CodeScheme.sscc.id { return GS1Example.logisticUnit(hash(seed) * 100 + number) }
        guard let format = CodeSchemeRegistry.format(scheme) else {
            let product = GS1Example.product(hash(seed))
            return product + (level == .lot || level == .any ? "/10/L" : "/21/S") + padded(number)
        }
        return format.canonicalExample(hash(seed) * 100 + number)
    }

    /// A made-up company of a kind.
    package static func party(_ type: String) -> String { code("uscc", seed: type, number: 1) }

    /// A made-up place of a party of a kind.
    package static func place(_ type: String) -> String {
        "urn:qiongsu:place:460105-" + padded(hash(type))
    }

    static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// A number below ten thousand that is always the same for a text.
    static func hash(_ text: String) -> Int {
        let hash = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Int(hash % 9_000) + 1_000
    }
}
