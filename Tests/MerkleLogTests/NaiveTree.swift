// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto

@testable import MerkleLog

/// The tree of RFC 6962 written down as it stands there, over all entries, without tiles.
struct NaiveTree {
    let entries: [[UInt8]]
    let suite: HashSuite

    /// A tree whose leaves all differ.
    init(_ suite: HashSuite, size: Int) {
        self.suite = suite
        entries = (0..<size).map { Array("entry \($0)".utf8) }
    }

    private func hash(_ bytes: [UInt8]) -> [UInt8] {
        switch suite {
        case .sha256: Array(SHA256.hash(data: bytes))
        // Compared with the standard by itself; written down naively it would take minutes for a large tree.
        case .sm3: suite.hash(bytes).bytes
        }
    }

    func root(_ range: Range<Int>) -> [UInt8] {
        if range.isEmpty { return hash([]) }
        if range.count == 1 { return hash([0] + entries[range.lowerBound]) }
        let middle = range.lowerBound + split(range.count)
        let left = root(range.lowerBound..<middle)
        return hash([1] + left + root(middle..<range.upperBound))
    }

    /// PATH(m, D[n]).
    func path(_ index: Int, _ range: Range<Int>) -> [[UInt8]] {
        if range.count == 1 { return [] }
        let middle = range.lowerBound + split(range.count)
        if index < middle {
            return path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
        }
        return path(index, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
    }

    /// SUBPROOF(m, D[n], b).
    func subproof(_ old: Int, _ range: Range<Int>, _ isWhole: Bool) -> [[UInt8]] {
        if old == range.upperBound { return isWhole ? [] : [root(range)] }
        let middle = range.lowerBound + split(range.count)
        if old <= middle {
            return subproof(old, range.lowerBound..<middle, isWhole) + [root(middle..<range.upperBound)]
        }
        return subproof(old, middle..<range.upperBound, false) + [root(range.lowerBound..<middle)]
    }

    /// The largest power of two below a number.
    private func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}

/// A tree kept in tiles, as a log keeps it.
struct TiledTree {
    private(set) var edge: TreeEdge
    private(set) var full: [TilePath: [TreeHash]] = [:]

    init(_ suite: HashSuite, _ entries: some Sequence<[UInt8]>) {
        edge = TreeEdge(suite)
        for entry in entries { append(entry) }
    }

    mutating func append(_ entry: [UInt8]) {
        edge.append(edge.suite.leaf(entry)) { full[TilePath(level: $0.level, index: $0.index)] = $0.hashes }
    }

    var reader: TreeReader {
        var tiles = full
        for tile in edge.partialTiles { tiles[TilePath(level: tile.level, index: tile.index)] = tile.hashes }
        return TreeReader(edge.suite) { [tiles] in tiles[TilePath(level: $0, index: $1)] }
    }
}
