// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import TraceEvents

/// Derives the tables `link`, `term` and `error_declaration` from the events.
struct Rebuilder {
    let connection: any SQLConnection
    let codec: BodyCodec
    let profiles: ProfileBook?

    private static let pageSize = 5_000

    func run(progress: (Int, Int) -> Void) throws {
        for table in ["link", "term", "error_declaration"] { try connection.execute("DELETE FROM \(table)") }
        let reader = LedgerReader(connection: connection, codec: codec, profiles: nil)
        let total = try reader.eventCount()
        var last = EventNumber.first
        var done = 0
        var declarations: [StoredEvent] = []
        while true {
            let page = try reader.events(
                where: "event.event_no > $1",
                [.integer(last.rawValue)],
                order: "event.event_no",
                limit: Self.pageSize
            )
            guard let end = page.last else { break }
            try index(page)
            declarations += page.filter { $0.event.errorDeclaration != nil }
            last = end.number
            done += page.count
            progress(done, total)
        }
        try declare(declarations.sorted { $0.recordTime < $1.recordTime })
    }

    private func index(_ page: [StoredEvent]) throws {
        var links: [EventLink] = []
        var terms: Set<Term> = []
        for stored in page {
            for link in EventLinks(of: stored.event, eventID: stored.eventID, profiles: profiles).links {
                links.append(EventLink(key: link.key, number: stored.number, role: link.role))
            }
            terms.formUnion(Term.all(of: stored.event))
        }
        links.sort { ($0.key.rawValue, $0.number) < ($1.key.rawValue, $1.number) }
        try connection.insert(
            into: "link",
            columns: ["link_key", "event_no", "role"],
            integers: links.flatMap { [$0.key.rawValue, $0.number.rawValue, $0.role.rawValue] }
        )
        for term in terms {
            try connection.execute(
                "INSERT INTO term(kind, value) VALUES ($1, $2) ON CONFLICT (kind, value) DO NOTHING",
                [.integer(term.kind.rawValue), .text(term.value)]
            )
        }
    }

    /// - Parameter declarations: in order of capture, because the first declaration of an event counts.
    private func declare(_ declarations: [StoredEvent]) throws {
        let reader = LedgerReader(connection: connection, codec: codec, profiles: nil)
        for declaration in declarations {
            for wrong in try reader.events(withID: declaration.eventID)
            where wrong.event.errorDeclaration == nil {
                try ErrorDeclarationRow.insert(
                    wrong: wrong.number,
                    declaration: declaration.number,
                    in: connection
                )
            }
        }
    }
}
