// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// The form in which a chain's records write GS1 keys.
enum IdentifierStyle: String, Decodable, Sendable {
    case digitalLink = "digital-link"
    case urn

    /// A kind of product (GTIN).
    func product(_ prefix: String, _ reference: String) -> String {
        switch self {
        case .digitalLink: Self.domain + "01/" + Self.gtin(prefix, reference)
        case .urn: "urn:epc:idpat:sgtin:\(prefix).0\(reference).*"
        }
    }

    /// A lot (LGTIN).
    func lot(_ prefix: String, _ reference: String, _ lot: String) -> String {
        switch self {
        case .digitalLink: "\(Self.domain)01/\(Self.gtin(prefix, reference))/10/\(lot)"
        case .urn: "urn:epc:class:lgtin:\(prefix).0\(reference).\(lot)"
        }
    }

    /// A piece (SGTIN).
    func piece(_ prefix: String, _ reference: String, _ serial: String) -> String {
        switch self {
        case .digitalLink: "\(Self.domain)01/\(Self.gtin(prefix, reference))/21/\(serial)"
        case .urn: "urn:epc:id:sgtin:\(prefix).0\(reference).\(serial)"
        }
    }

    /// A logistic unit (SSCC), numbered with ten digits of which the first is the extension digit.
    func logisticUnit(_ prefix: String, _ number: String) -> String {
        switch self {
        case .digitalLink:
            "\(Self.domain)00/" + Self.checked("\(number.prefix(1))\(prefix)\(number.dropFirst())")
        case .urn: "urn:epc:id:sscc:\(prefix).\(number)"
        }
    }

    /// A place (SGLN without extension).
    func place(_ place: Place) -> String {
        switch self {
        case .digitalLink: "\(Self.domain)414/" + Self.checked(place.party.prefix + place.reference)
        case .urn: "urn:epc:id:sgln:\(place.party.prefix).\(place.reference).0"
        }
    }

    /// A party (PGLN).
    func party(_ party: Party) -> String {
        switch self {
        case .digitalLink: "\(Self.domain)417/" + Self.partyNumber(party)
        case .urn: "urn:epc:id:pgln:\(party.prefix).\(Self.partyReference)"
        }
    }

    /// A device (GIAI).
    func device(_ party: Party, _ number: String) -> String {
        switch self {
        case .digitalLink: "\(Self.domain)8004/\(party.prefix)\(number)"
        case .urn: "urn:epc:id:giai:\(party.prefix).\(number)"
        }
    }

    /// A business document (CBV 2.0 §8.5.3): the same in both styles.
    static func document(_ party: Party, _ number: String) -> String {
        "urn:epcglobal:cbv:bt:\(partyNumber(party)):\(number)"
    }

    private static let domain = "https://id.gs1.org/"
    private static let partyReference = "00000"

    private static func partyNumber(_ party: Party) -> String { checked(party.prefix + partyReference) }

    private static func gtin(_ prefix: String, _ reference: String) -> String {
        checked("0" + prefix + reference)
    }

    private static func checked(_ digits: String) -> String {
        digits + String(decoding: [CheckDigit.gs1(digits.utf8)], as: UTF8.self)
    }
}
