// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import TraceText

/// The index: in which events an identifier stands.
///
/// An entry stands for one identifier or for a block of codes (``CodeBlock``). What is given back has the key of the
/// identifier that was looked for, whichever of the two was found, but where raw entries are promised.
extension LedgerReader {
    /// The index entries of several identifiers in a window of time, in order of identifier and event.
    package func links(
        of sought: [Sought],
        roles: LinkRole,
        from first: EventNumber = .first,
        through last: EventNumber = .last
    ) throws -> [EventLink] {
        let keys = sought.map(\.key)
        return try links(of: keys, named: { sought[$0].identifier }, roles: roles, from: first, through: last)
    }

    /// The same of very many, by their keys; best in an order in which those of one block follow one another.
    ///
    /// - Parameter name: the identifier whose key stands at a place; asked for where the index has blocks only.
    package func links(
        of keys: [LinkKey],
        named name: (Int) -> String,
        roles: LinkRole,
        from first: EventNumber = .first,
        through last: EventNumber = .last
    ) throws -> [EventLink] {
        let own = try rawLinks(keys.map(\.rawValue), roles, from: first, through: last)
        let blocks = try blocks(around: keys, named: name, roles)
        guard !blocks.isEmpty else { return own }
        let found = try rawLinks(blocks.keys, roles, from: first, through: last)
        return found.isEmpty ? own : Self.join(own, found, keys, blocks)
    }

    /// At most `limit` index entries of one identifier, from one end of a window of time.
    package func links(
        of sought: Sought,
        roles: LinkRole,
        from first: EventNumber = .first,
        through last: EventNumber = .last,
        newestFirst: Bool,
        limit: Int
    ) throws -> [EventLink] {
        let blocks = try blocks(around: [sought.key], named: { _ in sought.identifier }, roles).keys
        guard !blocks.isEmpty else {
            return try rawLinks(
                of: sought.key,
                roles: roles,
                from: first,
                through: last,
                newestFirst: newestFirst,
                limit: limit
            )
        }
        // That an event has two of these rows is the accident of equal keys.
        return try connection.rows(
            """
            SELECT event_no, max(role) FROM link
            WHERE link_key \(connection.dialect.among("$1")) AND event_no >= $2 AND event_no <= $3 AND role & $4 <> 0
            GROUP BY event_no ORDER BY event_no \(newestFirst ? "DESC" : "ASC") LIMIT $5
            """,
            [
                .integers([sought.key.rawValue] + blocks), .integer(first.rawValue), .integer(last.rawValue),
                .integer(roles.rawValue), .integer(Int64(limit)),
            ]
        ) {
            EventLink(
                key: sought.key,
                number: EventNumber(rawValue: $0.integer(0)),
                role: LinkRole(rawValue: $0.integer(1))
            )
        }
    }

    /// At most `limit` raw index entries under one key, from one end of a window of time.
    func rawLinks(
        of key: LinkKey,
        roles: LinkRole,
        from first: EventNumber = .first,
        through last: EventNumber,
        newestFirst: Bool,
        limit: Int
    ) throws -> [EventLink] {
        try connection.rows(
            """
            SELECT link_key, event_no, role FROM link
            WHERE link_key = $1 AND event_no >= $2 AND event_no <= $3 AND role & $4 <> 0
            ORDER BY event_no \(newestFirst ? "DESC" : "ASC") LIMIT $5
            """,
            [
                .integer(key.rawValue), .integer(first.rawValue), .integer(last.rawValue),
                .integer(roles.rawValue), .integer(Int64(limit)),
            ],
            Self.link
        )
    }

    /// At most `limit` raw index entries of everything that shares its first part, such as all of one product: which
    /// events name any of it.
    package func links(sharing keys: ClosedRange<Int64>, roles: LinkRole, after link: EventLink?, limit: Int)
        throws -> [EventLink]
    {
        try connection.rows(
            """
            SELECT link_key, event_no, role FROM link
            WHERE (link_key, event_no) > ($1, $2) AND link_key <= $3 AND role & $4 <> 0
            ORDER BY link_key, event_no LIMIT $5
            """,
            [
                .integer(link?.key.rawValue ?? keys.lowerBound), .integer(link?.number.rawValue ?? .min),
                .integer(keys.upperBound), .integer(roles.rawValue), .integer(Int64(limit)),
            ],
            Self.link
        )
    }

    /// How many index entries several identifiers have in a window of time, counted up to a limit.
    func linkCount(
        of sought: Set<Sought>,
        roles: LinkRole,
        in numbers: ClosedRange<Int64>,
        upTo limit: Int
    ) throws -> Int {
        let sought = Array(sought)
        let keys = sought.map(\.key)
        let blocks = try blocks(around: keys, named: { sought[$0].identifier }, roles).keys
        return try connection.row(
            """
            SELECT count(*) FROM
            (SELECT 1 FROM link WHERE link_key \(connection.dialect.among("$1"))
            AND event_no >= $2 AND event_no <= $3 AND role & $4 <> 0 LIMIT $5) AS bounded
            """,
            [
                .integers(keys.map(\.rawValue) + blocks),
                .integer(numbers.lowerBound), .integer(numbers.upperBound),
                .integer(roles.rawValue), .integer(Int64(limit)),
            ]
        ) { Int($0.integer(0)) } ?? 0
    }

    /// The newest event under each key from one on that has entries in one of the roles, in order of key; raw, and at
    /// most `limit`.
    func identifiers(roles: LinkRole, from key: LinkKey, limit: Int) throws -> [EventLink] {
        try connection.rows(
            """
            SELECT link_key, max(event_no) FROM link WHERE link_key >= $1 AND role & $2 <> 0
            GROUP BY link_key ORDER BY link_key LIMIT $3
            """,
            [.integer(key.rawValue), .integer(roles.rawValue), .integer(Int64(limit))]
        ) {
            EventLink(
                key: LinkKey(rawValue: $0.integer(0)),
                number: EventNumber(rawValue: $0.integer(1)),
                role: roles
            )
        }
    }

    /// Those of some keys that have entries in one of the roles.
    func used(_ keys: some Collection<LinkKey>, roles: LinkRole) throws -> Set<LinkKey> {
        guard !keys.isEmpty else { return [] }
        return try Set(
            connection.rows(
                "SELECT DISTINCT link_key FROM link WHERE link_key \(connection.dialect.among("$1")) AND role & $2 <> 0",
                [.integers(keys.map(\.rawValue)), .integer(roles.rawValue)]
            ) { LinkKey(rawValue: $0.integer(0)) }
        )
    }

    private func rawLinks(
        _ keys: [Int64],
        _ roles: LinkRole,
        from first: EventNumber,
        through last: EventNumber
    ) throws -> [EventLink] {
        // In the order in which they lie, each in one statement only.
        var sought: [Int64] = []
        for key in keys.sorted() where key != sought.last { sought.append(key) }
        var links: [EventLink] = []
        for batch in sought.batches(of: Self.batch) {
            try connection.query(
                """
                SELECT link_key, event_no, role FROM link
                WHERE link_key \(connection.dialect.among("$1")) AND event_no >= $2 AND event_no <= $3 AND role & $4 <> 0
                ORDER BY link_key, event_no
                """,
                [
                    .integers(Array(batch)), .integer(first.rawValue), .integer(last.rawValue),
                    .integer(roles.rawValue),
                ]
            ) {
                links.append(Self.link($0))
                return true
            }
        }
        return links
    }

    private static func link(_ row: any SQLRow) -> EventLink {
        EventLink(
            key: LinkKey(rawValue: row.integer(0)),
            number: EventNumber(rawValue: row.integer(1)),
            role: LinkRole(rawValue: row.integer(2))
        )
    }
}

// MARK: Blocks

extension LedgerReader {
    /// The blocks in which each of some identifiers can be; of none where the index has none among these.
    func blocks(around keys: [LinkKey], named name: (Int) -> String, _ roles: LinkRole) throws
        -> [CodeBlock]
    {
        guard !roles.isDisjoint(with: .listed) else { return [] }
        var marks: Set<LinkKey> = []
        var last: LinkKey?
        for key in keys {
            // Neighbours share it.
            let mark = key.blockMark
            if mark != last { marks.insert(mark) }
            last = mark
        }
        let marked = try blockMarks.found(marks) { try connection.present($0, in: "link") }
        guard !marked.isEmpty else { return [] }
        return keys.enumerated().map { place, key in
            CodeBlock(around: marked.contains(key.blockMark) ? name(place) : "", under: key)
        }
    }

    /// Entries of identifiers and those of the blocks around them as if each identifier had its own.
    private static func join(
        _ own: [EventLink],
        _ found: [EventLink],
        _ keys: [LinkKey],
        _ blocks: [CodeBlock]
    ) -> [EventLink] {
        var ranges: [LinkKey: Range<Int>] = [:]
        for (place, link) in found.enumerated() {
            ranges[link.key] = (ranges[link.key]?.lowerBound ?? place)..<(place + 1)
        }
        var all = own
        all.reserveCapacity(own.count + keys.count)
        for (key, blocks) in zip(keys, blocks) {
            blocks.forEachKey { block in
                for link in found[ranges[block] ?? 0..<0] {
                    all.append(EventLink(key: key, number: link.number, role: link.role))
                }
            }
        }
        all.sort { ($0.key.rawValue, $0.number.rawValue) < ($1.key.rawValue, $1.number.rawValue) }
        // An event has two by the accident of equal keys, or where a code was looked for twice.
        var joined: [EventLink] = []
        joined.reserveCapacity(all.count)
        for link in all {
            if let last = joined.last, (last.key, last.number) == (link.key, link.number) {
                let role = last.role.union(link.role)
                joined[joined.count - 1] = EventLink(key: link.key, number: link.number, role: role)
            } else {
                joined.append(link)
            }
        }
        return joined
    }
}

extension [CodeBlock] {
    /// The keys of all, each once.
    fileprivate var keys: [Int64] {
        var keys: Set<Int64> = []
        var previous: CodeBlock?
        for block in self {
            // Neighbours share the larger ones.
            for level in 0..<block.count where block[level]?.key != previous?[level]?.key {
                if let key = block[level]?.key { keys.insert(key.rawValue) }
            }
            previous = block
        }
        return Array<Int64>(keys)
    }
}

/// Which marks of blocks the index has, as far as one read has asked.
///
/// Confined to one read.
final class BlockMarks {
    private var known: [LinkKey: Bool] = [:]

    /// Those that are there.
    func found(_ marks: Set<LinkKey>, look: ([LinkKey]) throws -> Set<LinkKey>) throws -> Set<LinkKey> {
        let asked = marks.filter { known[$0] == nil }
        if !asked.isEmpty {
            let present = try look(Array(asked))
            for mark in asked { known[mark] = present.contains(mark) }
        }
        return marks.filter { known[$0] == true }
    }
}

extension SQLConnection {
    /// Those of some marks of blocks that an index has.
    fileprivate func present(_ marks: [LinkKey], in table: String) throws -> Set<LinkKey> {
        try Set(
            rows(
                "SELECT link_key FROM \(table) WHERE link_key \(dialect.among("$1")) AND event_no = $2",
                [.integers(marks.map(\.rawValue)), .integer(EventLink.ofNoEvent)]
            ) { LinkKey(rawValue: $0.integer(0)) }
        )
    }

    /// The entries for those that it has not. Nobody else may write meanwhile.
    func missing(_ marks: Set<LinkKey>, in table: String) throws -> [EventLink] {
        guard !marks.isEmpty else { return [] }
        return marks.subtracting(try present(Array(marks), in: table)).map {
            EventLink(key: $0, number: EventNumber(rawValue: EventLink.ofNoEvent), role: .blocks)
        }
    }
}

extension EventLink {
    /// The number of what is about no event: before all.
    fileprivate static let ofNoEvent = EventNumber.first.rawValue
}
