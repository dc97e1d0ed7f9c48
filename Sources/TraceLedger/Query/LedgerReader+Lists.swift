// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents

/// What occurs in the events that a reader shows: the index says where to look, the events decide.
extension LedgerReader {
    /// Whether an event names a canonical code in one of the roles.
    package func names(_ canonical: String, roles: LinkRole) throws -> Bool {
        let sought = Sought(canonical)
        guard lens != nil else {
            return try !links(of: sought, roles: roles, newestFirst: true, limit: 1).isEmpty
        }
        guard try tells(canonical) else { return false }
        let newest = try newestEvent { last, limit in
            try links(of: sought, roles: roles, through: last, newestFirst: true, limit: limit)
        } where: { stored in
            EventLinks(of: stored.event, eventID: stored.eventID, joinsBlocks: false).links
                .contains { $0.key == sought.key && !$0.role.isDisjoint(with: roles) }
        }
        return newest != nil
    }

    /// The EPCs that stand in events, each once, as one of these writes it, in the order of the index.
    ///
    /// - Parameters:
    ///   - after: where the page before ended.
    ///   - limit: how many.
    ///   - limits: how much may be looked at for them.
    /// - Throws: ``QueryError`` `tooComplex` where very many in a row are not shown.
    package func epcs(
        after: EPCPosition?,
        limit: Int,
        limits: QueryLimits = QueryLimits()
    ) throws -> (epcs: [String], next: EPCPosition?) {
        let (budget, listings) = (WorkBudget(limits), EPCListings())
        var (found, last): ([String], EPCPosition?) = ([], after)
        var start = after?.key ?? LinkKey(rawValue: .min)
        while true {
            let links = try identifiers(roles: Self.epcRoles, from: start, limit: limit + 1)
            try budget.spend(rows: links.count, bodies: links.count)
            let events = Dictionary(
                try self.events(Set(links.map(\.number))).map { ($0.number, $0) },
                uniquingKeysWith: { first, _ in first }
            )
            for link in links {
                let event =
                    try events[link.number] ?? (lens == nil ? nil : newestEvent(under: link.key, listings))
                guard let event else { continue }
                let codes = try epcs(of: event, listedUnder: link.key, listings, budget)
                for (place, uri) in codes.enumerated().dropFirst(
                    link.key == after?.key ? after?.shown ?? 0 : 0
                ) {
                    if found.count == limit { return (found, last) }
                    found.append(uri)
                    last = EPCPosition(key: link.key, shown: place + 1)
                }
            }
            guard links.count > limit, let end = links.last, end.key.rawValue < .max else {
                return (found, nil)
            }
            start = LinkKey(rawValue: end.key.rawValue + 1)
        }
    }

    /// The values of a dimension that occur, in order of their text.
    ///
    /// - Parameter after: the value with which the page before ended.
    package func terms(_ kind: Term.Kind, after: String?, limit: Int) throws -> (
        values: [String], next: String?
    ) {
        var found: [String] = []
        var position = after
        while true {
            let values = try storedTerms(kind, after: position, limit: limit + 1)
            for value in values where try lens == nil || isShown(Term(kind: kind, value: value)) {
                if found.count == limit { return (found, found.last) }
                found.append(value)
            }
            guard values.count > limit, let end = values.last else { return (found, nil) }
            position = end
        }
    }

    /// Whether a value of a dimension occurs.
    package func contains(_ value: String, as kind: Term.Kind) throws -> Bool {
        let term = Term(kind: kind, value: value)
        return try isStored(term) && (lens == nil || isShown(term))
    }

    /// The codes of an event that are listed under a key: a code that has entries of its own under that, any other
    /// under the smallest block.
    private func epcs(
        of event: StoredEvent,
        listedUnder key: LinkKey,
        _ listings: EPCListings,
        _ budget: WorkBudget
    ) throws -> [String] {
        let codes = listings.codes(of: event, under: key)
        let narrower = codes.map { $0.code.narrowerKeys(than: key) }
        let used = try used(Set(narrower.joined()), roles: Self.epcRoles)
        guard !used.isEmpty else { return codes.map(\.uri) }
        var shown: [LinkKey: Set<Sought>] = [:]
        return try zip(codes, narrower).filter { code, keys in
            for key in keys where used.contains(key) {
                if lens == nil { return false }
                // What is under that key may be hidden.
                if shown[key] == nil {
                    try budget.spend(bodies: 1)
                    let event = try newestEvent(under: key, listings)
                    shown[key] = Set(event.map { listings.codes(of: $0, under: key).map(\.code) } ?? [])
                }
                if shown[key]?.contains(code.code) == true { return false }
            }
            return true
        }.map(\.0.uri)
    }

    /// The newest event that shows an EPC under a raw key.
    private func newestEvent(under key: LinkKey, _ listings: EPCListings) throws -> StoredEvent? {
        try newestEvent { last, limit in
            try rawLinks(of: key, roles: Self.epcRoles, through: last, newestFirst: true, limit: limit)
        } where: {
            !listings.codes(of: $0, under: key).isEmpty
        }
    }

    /// The newest event that is wanted, among the newest of those to which entries lead.
    ///
    /// - Parameter links: at most so many up to an event, the newest first.
    private func newestEvent(
        of links: (EventNumber, _ limit: Int) throws -> [EventLink],
        where isWanted: (StoredEvent) -> Bool
    ) throws -> StoredEvent? {
        var last = EventNumber.last
        for _ in 0..<Self.pagesRead {
            let page = try links(last, Self.linksRead)
            if let found = try events(page.map(\.number)).last(where: isWanted) { return found }
            guard page.count == Self.linksRead, let end = page.last else { return nil }
            last = EventNumber(rawValue: end.number.rawValue - 1)
        }
        return nil
    }

    /// Whether an event that the public sees has a value; what takes too long to find is not shown.
    private func isShown(_ term: Term) throws -> Bool {
        let parameter: String
        switch term.kind {
        case .readPoint, .bizLocation:
            let role: LinkRole = term.kind == .readPoint ? .readPoint : .bizLocation
            return try names(CanonicalCode.canonical(term.value), roles: role)
        case .eventType: parameter = "eventType"
        case .bizStep: parameter = "EQ_bizStep"
        case .disposition: parameter = "EQ_disposition"
        }
        do {
            let query = try EventQuery([QueryArgument(parameter, [term.value])])
            let limits = QueryLimits(rows: 2_000_000, bodies: 10_000, time: .seconds(2))
            return try !page(of: query, PageRequirement(size: 1, now: 0), limits: limits).events.isEmpty
        } catch let error as QueryError where error.code != .tooLarge {
            return false
        }
    }

    private static let epcRoles: LinkRole = [.epc, .childEPC, .parent, .inputEPC, .outputEPC]
    private static let linksRead = 64
    private static let pagesRead = 16
}
