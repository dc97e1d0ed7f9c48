// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A way of writing codes: a GS1 key, an EPC scheme, a national code, or any URI.
///
/// The identifier is stable and appears in our own paths (`/c/{scheme}/{code}`); a display name is the
/// caller's.
package struct CodeScheme: Hashable, Sendable {
    /// The scheme's short name in lower case, such as `sgtin`.
    package let id: String

    /// Names a scheme.
    package init(id: String) {
        self.id = id
    }

    /// One trade item: a GTIN with a serial number.
    package static var sgtin: CodeScheme { CodeScheme(id: "sgtin") }
    /// A batch of a trade item: a GTIN with a lot number.
    package static var lgtin: CodeScheme { CodeScheme(id: "lgtin") }
    /// A kind of trade item: a GTIN alone.
    package static var gtin: CodeScheme { CodeScheme(id: "gtin") }
    /// One tobacco item: a GTIN with a third-party controlled serial number.
    package static var upui: CodeScheme { CodeScheme(id: "upui") }
    /// A piece of a trade item, with or without lot or serial number.
    package static var itip: CodeScheme { CodeScheme(id: "itip") }
    /// A logistic unit.
    package static var sscc: CodeScheme { CodeScheme(id: "sscc") }
    /// A physical location, with or without extension.
    package static var sgln: CodeScheme { CodeScheme(id: "sgln") }
    /// A party.
    package static var pgln: CodeScheme { CodeScheme(id: "pgln") }
    /// The invoicing party's location number with or without payment reference.
    package static var payTo: CodeScheme { CodeScheme(id: "payto") }
    /// A returnable asset, or its kind.
    package static var grai: CodeScheme { CodeScheme(id: "grai") }
    /// An individual asset.
    package static var giai: CodeScheme { CodeScheme(id: "giai") }
    /// A recipient of a service.
    package static var gsrn: CodeScheme { CodeScheme(id: "gsrn") }
    /// A provider of a service.
    package static var gsrnp: CodeScheme { CodeScheme(id: "gsrnp") }
    /// A document, or its type.
    package static var gdti: CodeScheme { CodeScheme(id: "gdti") }
    /// A component or part, or its kind.
    package static var cpi: CodeScheme { CodeScheme(id: "cpi") }
    /// A coupon, or its kind.
    package static var sgcn: CodeScheme { CodeScheme(id: "sgcn") }
    /// A consignment.
    package static var ginc: CodeScheme { CodeScheme(id: "ginc") }
    /// A shipment.
    package static var gsin: CodeScheme { CodeScheme(id: "gsin") }
    /// A product model.
    package static var gmn: CodeScheme { CodeScheme(id: "gmn") }
    /// A general identifier.
    package static var gid: CodeScheme { CodeScheme(id: "gid") }
    /// An item of the United States' Department of Defense.
    package static var usdod: CodeScheme { CodeScheme(id: "usdod") }
    /// An aerospace or defence part.
    package static var adi: CodeScheme { CodeScheme(id: "adi") }
    /// A freight container.
    package static var bic: CodeScheme { CodeScheme(id: "bic") }
    /// A ship.
    package static var imovn: CodeScheme { CodeScheme(id: "imovn") }
    /// Any other URI, compared as a plain string.
    package static var uri: CodeScheme { CodeScheme(id: "uri") }
}
