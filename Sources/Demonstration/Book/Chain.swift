// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The products and chains of the demonstration, as the resource `chains.yaml` describes them.
struct ChainBook: Decodable, Sendable {
    let products: [Product]
    let chains: [Chain]

    func product(_ id: String) -> Product {
        guard let product = products.first(where: { $0.id == id }) else {
            preconditionFailure("chains.yaml has no product \(id)")
        }
        return product
    }
}

/// A kind of trade item; each of its makers has a GTIN of its own for it.
struct Product: Decodable, Sendable {
    let id: String
    /// The item reference after the company prefix, five digits.
    let reference: String
    /// Kinds of place whose parties make it.
    let makers: [String]
    /// Counted in pieces instead of weighed.
    let counted: Bool?
    /// Net weight of one serialised piece; lots have none.
    let kilograms: Double?
    let name: BilingualName

    /// Net weight of one serialised piece in grams.
    var grams: Int { Int(((kilograms ?? 0) * 1000).rounded()) }
}

/// One chain from farm to shop.
struct Chain: Decodable, Sendable {
    let id: String
    let name: BilingualName
    let identifiers: IdentifierStyle
    let season: SeasonDays
    /// Where runs begin; a region named twice comes twice as often.
    let regions: [String]
    let showcase: ShowcaseChoice
    let incidents: [Incident]
    let stages: [Stage]

    /// When the chain runs, and how often.
    struct SeasonDays: Decodable, Sendable {
        let first: String
        let last: String
        let runs: Int
    }

    /// The first piece sold at a stage in or after a run is shown first.
    struct ShowcaseChoice: Decodable, Sendable {
        let stage: String
        let run: Int
    }
}

/// Something that goes wrong once: at the first event of a stage in one run.
struct Incident: Decodable, Sendable {
    let kind: Kind
    let stage: String
    let run: Int
    let days: Int?

    enum Kind: String, Decodable, Sendable {
        /// A slip of the keyboard, declared wrong the next day and corrected.
        case corrected
        case capturedLate = "captured-late"
        /// The goods of a shipment never arrive.
        case notReceived = "not-received"
        /// A sensor goes above its limit.
        case tooWarm = "too-warm"
    }
}
