// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// A lot, a piece or a logistic unit, as much of it as is at one place.
struct Goods: Sendable {
    /// The code as the chain's records write it.
    let code: String
    /// A product, or what a chain calls its logistic units.
    let kind: String
    let isInstance: Bool
    var grams: Int
    /// Pieces of a counted lot.
    var count: Int?
    var contents: [Goods] = []

    /// The amount of a lot.
    var quantity: QuantityElement {
        if let count {
            return QuantityElement(epcClass: code, quantity: DecimalNumber(literal: String(count)))
        }
        return QuantityElement(epcClass: code, quantity: Self.kilograms(grams), uom: "KGM")
    }

    /// Grams written in kilograms, without trailing zeros.
    static func kilograms(_ grams: Int) -> DecimalNumber {
        var fraction = HainanClock.padded(grams % 1000, 3)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return DecimalNumber(literal: fraction.isEmpty ? "\(grams / 1000)" : "\(grams / 1000).\(fraction)")
    }

    /// Takes a part of a lot away, to one decagram.
    mutating func take(_ share: Double) -> Goods {
        var part = self
        part.grams = Int(Double(grams) * share) / 10 * 10
        grams -= part.grams
        return part
    }
}

/// Goods that are at one place and are handled together.
struct Consignment: Sendable {
    var place: Place
    /// Seconds since 1970.
    var ready: Int
    var goods: [Goods]
    /// Documents that go along.
    var papers: [BizTransaction] = []

    /// Takes the goods of some kinds out; nil takes everything.
    mutating func take(_ kinds: [String]?) -> [Goods] {
        let taken = goods.filter { kinds?.contains($0.kind) ?? true }
        goods.removeAll { kinds?.contains($0.kind) ?? true }
        return taken
    }
}

extension [Goods] {
    /// The serialised units among them.
    var instances: [String] { filter(\.isInstance).map(\.code) }

    /// The lots among them, the same lot once.
    var quantities: [QuantityElement] { merged.filter { !$0.isInstance }.map(\.quantity) }

    /// The same goods with parts of one lot put together.
    var merged: [Goods] {
        var merged: [Goods] = []
        var position: [String: Int] = [:]
        for item in self {
            if !item.isInstance, let index = position[item.code] {
                merged[index].grams += item.grams
                if let count = item.count { merged[index].count = (merged[index].count ?? 0) + count }
            } else {
                position[item.code] = merged.count
                merged.append(item)
            }
        }
        return merged
    }

    var grams: Int { reduce(0) { $0 + $1.grams } }
}
