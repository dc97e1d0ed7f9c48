// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents

/// What occurs in the events that a reader shows: the index says where to look, the events decide.
extension LedgerReader {
    /// Whether an event names a canonical code in one of the roles.
    package func names(_ canonical: String, roles: LinkRole) throws -> Bool {
        let key = LinkKey(canonical)
        if lens == nil { return try !links(of: key, roles: roles, newestFirst: true, limit: 1).isEmpty }
        return try tells(canonical) && newestEvent(under: key, roles: roles) != nil
    }

    /// The EPCs that stand in events, as these write them, in the order of their index keys.
    ///
    /// - Parameters:
    ///   - after: the key with which the page before ended.
    ///   - limit: how many keys; several codes may share one.
    /// - Throws: ``QueryError`` `tooComplex` where very many in a row are not shown.
    package func epcs(after: LinkKey?, limit: Int) throws -> (epcs: [String], next: LinkKey?) {
        let budget = WorkBudget(QueryLimits())
        var (found, shown): ([String], Int) = ([], 0)
        var (position, last) = (after, after)
        while true {
            let links = try identifiers(roles: Self.epcRoles, after: position, limit: limit + 1)
            try budget.spend(rows: links.count, bodies: links.count)
            let events = Dictionary(
                try self.events(Set(links.map(\.number))).map { ($0.number, $0) },
                uniquingKeysWith: { first, _ in first }
            )
            for link in links {
                let event =
                    try events[link.number]
                    ?? (lens == nil ? nil : newestEvent(under: link.key, roles: Self.epcRoles))
                guard let event else { continue }
                let own = Self.epcs(of: event.event, under: link.key)
                if own.isEmpty, lens != nil { continue }
                if shown == limit { return (found, last) }
                found += own
                shown += 1
                last = link.key
            }
            guard links.count > limit, let end = links.last else { return (found, nil) }
            position = end.key
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

    /// The newest event that names something in one of the roles, among the newest that do not show it.
    private func newestEvent(under key: LinkKey, roles: LinkRole) throws -> StoredEvent? {
        var last = EventNumber.last
        for _ in 0..<Self.pagesRead {
            let links = try links(
                of: key,
                roles: roles,
                through: last,
                newestFirst: true,
                limit: Self.linksRead
            )
            for stored in try events(links.map(\.number)).reversed() {
                let own = EventLinks(of: stored.event, eventID: stored.eventID).links
                if own.contains(where: { $0.key == key && !$0.role.isDisjoint(with: roles) }) {
                    return stored
                }
            }
            guard links.count == Self.linksRead, let end = links.last else { return nil }
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

    private static func epcs(of event: Event, under key: LinkKey) -> [String] {
        let parents = event.parentID.map { [$0] } ?? []
        let all = event.epcs + event.childEPCs + parents + event.inputEPCs + event.outputEPCs
        var seen: Set<String> = []
        return all.map { (CanonicalCode.canonical($0), $0) }
            .filter { LinkKey($0.0) == key && seen.insert($0.0).inserted }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static let epcRoles: LinkRole = [.epc, .childEPC, .parent, .inputEPC, .outputEPC]
    private static let linksRead = 64
    private static let pagesRead = 16
}
