// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog
import SQLStore
import TraceEvents
import TraceLedger
import TraceText

/// Goes through the leaves and the events side by side, in order of capture.
struct AuditWalk: Sendable {
    /// Of the stored entries.
    private(set) var edge: TreeEdge
    /// Whether the log could not be followed to its end.
    private(set) var isBroken = false
    private let size: Int
    private var time: Int64 = 0
    private var erased = 0
    private var findings: [LogFinding] = []
    /// Leaves without their event, and events without their leaf, until it is known whether they belong together.
    private var leaves: [Leaf] = []
    private var rows: [StoredRow] = []

    /// Discrepancies that are compared with each other at the end.
    private static let kept = 100

    private struct Leaf: Sendable {
        let index: Int
        let time: Int64
        let salt: [UInt8]
        let entry: [UInt8]

        func holds(_ row: StoredRow, _ suite: HashSuite) -> Bool {
            EventLeaf.entry(of: row, recordTime: time, salt: salt, suite: suite) == entry
        }
    }

    init(_ suite: HashSuite, size: Int) {
        edge = TreeEdge(suite)
        self.size = size
    }

    /// Compares the next bundle with the events of its time and with its tile.
    mutating func checkBundle(in store: LogStore, _ ledger: Ledger) throws {
        let number = edge.size / Tile.width
        let width = min(Tile.width, size - edge.size)
        let name = TilePath(level: nil, index: number, width: width).text
        let bundle: LeafBundle?
        do { bundle = try store.bundle(number) } catch is LogFailure { bundle = nil }
        guard let bundle, bundle.count >= width, Self.isAscending(bundle.times, after: time) else {
            add(
                .logDamaged,
                "\(name) is missing or damaged: the leaves from \(edge.size) on cannot be checked."
            )
            return isBroken = true
        }
        let tile = try store.tile(0, number) ?? []
        try compare(bundle, width, tile, in: store, ledger)
        var filled: [Tile] = []
        for position in 0..<width {
            edge.append(edge.suite.leaf(bundle.entry(position))) { filled.append($0) }
        }
        for tile in filled { try compare(tile, in: store) }
        time = bundle.times[width - 1]
    }

    mutating func checkPartialTiles(in store: LogStore) throws {
        for tile in edge.partialTiles { try compare(tile, in: store) }
    }

    private static func isAscending(_ times: [Int64], after time: Int64) -> Bool {
        zip([time] + times, times).allSatisfy { $0 < $1 }
    }

    /// Two lists in order of time, one of leaves and one of events.
    private mutating func compare(
        _ bundle: LeafBundle,
        _ width: Int,
        _ tile: [TreeHash],
        in store: LogStore,
        _ ledger: Ledger
    ) throws {
        var next = 0
        var erased: [(row: StoredRow, position: Int)] = []
        func leaf(_ position: Int) -> Leaf {
            Leaf(
                index: bundle.number * Tile.width + position,
                time: bundle.times[position],
                salt: Array(bundle.salt(position)),
                entry: Array(bundle.entry(position))
            )
        }
        try ledger.rows(after: time, through: bundle.times[width - 1], in: store.connection) { row in
            while next < width, bundle.times[next] < row.recordTime {
                miss(leaf(next))
                next += 1
            }
            guard next < width, bundle.times[next] == row.recordTime else {
                add(row)
                return true
            }
            let entry = EventLeaf.entry(of: row, salt: bundle.salt(next), suite: edge.suite)
            if entry.map({ $0.elementsEqual(bundle.entry(next)) }) != true {
                // The tile decides whether the event or the log's entry of it was changed.
                if let entry, next < tile.count, edge.suite.leaf(entry) == tile[next] {
                    add(
                        .entryChanged,
                        "The log's entry of leaf \(leaf(next).index), \(Self.name(of: row)), was changed; the event was not."
                    )
                } else if bundle.isWiped(next) {
                    erased.append((row, next))
                } else {
                    miss(leaf(next))
                    add(row)
                }
            }
            next += 1
            return true
        }
        for position in next..<max(next, width) { miss(leaf(position)) }
        let audit = ErasureAudit(store: store, ledger: ledger)
        for (row, position) in erased {
            if let faults = try audit.faults(of: row, bundle.entry(position)) {
                self.erased += 1
                for fault in faults { add(.erasureWrong, "\(Self.name(of: row)): \(fault).") }
            } else {
                miss(leaf(position))
                add(row)
            }
        }
    }

    private mutating func compare(_ tile: Tile, in store: LogStore) throws {
        let stored = try store.tile(tile.level, tile.index) ?? []
        guard stored.count < tile.hashes.count || !stored.starts(with: tile.hashes) else { return }
        let path = TilePath(level: tile.level, index: tile.index, width: tile.hashes.count).text
        let place = zip(stored, tile.hashes).enumerated().first { $1.0 != $1.1 }?.offset ?? stored.count
        add(.tileChanged, "\(path) does not hold the hashes of what is below it, from hash \(place) on.")
    }

    private mutating func miss(_ leaf: Leaf) {
        guard leaves.count < Self.kept else {
            return add(.eventChanged, "The event of leaf \(leaf.index) is not what was logged.")
        }
        leaves.append(leaf)
    }

    private mutating func add(_ row: StoredRow) {
        guard rows.count < Self.kept else { return }
        rows.append(row)
    }

    private mutating func add(_ kind: LogFinding.Kind, _ text: String) {
        guard findings.count <= LogAudit.findingLimit else { return }
        findings.append(LogFinding(kind: kind, text: text))
    }

    /// Says of what does not fit what became of it.
    func tell(in report: inout LogAudit.Report) {
        var rows = rows
        for leaf in leaves {
            if let moved = rows.firstIndex(where: { leaf.holds($0, edge.suite) }) {
                let row = rows.remove(at: moved)
                // Another event was set beside it at the very same time: that one is told below.
                guard row.recordTime != leaf.time else { continue }
                report.add(
                    .eventMoved,
                    "\(Self.name(of: row)), was captured as leaf \(leaf.index) at \(Self.text(leaf.time)) and now stands at \(Self.text(row.recordTime))."
                )
            } else if let changed = rows.firstIndex(where: { $0.recordTime == leaf.time }) {
                let row = rows.remove(at: changed)
                report.add(
                    .eventChanged,
                    "\(Self.name(of: row)), leaf \(leaf.index), is not what was logged at \(Self.text(leaf.time))."
                )
            } else {
                report.add(
                    .eventRemoved,
                    "The event of leaf \(leaf.index), captured at \(Self.text(leaf.time)), is no longer stored."
                )
            }
        }
        for row in rows {
            report.add(
                .eventAdded,
                "\(Self.name(of: row)), stands among logged events at \(Self.text(row.recordTime)) and was never logged."
            )
        }
        report.erased = erased
        for finding in findings { report.add(finding.kind, finding.text) }
    }

    private static func name(of row: StoredRow) -> String {
        let id =
            row.body.flatMap { try? EPCISJSON.event(stored: $0) }?.eventID ?? EventHash.uri(digest: row.hash)
        return "The event \(id) (number \(row.number.rawValue))"
    }

    private static func text(_ time: Int64) -> String { Timestamp(milliseconds: time / 1000).text }
}
