// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger

/// One page of the EPCs that stand in events, in the order of their index keys.
struct EPCPage: Sendable {
    var members: [String] = []
    /// After which key the next page begins, where there is one.
    var next: String?

    private static let roles: LinkRole = [.epc, .childEPC, .parent, .inputEPC, .outputEPC]

    init(members: [String], next: String?) {
        self.members = members
        self.next = next
    }

    /// An index key names an identifier only through an event that holds it, so one event is read for each key.
    init(_ reader: LedgerReader, after: String?, size: Int, _ form: IdentifierForm) throws {
        let key = after.flatMap { Int64($0) }.map(LinkKey.init(rawValue:))
        let links = try reader.identifiers(roles: Self.roles, after: key, limit: size + 1)
        let shown = links.prefix(size)
        var events: [EventNumber: StoredEvent] = [:]
        for event in try reader.events(Set(shown.map(\.number))) { events[event.number] = event }
        for link in shown {
            guard let event = events[link.number]?.event else { continue }
            let parents = event.parentID.map { [$0] } ?? []
            let ids = event.epcs + event.childEPCs + parents + event.inputEPCs + event.outputEPCs
            let canonical = Set(ids.map(CanonicalCode.canonical)).filter { LinkKey($0) == link.key }
            members += canonical.sorted().map { code in
                ids.first { CanonicalCode.canonical($0) == code }.map(form.apply) ?? code
            }
        }
        if links.count > size { next = shown.last.map { String($0.key.rawValue) } }
    }
}

/// One page of the values of a dimension, in the order of their text.
struct TermPage: Sendable {
    let page: EPCPage

    /// Before the first value; event types begin with those of the standard, which no table holds.
    init(
        _ reader: LedgerReader,
        _ kind: Term.Kind,
        after: String?,
        size: Int,
        _ form: IdentifierForm
    ) throws {
        let terms = try reader.terms(kind, after: after, limit: size + 1)
        var members = Array(terms.prefix(size))
        switch kind {
        case .eventType where after == nil: members = EventType.standard.map(\.name) + members
        case .readPoint, .bizLocation:
            // Senders write one place in several forms; in the form asked for it is one.
            var seen: Set<String> = []
            members = members.map(form.apply).filter { seen.insert($0).inserted }
        default: break
        }
        page = EPCPage(members: members, next: terms.count > size ? terms[size - 1] : nil)
    }
}
