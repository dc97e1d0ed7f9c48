// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// An EPC URN scheme of GS1's Tag Data Standard (TDS 2.1, section 6.3), and `lgtin` of EPCIS.
package enum EPCScheme: String, CaseIterable, Sendable {
    case sgtin, lgtin, upui, itip, sscc, sgln, pgln, grai, giai, gsrn, gsrnp, gdti, cpi, sgcn, ginc, gsin
    case gid, usdod, adi, bic, imovn

    /// The GS1 key, `nil` for the schemes that have no Digital Link.
    package var key: GS1Key? {
        switch self {
        case .sgtin, .lgtin, .upui: .gtin
        case .itip: .itip
        case .sscc: .sscc
        case .sgln: .gln
        case .pgln: .party
        case .grai: .grai
        case .giai: .giai
        case .gsrn: .gsrn
        case .gsrnp: .gsrnp
        case .gdti: .gdti
        case .cpi: .cpid
        case .sgcn: .gcn
        case .ginc: .ginc
        case .gsin: .gsin
        case .gid, .usdod, .adi, .bic, .imovn: nil
        }
    }

    /// Digits of company prefix and reference together; `nil` when the reference is free text.
    var digits: Int? {
        switch self {
        case .sgtin, .lgtin, .upui, .itip: 13
        case .sscc, .gsrn, .gsrnp: 17
        case .sgln, .pgln, .grai, .gdti, .sgcn: 12
        case .gsin: 16
        case .giai, .ginc, .cpi, .gid, .usdod, .adi, .bic, .imovn: nil
        }
    }

    /// The qualifier that carries the URN's serial in a Digital Link; `nil` when it is part of the key.
    var qualifier: KeyQualifier? {
        switch self {
        case .sgtin, .itip: .serial
        case .lgtin: .lot
        case .upui: .thirdPartySerial
        case .sgln: .locationExtension
        case .cpi: .componentSerial
        default: nil
        }
    }

    /// The longest serial in characters, 0 for the schemes without one.
    var longestSerial: Int {
        switch self {
        case .sgtin, .lgtin, .itip, .sgln: 20
        case .upui: 28
        case .grai: 16
        case .gdti: 17
        case .sgcn, .cpi: 12
        default: 0
        }
    }

    /// Whether the serial is all digits.
    var hasNumericSerial: Bool { self == .sgcn || self == .cpi }

    /// Whether a pattern ending in `*` names a class of things (`urn:epc:idpat:sgtin:4012345.012345.*`).
    var hasClass: Bool {
        switch self {
        case .sgtin, .upui, .itip, .grai, .gdti, .cpi, .sgcn: true
        default: false
        }
    }

    @inline(__always)
    init?(word: UInt64) {
        switch word {
        case ASCII.word("sgtin"): self = .sgtin
        case ASCII.word("lgtin"): self = .lgtin
        case ASCII.word("sgln"): self = .sgln
        case ASCII.word("pgln"): self = .pgln
        case ASCII.word("sscc"): self = .sscc
        case ASCII.word("giai"): self = .giai
        case ASCII.word("grai"): self = .grai
        case ASCII.word("gdti"): self = .gdti
        case ASCII.word("gsrn"): self = .gsrn
        case ASCII.word("gsrnp"): self = .gsrnp
        case ASCII.word("upui"): self = .upui
        case ASCII.word("itip"): self = .itip
        case ASCII.word("cpi"): self = .cpi
        case ASCII.word("sgcn"): self = .sgcn
        case ASCII.word("ginc"): self = .ginc
        case ASCII.word("gsin"): self = .gsin
        case ASCII.word("gid"): self = .gid
        case ASCII.word("usdod"): self = .usdod
        case ASCII.word("adi"): self = .adi
        case ASCII.word("bic"): self = .bic
        case ASCII.word("imovn"): self = .imovn
        default: return nil
        }
    }
}
