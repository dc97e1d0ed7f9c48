// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents

/// Which EPCs of an event the index may have under which key, of the events that a page of a list looked at last.
///
/// A page mostly lists the codes of a few events one after another. Confined to one page.
final class EPCListings {
    private var listings: [EventNumber: Listing] = [:]
    private var codeCount = 0
    /// How many codes are kept, of more than one event.
    private static let capacity = 20_000

    private struct Listing {
        /// In order of code.
        var codes: [(code: Sought, uri: String)] = []
        /// Where those stand whose own key it is, or that of a block around them.
        var places: [LinkKey: [Int]] = [:]

        init(_ event: Event) {
            let parents = event.parentID.map { [$0] } ?? []
            let all = event.epcs + event.childEPCs + parents + event.inputEPCs + event.outputEPCs
            var seen: Set<Sought> = []
            codes = all.map { (Sought(CanonicalCode.canonical($0)), $0) }
                .filter { code, _ in seen.insert(code).inserted }
                .sorted { $0.0.identifier < $1.0.identifier }
            for (place, (code, _)) in codes.enumerated() {
                for key in Set(code.keys) { places[key, default: []].append(place) }
            }
        }
    }

    /// The codes of an event that may be found under a key, and how the event writes them, in order.
    func codes(of stored: StoredEvent, under key: LinkKey) -> [(code: Sought, uri: String)] {
        let listing = listing(of: stored)
        return (listing.places[key] ?? []).map { listing.codes[$0] }
    }

    private func listing(of stored: StoredEvent) -> Listing {
        if let known = listings[stored.number] { return known }
        let listing = Listing(stored.event)
        if codeCount + listing.codes.count > Self.capacity {
            listings = [:]
            codeCount = 0
        }
        listings[stored.number] = listing
        codeCount += listing.codes.count
        return listing
    }
}

extension Sought {
    /// The keys under which it may be found: its own, and those of the blocks around it, the smallest first.
    fileprivate var keys: [LinkKey] {
        var keys = [key]
        block.forEachKey { keys.append($0) }
        return keys
    }

    /// Of the keys under which it may be found those before another.
    func narrowerKeys(than key: LinkKey) -> [LinkKey] { Array(keys.prefix { $0 != key }) }
}
