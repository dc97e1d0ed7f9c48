// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto
import MerkleLog
import SQLStore
import TraceLedger

extension EventLog {
    /// The most events that one transaction brings in.
    private static let batch = 16_384

    /// Brings events into the log that were captured since, and signs a new checkpoint.
    ///
    /// Reads and hashes on a snapshot beside those who capture, then writes in one short transaction. Several processes
    /// may do this at once: who comes second changes nothing.
    ///
    /// - Returns: how many.
    @discardableResult
    package func integrate() async throws -> Int {
        let end = try await ledger.settledTime()
        let growth = try await read { [ledger, signer] store in
            try Growth(of: store, ledger, signer, through: end, limit: Self.batch)
        }
        guard let growth else { return 0 }
        let isOurs = try await ledger.database.write { [suite] connection in
            let store = LogStore(connection: connection, suite: suite)
            guard try store.advance(from: growth.old, to: growth.new) else { return false }
            for tile in growth.tiles { try store.put(tile) }
            for bundle in growth.bundles {
                // Of leaves that were there, somebody may have forgotten the salts since they were read.
                try store.put(
                    bundle.number == growth.firstBundle
                        ? bundle.withSalts(of: store.bundle(bundle.number)) : bundle
                )
            }
            return true
        }
        return isOurs ? growth.count : 0
    }

    /// Brings in everything that waits.
    package func catchUp() async throws {
        while try await integrate() == Self.batch { try Task.checkCancellation() }
    }
}

/// By what a log grows in one transaction.
private struct Growth: Sendable {
    let old: LogStore.Head?
    let new: LogStore.Head
    var tiles: [Tile] = []
    var bundles: [LeafBundle] = []
    var count: Int { new.size - (old?.size ?? 0) }
    /// The only one that may be stored already, with fewer leaves.
    var firstBundle: Int { (old?.size ?? 0) / Tile.width }

    /// Nil where nothing was captured since.
    init?(of store: LogStore, _ ledger: Ledger, _ signer: SignerKey, through end: Int64, limit: Int) throws {
        old = try store.head()
        let size = old?.size ?? 0
        var edge = try store.edge(size: size)
        var time = old?.lastTime ?? 0
        var (tiles, bundles): ([Tile], [LeafBundle]) = ([], [])
        var bundle = LeafBundle(number: size / Tile.width)
        if size % Tile.width > 0 {
            guard let last = try store.bundle(bundle.number), last.count == size % Tile.width else {
                throw LogFailure(.damaged, "\(TilePath(level: nil, index: bundle.number).text) is damaged")
            }
            bundle = last
        }
        try ledger.rows(after: time, through: end, in: store.connection) { row in
            let salt = Self.randomSalt()
            guard let entry = EventLeaf.entry(of: row, salt: salt, suite: store.suite) else {
                throw LogFailure(.damaged, "the event captured at \(row.recordTime) cannot be read")
            }
            edge.append(edge.suite.leaf(entry)) { tiles.append($0) }
            bundle.append(time: row.recordTime, salt: salt, entry: entry)
            if bundle.isFull {
                bundles.append(bundle)
                bundle = LeafBundle(number: bundle.number + 1)
            }
            time = row.recordTime
            return edge.size - size < limit
        }
        guard edge.size > size || old == nil else { return nil }
        if bundle.count > 0 { bundles.append(bundle) }
        self.tiles = tiles + edge.partialTiles
        self.bundles = bundles
        let checkpoint = Checkpoint(origin: signer.verifier.name, size: edge.size, root: edge.root)
        new = LogStore.Head(
            size: edge.size,
            lastTime: time,
            checkpoint: checkpoint.signed(by: signer).whole
        )
    }

    /// From the system's generator.
    private static func randomSalt() -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: EventLeaf.saltLength * 8)).withUnsafeBytes { Array($0) }
    }
}
