// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a stage does with goods. The engine knows these verbs and nothing of what they are done to.
indirect enum Work: Sendable {
    case create(Creation)
    case observe
    case move(Movement)
    case transform(Making)
    case pack(Packing)
    case unpack(Selection)
    case sell(Sale)
    case part([Branch])

    enum Verb: String, Decodable, Sendable {
        case create, observe, move, transform, pack, unpack, sell, part
    }

    init(_ verb: Verb, from decoder: any Decoder) throws {
        self =
            switch verb {
            case .create: .create(try Creation(from: decoder))
            case .observe: .observe
            case .move: .move(try Movement(from: decoder))
            case .transform: .transform(try Making(from: decoder))
            case .pack: .pack(try Packing(from: decoder))
            case .unpack: .unpack(try Selection(from: decoder))
            case .sell: .sell(try Sale(from: decoder))
            case .part: .part(try Parting(from: decoder).branches)
            }
    }

    /// The first lots of a run, one at each of some places of its region.
    struct Creation: Decodable, Sendable {
        let product: String
        let at: String
        let sites: Span
        /// Pieces in a lot of a counted product.
        let count: Span?
        /// Of a lot, or of a piece where they are counted.
        let kilograms: Span
    }

    /// A shipment and its receipt.
    struct Movement: Decodable, Sendable {
        let to: String
        let choose: Choice
        /// All goods of the run go to one place and are handled together from there.
        let gather: Bool?
        /// To how many places the goods of one place go.
        let spread: Span?
        let carrier: String?
        /// Hours beyond the driving time.
        let hours: Span
        /// Disposition on receipt.
        let arrival: String
        let stops: [Stop]?

        enum Choice: String, Decodable, Sendable {
            case any, nearest
            case sameRegion = "same-region"
        }

        struct Stop: Decodable, Sendable {
            let at: String
            let step: String
            let hours: Span
            let disposition: String?
        }
    }

    /// Lots into other lots or pieces.
    struct Making: Decodable, Sendable {
        /// Nil: everything that is there.
        let inputs: [String]?
        /// Each lot by itself instead of all together.
        let each: Bool?
        /// Hours from a record of what goes in to a record of what comes out; nil: one record for both.
        let linked: Span?
        let outputs: [Output]

        struct Output: Decodable, Sendable {
            let product: String
            /// Of the weight that goes in.
            let share: Span
            /// Into how many lots.
            let lots: Span?
            /// At most so many serialised pieces, instead of lots.
            let pieces: Span?
        }
    }

    /// Goods into logistic units: a number of pieces, or a weight of lots.
    struct Packing: Decodable, Sendable {
        let what: [String]
        let into: String
        let each: Int?
        let kilograms: Double?
    }

    struct Selection: Decodable, Sendable {
        let what: [String]
    }

    /// Sale to consumers, in several records a lot.
    struct Sale: Decodable, Sendable {
        let what: [String]
        let portions: Span
        /// Hours between the records.
        let every: Span
        /// Of what is there; the rest stays unsold.
        let share: Span
    }

    /// Goods that go separate ways, each through stages of its own.
    struct Branch: Decodable, Sendable {
        /// Of what the branches before left; nil: all of it.
        let share: Double?
        /// Nil: goods of every kind.
        let what: [String]?
        let stages: [Stage]
    }

    private struct Parting: Decodable {
        let branches: [Branch]
    }
}
