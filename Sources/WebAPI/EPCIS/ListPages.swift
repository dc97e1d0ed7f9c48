// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceLedger

/// One page of the EPCs that stand in events, in the order of the index.
struct EPCPage: Sendable {
    var members: [String] = []
    /// Where the next page begins, where there is one.
    var next: String?

    init(members: [String], next: String?) {
        self.members = members
        self.next = next
    }

    init(_ reader: LedgerReader, after: String?, size: Int, _ form: IdentifierForm) throws {
        let page = try reader.epcs(after: after.flatMap(EPCPosition.init), limit: size)
        members = page.epcs.map(form.apply)
        next = page.next?.description
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
        let terms = try reader.terms(kind, after: after, limit: size)
        var members = terms.values
        switch kind {
        case .eventType where after == nil: members = EventType.standard.map(\.name) + members
        case .readPoint, .bizLocation:
            // Senders write one place in several forms; in the form asked for it is one.
            var seen: Set<String> = []
            members = members.map(form.apply).filter { seen.insert($0).inserted }
        default: break
        }
        page = EPCPage(members: members, next: terms.next)
    }
}
