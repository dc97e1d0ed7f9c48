// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A GS1 identification key that can begin a GS1 Digital Link.
package enum GS1Key: UInt8, CaseIterable, Sendable {
    case sscc, gtin, gdti, gcn, ginc, gsin, gln, payTo, party, grai, giai, itip, cpid, gmn, gsrnp, gsrn

    /// The application identifier that carries the key.
    package var identifier: StaticString {
        switch self {
        case .sscc: "00"
        case .gtin: "01"
        case .gdti: "253"
        case .gcn: "255"
        case .ginc: "401"
        case .gsin: "402"
        case .gln: "414"
        case .payTo: "415"
        case .party: "417"
        case .grai: "8003"
        case .giai: "8004"
        case .itip: "8006"
        case .cpid: "8010"
        case .gmn: "8013"
        case .gsrnp: "8017"
        case .gsrn: "8018"
        }
    }

    /// How many digits the value begins with; `nil` for the keys that are a company prefix and free text.
    var digits: Int? {
        switch self {
        case .sscc, .itip, .gsrn, .gsrnp: 18
        case .gtin, .grai: 14
        case .gdti, .gcn, .gln, .payTo, .party: 13
        case .gsin: 17
        case .ginc, .giai, .cpid, .gmn: nil
        }
    }

    /// How many digits there are up to the check digit, all of a shorter GTIN's; `nil` for the keys without one.
    var digitsThroughCheckDigit: Int? { self == .itip ? 14 : digits }

    /// The longest value in characters.
    var longest: Int {
        switch self {
        case .gdti, .grai, .ginc, .giai, .cpid: 30
        case .gcn, .gmn: 25
        default: digits ?? 0
        }
    }

    /// Digits before the company prefix in the key's value: a GTIN's indicator, an SSCC's extension digit.
    var digitsBeforePrefix: Int {
        switch self {
        case .sscc, .gtin, .grai, .itip: 1
        default: 0
        }
    }

    /// Whether the qualifier may follow this key in a Digital Link's path.
    @inline(__always)
    func allows(_ qualifier: KeyQualifier) -> Bool {
        switch qualifier {
        case .variant, .lot, .serial: self == .gtin || self == .itip
        case .thirdPartySerial: self == .gtin
        case .locationExtension: self == .gln
        case .importerIndex: self == .gln || self == .party || self == .giai
        case .componentSerial: self == .cpid
        case .serviceRelation: self == .gsrn || self == .gsrnp
        case .paymentReference: self == .payTo
        }
    }
}

/// An element that narrows a GS1 key in the path of a Digital Link.
package enum KeyQualifier: UInt8, CaseIterable, Sendable {
    case variant, lot, serial, thirdPartySerial, locationExtension, importerIndex, componentSerial
    case serviceRelation, paymentReference

    /// The application identifier that carries the qualifier.
    package var identifier: StaticString {
        switch self {
        case .variant: "22"
        case .lot: "10"
        case .serial: "21"
        case .thirdPartySerial: "235"
        case .locationExtension: "254"
        case .importerIndex: "7040"
        case .componentSerial: "8011"
        case .serviceRelation: "8019"
        case .paymentReference: "8020"
        }
    }

    /// The longest value in characters.
    var longest: Int {
        switch self {
        case .variant, .lot, .serial, .locationExtension: 20
        case .thirdPartySerial: 28
        case .importerIndex: 4
        case .componentSerial: 12
        case .serviceRelation: 10
        case .paymentReference: 25
        }
    }
}
