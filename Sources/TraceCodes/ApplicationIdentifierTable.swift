// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// All GS1 Application Identifiers, found by their digits or at the front of unbracketed data.
package struct ApplicationIdentifierTable: Sendable {
    /// The identifiers of the GS1 Barcode Syntax Dictionary that this program was built with.
    package static let standard = ApplicationIdentifierTable()

    /// Every identifier, in the order of its digits.
    package let identifiers: [ApplicationIdentifier]
    private let byDigits: [String: ApplicationIdentifier]
    /// How many digits an identifier has, by its first two; 0 where none is assigned.
    private let lengths: [Int]

    private init() {
        identifiers = Self.entries.split(separator: "\n").flatMap(ApplicationIdentifier.entries(line:))
        byDigits = Dictionary(identifiers.map { ($0.digits, $0) }, uniquingKeysWith: { first, _ in first })
        var lengths = [Int](repeating: 0, count: 100)
        for identifier in identifiers {
            if let prefix = ASCII.number(identifier.digits.utf8.prefix(2)) {
                lengths[prefix] = identifier.digits.utf8.count
            }
        }
        self.lengths = lengths
    }

    /// The identifier of these digits, `nil` when GS1 assigns none.
    package subscript(_ digits: String) -> ApplicationIdentifier? {
        byDigits[digits]
    }

    /// The identifier of these digits, made up when it may be unknown and its length does not contradict.
    func identifier(_ digits: String, permitsUnknown: Bool) -> ApplicationIdentifier? {
        if let known = byDigits[digits] { return known }
        guard permitsUnknown, 2...4 ~= digits.utf8.count, digits.utf8.allSatisfy(ASCII.isDigit),
            let prefix = ASCII.number(digits.utf8.prefix(2))
        else { return nil }
        guard lengths[prefix] == 0 || lengths[prefix] == digits.utf8.count else { return nil }
        return .unknown(digits, fixedLength: Self.fixedLength(prefix))
    }

    /// The identifier at the front of unbracketed data.
    ///
    /// An unknown one is made up only where its first two digits tell how many digits it has.
    func identifier(atFrontOf bytes: ArraySlice<UInt8>, permitsUnknown: Bool) -> ApplicationIdentifier? {
        guard bytes.count >= 2, let prefix = ASCII.number(bytes.prefix(2)), lengths[prefix] > 0,
            bytes.count >= lengths[prefix]
        else { return nil }
        return identifier(
            String(decoding: bytes.prefix(lengths[prefix]), as: UTF8.self),
            permitsUnknown: permitsUnknown
        )
    }

    /// Lengths that GS1 General Specifications figure 7.8.5-2 fix for all identifiers of two first digits.
    private static func fixedLength(_ prefix: Int) -> Int? {
        switch prefix {
        case 31...36: 6
        case 41: 13
        default: nil
        }
    }
}
