// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// One statement of the registry, with the days on which it holds.
package struct RegistryEntry: Sendable, Equatable {
    package let content: Content
    /// The first instant, and the first on which it no longer holds, in milliseconds since 1970.
    package let validFrom: Int64
    package let validUntil: Int64?

    package init(_ content: Content, validFrom: Int64, validUntil: Int64? = nil) {
        self.content = content
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    /// The statement of which a version is made.
    package init<Value>(_ version: Version<Value>, _ content: (Value) -> Content) {
        self.init(content(version.value), validFrom: version.validFrom, validUntil: version.validUntil)
    }

    /// What is stated.
    package enum Content: Sendable, Equatable {
        case subject(Subject)
        case licence(Licence)
        case place(Place)
        case product(Product)
    }

    /// What entries are about; the words of the import format and of paths.
    package enum Kind: String, Sendable, CaseIterable {
        case subject, licence, place, product
    }

    package var kind: Kind {
        switch content {
        case .subject: .subject
        case .licence: .licence
        case .place: .place
        case .product: .product
        }
    }

    /// What it is about, as a URI.
    package var id: String {
        switch content {
        case .subject(let subject): subject.id
        case .licence(let licence): licence.uri
        case .place(let place): place.id
        case .product(let product): product.id
        }
    }
}

/// Whether a subject may work in the chains: its filing 备案.
package enum FilingState: String, Sendable, CaseIterable {
    /// Handed in, not accepted yet.
    case draft
    case filed
    case suspended, ended
}

/// A firm or person of the chains.
package struct Subject: Sendable, Equatable {
    /// Canonical: a credit code, a person's hash or a GS1 party number.
    package let id: String
    package let name: LocalName
    /// Kinds of party of the reference data.
    package let types: [String]
    /// Code of GB/T 2260, as it was when the entry was made.
    package let region: String
    package let filing: FilingState

    package init(id: String, name: LocalName, types: [String], region: String, filing: FilingState) {
        self.id = id
        self.name = name
        self.types = types
        self.region = region
        self.filing = filing
    }

    /// Whether it is a natural person, whose name is personal.
    package var isPerson: Bool { id.hasPrefix("urn:qiongsu:person:") }
}

/// A licence, permit or certification.
package struct Licence: Sendable, Equatable {
    /// A kind of licence of the reference data.
    package let type: String
    package let number: String
    package let holder: String
    package let issuer: String?
    /// Where the platform has it from: `declared` by the holder, or the name of a register.
    package let source: String
    /// How much a permit allows.
    package let quantity: Double?

    package init(
        type: String,
        number: String,
        holder: String,
        issuer: String? = nil,
        source: String = "declared",
        quantity: Double? = nil
    ) {
        self.type = type
        self.number = number
        self.holder = holder
        self.issuer = issuer
        self.source = source
        self.quantity = quantity
    }

    /// The URI under which records name it too.
    package var uri: String { ChainTerms.document(type, number) }
}

/// A place: a plot, warehouse, shop, stall, landing place.
package struct Place: Sendable, Equatable {
    /// Canonical: an own place code or a GS1 location number.
    package let id: String
    package let name: LocalName
    package let holder: String?
    /// What it is used as: `plot`, `warehouse`, `shop`.
    package let use: String?
    package let region: String
    /// Degrees.
    package let latitude: Double?
    package let longitude: Double?
    /// The use of land that is tilled.
    package static let plot = "plot"

    /// In mu 亩 for plots, square metres else.
    package let area: Double?
    /// What it may hold by kind of goods; `*` stands for every kind without an amount of its own.
    package let capacity: [String: Double]

    package init(
        id: String,
        name: LocalName,
        holder: String? = nil,
        use: String? = nil,
        region: String,
        latitude: Double? = nil,
        longitude: Double? = nil,
        area: Double? = nil,
        capacity: [String: Double] = [:]
    ) {
        self.id = id
        self.name = name
        self.holder = holder
        self.use = use
        self.region = region
        self.latitude = latitude
        self.longitude = longitude
        self.area = area
        self.capacity = capacity
    }
}

/// A kind of goods: its code, and the profile that it is traced by.
package struct Product: Sendable, Equatable {
    /// Canonical: a GTIN or an own product code.
    package let id: String
    package let name: LocalName
    package let profile: String
    package let holder: String?

    package init(id: String, name: LocalName, profile: String, holder: String? = nil) {
        self.id = id
        self.name = name
        self.profile = profile
        self.holder = holder
    }
}
