// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
package import TraceLedger

/// How the index of a ledger tells which codes its events name.
package enum IndexForm: String, CaseIterable, Sendable {
    /// As events are written now: a row stands for a block of codes where it can.
    case blocks
    /// As they were written once: a row a code.
    case single
    /// Some events this way, some that way.
    case mixed
    /// A row a code, and then made anew.
    case rebuilt
}

extension TestLedger {
    /// Brings the index of a ledger into a form.
    package static func give(_ ledger: Ledger, _ form: IndexForm) async throws {
        guard form != .blocks else { return }
        let stored = try await ledger.read { reader in
            try reader.events(reader.captured(after: 0, through: .max, limit: .max).map(\.number))
        }
        let old = stored.enumerated().filter { form != .mixed || $0.offset.isMultiple(of: 2) }.map(\.element)
        let profiles = ledger.profiles
        try await ledger.database.write { connection in
            try connection.execute(
                "DELETE FROM link WHERE event_no \(connection.dialect.among("$1"))",
                [.integers(old.map(\.number.rawValue))]
            )
            if form != .mixed { try connection.execute("DELETE FROM link") }
            let rows = old.flatMap { stored in
                EventLinks(of: stored.event, eventID: stored.eventID, profiles: profiles, joinsBlocks: false)
                    .links.flatMap { [$0.key.rawValue, stored.number.rawValue, $0.role.rawValue] }
            }
            try connection.insert(into: "link", columns: ["link_key", "event_no", "role"], integers: rows)
        }
        if form == .rebuilt { try await ledger.rebuild() }
    }

    /// How many rows the index has.
    package static func indexRows(of ledger: Ledger) async throws -> Int {
        try await ledger.database.read { connection in
            try connection.row("SELECT count(*) FROM link") { Int($0.integer(0)) } ?? 0
        }
    }
}
