// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What one name in the path of a Digital Link stands for: a key or a qualifier.
///
/// Names are application identifiers or the words of the first Digital Link standard (`gtin`, `lot`, `ser`),
/// which later editions withdrew but which are printed on goods.
enum LinkName {
    case key(GS1Key)
    case qualifier(KeyQualifier)

    @inline(__always)
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard let first = range.first, range.count <= 5 else { return nil }
        if ASCII.isDigit(bytes[first]) {
            var number = range.count * 10_000
            for index in range {
                guard ASCII.isDigit(bytes[index]) else { return nil }
                number += Self.power(range.upperBound - 1 - index) * Int(bytes[index] &- ASCII.zero)
            }
            self.init(number: number)
        } else {
            self.init(word: ASCII.word(bytes, range))
        }
    }

    /// The identifier that a withdrawn word stands for.
    static func identifier(word: some Collection<UInt8>) -> StaticString? {
        let bytes = Array(word)
        let name = bytes.withUnsafeBufferPointer { LinkName(word: ASCII.word($0, 0..<$0.count)) }
        return switch name {
        case .key(let key): key.identifier
        case .qualifier(let qualifier): qualifier.identifier
        case nil: nil
        }
    }

    @inline(__always)
    private static func power(_ exponent: Int) -> Int {
        switch exponent {
        case 0: 1
        case 1: 10
        case 2: 100
        default: 1_000
        }
    }

    /// `number` is the identifier, plus its count of digits times 10,000.
    private init?(number: Int) {
        switch number {
        case 2_0000: self = .key(.sscc)
        case 2_0001: self = .key(.gtin)
        case 2_0010: self = .qualifier(.lot)
        case 2_0021: self = .qualifier(.serial)
        case 2_0022: self = .qualifier(.variant)
        case 3_0235: self = .qualifier(.thirdPartySerial)
        case 3_0253: self = .key(.gdti)
        case 3_0254: self = .qualifier(.locationExtension)
        case 3_0255: self = .key(.gcn)
        case 3_0401: self = .key(.ginc)
        case 3_0402: self = .key(.gsin)
        case 3_0414: self = .key(.gln)
        case 3_0415: self = .key(.payTo)
        case 3_0417: self = .key(.party)
        case 4_7040: self = .qualifier(.importerIndex)
        case 4_8003: self = .key(.grai)
        case 4_8004: self = .key(.giai)
        case 4_8006: self = .key(.itip)
        case 4_8010: self = .key(.cpid)
        case 4_8011: self = .qualifier(.componentSerial)
        case 4_8013: self = .key(.gmn)
        case 4_8017: self = .key(.gsrnp)
        case 4_8018: self = .key(.gsrn)
        case 4_8019: self = .qualifier(.serviceRelation)
        case 4_8020: self = .qualifier(.paymentReference)
        default: return nil
        }
    }

    private init?(word: UInt64) {
        switch word {
        case ASCII.word("gtin"): self = .key(.gtin)
        case ASCII.word("lot"): self = .qualifier(.lot)
        case ASCII.word("ser"): self = .qualifier(.serial)
        case ASCII.word("cpv"): self = .qualifier(.variant)
        case ASCII.word("sscc"): self = .key(.sscc)
        case ASCII.word("gln"): self = .key(.gln)
        case ASCII.word("glnx"): self = .qualifier(.locationExtension)
        case ASCII.word("party"): self = .key(.party)
        case ASCII.word("grai"): self = .key(.grai)
        case ASCII.word("giai"): self = .key(.giai)
        case ASCII.word("gdti"): self = .key(.gdti)
        case ASCII.word("gcn"): self = .key(.gcn)
        case ASCII.word("ginc"): self = .key(.ginc)
        case ASCII.word("gsin"): self = .key(.gsin)
        case ASCII.word("itip"): self = .key(.itip)
        case ASCII.word("cpid"): self = .key(.cpid)
        case ASCII.word("cpsn"): self = .qualifier(.componentSerial)
        case ASCII.word("gmn"): self = .key(.gmn)
        case ASCII.word("gsrn"): self = .key(.gsrn)
        case ASCII.word("gsrnp"): self = .key(.gsrnp)
        case ASCII.word("srin"): self = .qualifier(.serviceRelation)
        case ASCII.word("refno"): self = .qualifier(.paymentReference)
        default: return nil
        }
    }
}
