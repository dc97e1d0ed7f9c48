// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import TraceEvents

/// Derives the tables `link`, `term` and `error_declaration` from the events, step by step in transactions of its own.
///
/// New tables are filled in the order of capture; since events are only added, and at its end, a batch never has to be
/// looked at again. When no event is left they take the names of the old ones, which are emptied afterwards. The table
/// `rebuilding` has a row as long as this is under way.
struct Rebuilder {
    let connection: any SQLConnection
    let codec: BodyCodec
    let profiles: ProfileBook?

    /// Events of one transaction: captures wait for it.
    static let batchSize = 2000
    /// Rows of the old index that are emptied in a transaction, for each event of a batch.
    static let rowsOfEvent = 20
    private static let tables = ["link", "term", "error_declaration"]

    /// How far a rebuild is.
    struct State: Sendable, Equatable {
        /// The record time of the last event that is in the new tables.
        var position: Int64
        var done: Int
        /// Whether the new tables are in place.
        var isReplaced: Bool
    }

    /// Goes on with what is under way, or begins.
    func begin(by rules: String) throws -> State {
        let found = try connection.row("SELECT position, done, is_replaced, rules FROM rebuilding") {
            (
                State(position: $0.integer(0), done: Int($0.integer(1)), isReplaced: $0.integer(2) == 1),
                $0.text(3)
            )
        }
        if let (state, begunBy) = found, begunBy == rules { return state }
        for table in Self.tables { try connection.dropTable(table + "_new") }
        try connection.execute("DELETE FROM rebuilding")
        let state = State(position: 0, done: 0, isReplaced: false)
        try connection.execute(
            "INSERT INTO rebuilding(position, done, is_replaced, rules) VALUES ($1, $2, 0, $3)",
            [.integer(state.position), .integer(Int64(state.done)), .text(rules)]
        )
        let shards = try connection.shards()
        for table in Self.tables {
            try connection.createTable(table + "_new", like: table)
            guard let shards, let placement = LedgerSchema.schema.placement(of: table) else { continue }
            try connection.distribute(table + "_new", placement, shards: shards)
        }
        return state
    }

    /// Writes a batch that follows on a state.
    ///
    /// - Throws: ``SQLError`` `busy` where another rebuild has moved on from there.
    func add(_ batch: RebuildBatch, from before: State) throws -> State {
        var state = before
        state.position = batch.end ?? before.position
        state.done += batch.count
        try move(from: before, to: state)
        let links = try connection.missing(batch.blockMarks, in: "link_new") + batch.links
        try connection.insert(
            into: "link_new",
            columns: ["link_key", "event_no", "role"],
            integers: links.flatMap { [$0.key.rawValue, $0.number.rawValue, $0.role.rawValue] }
        )
        for term in batch.terms {
            try connection.execute(
                "INSERT INTO term_new(kind, value) VALUES ($1, $2) ON CONFLICT (kind, value) DO NOTHING",
                [.integer(term.kind.rawValue), .text(term.value)]
            )
        }
        try declare(batch.ids)
        return state
    }

    /// Writes the last batch, and whatever was captured since it was read, and puts the new tables in place.
    func finish(_ batch: RebuildBatch, from before: State) throws -> State {
        var state = try add(batch, from: before)
        let reader = LedgerReader(connection: connection, codec: codec, profiles: nil)
        while true {
            let events = try reader.events(after: state.position, through: .max, limit: Self.batchSize)
            if events.isEmpty { break }
            state = try add(RebuildBatch(events, profiles: profiles), from: state)
        }
        for table in Self.tables {
            try connection.renameTable(table, to: table + "_old")
            try connection.renameTable(table + "_new", to: table)
        }
        var replaced = state
        replaced.isReplaced = true
        try move(from: state, to: replaced)
        return replaced
    }

    /// Empties the tables that were replaced by some rows; false where there are none any more.
    ///
    /// SQLite drops a table page by page, which for a large one takes longer than a capture waits.
    func clear(limit: Int) throws -> Bool {
        guard
            try connection.row("SELECT 1 FROM rebuilding WHERE is_replaced = 1", [], { $0.integer(0) }) != nil
        else {
            return false
        }
        if connection.dialect == .sqlite, try connection.hasTable("link_old") {
            let deleted = try connection.execute(
                """
                DELETE FROM link_old WHERE (link_key, event_no) <=
                    (SELECT link_key, event_no FROM link_old ORDER BY link_key, event_no LIMIT 1 OFFSET \(limit))
                """
            )
            if deleted > 0 { return true }
        }
        for table in Self.tables { try connection.dropTable(table + "_old") }
        try connection.execute("DELETE FROM rebuilding")
        return false
    }

    private func move(from before: State, to state: State) throws {
        let moved = try connection.execute(
            """
            UPDATE rebuilding SET position = $1, done = $2, is_replaced = $3
            WHERE position = $4 AND done = $5 AND is_replaced = $6
            """,
            [
                .integer(state.position), .integer(Int64(state.done)), .integer(state.isReplaced ? 1 : 0),
                .integer(before.position), .integer(Int64(before.done)), .integer(before.isReplaced ? 1 : 0),
            ]
        )
        guard moved == 1 else { throw SQLError(.busy, "another rebuild works on this database") }
    }

    /// Notes which events are declared wrong, where an event and a declaration have one of these IDs.
    ///
    /// Whichever of the two was captured last is in the batch; of several declarations the first counts, and was noted
    /// with an earlier batch.
    private func declare(_ ids: [LinkKey]) throws {
        let links = try connection.rows(
            "SELECT link_key, event_no, role FROM link_new WHERE link_key \(connection.dialect.among("$1"))",
            [.integers(ids.map(\.rawValue))]
        ) {
            (
                key: $0.integer(0), number: EventNumber(rawValue: $0.integer(1)),
                role: LinkRole(rawValue: $0.integer(2))
            )
        }
        let shared = Dictionary(grouping: links.filter { $0.role.contains(.eventID) }, by: \.key).values
            .filter { $0.count > 1 }
        let reader = LedgerReader(connection: connection, codec: codec, profiles: nil)
        for group in shared {
            let events = try reader.events(group.map(\.number)).sorted { $0.recordTime < $1.recordTime }
            for declaration in events where declaration.event.errorDeclaration != nil {
                for wrong in events
                where wrong.event.errorDeclaration == nil && wrong.eventID == declaration.eventID {
                    try ErrorDeclarationRow.insert(
                        wrong: wrong.number,
                        declaration: declaration.number,
                        into: "error_declaration_new",
                        in: connection
                    )
                }
            }
        }
    }
}

extension LedgerReader {
    /// Whole events captured after a record time and up to another, in order of capture.
    func events(after time: Int64, through end: Int64, limit: Int) throws -> [StoredEvent] {
        try events(
            where: "record_time > $1 AND record_time <= $2",
            [.integer(time), .integer(end)],
            order: "record_time",
            limit: limit
        )
    }
}
