// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes

/// Goods of Hainan from farm to shop, made up from chains described as data: the same seed, the same bytes.
///
/// No firm in it exists. Everything happens between November 2025 and June 2026, at +08:00. Planted among the
/// records, once a season in each chain: an event declared wrong and its correction, a shipment that nobody
/// received, an event captured days late, a cold chain that got too warm.
package struct Demonstration: Sendable {
    package let seed: UInt64
    /// How many times the season happens; each time with other lots, amounts and times.
    package let scale: Int
    let book: Book

    /// - Parameter scale: 1 gives some hundred lots; at least 1.
    package init(seed: UInt64 = 2026, scale: Int = 1) {
        precondition(scale >= 1)
        self.seed = seed
        self.scale = scale
        book = .embedded
    }

    /// One unit of each chain worth showing, in the order of the chains.
    ///
    /// Makes the first season to find them, some hundredths of a second.
    package var showcases: [Showcase] {
        var roll = NumberRoll()
        let shown = season(0, &roll).shown
        return book.chains.chains.compactMap { chain in
            shown[chain.id].map {
                Showcase(chain: chain.id, name: chain.name, code: CanonicalCode.identify($0))
            }
        }
    }

    /// Events in the first season; times ``scale`` it is near enough for a progress bar, at scale 1 exact.
    package var eventsInSeason: Int {
        var roll = NumberRoll()
        return season(0, &roll).events.count
    }

    /// Counts everything by making it.
    package func summary() -> Summary {
        documents().reduce(into: Summary()) { $0.add($1) }
    }

    /// The made-up company prefixes, with which Digital Links can be written as EPC URNs.
    package static let companyPrefixes = CompanyPrefixTable([("6999", 7)])

    func season(_ number: Int, _ roll: inout NumberRoll) -> Season {
        Season(book: book, seed: seed, number: number, roll: &roll)
    }
}
