// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The right edge of a growing tree: of each level of tiles the last, which is not full.
///
/// All that is needed to append leaves and to know the root. A tile is 256 hashes (C2SP tlog-tiles, height 8); a full
/// one becomes one hash of the level above.
package struct TreeEdge: Sendable {
    package let suite: HashSuite
    /// How many leaves the tree has.
    package private(set) var size: Int
    /// The hashes of the last tile of each level, 0…255 of them, leaves first.
    package private(set) var levels: [[TreeHash]]

    /// The edge of a tree without leaves.
    package init(_ suite: HashSuite) {
        self.suite = suite
        size = 0
        levels = []
    }

    /// The edge of a tree that is stored.
    ///
    /// - Parameter tile: the first `count` hashes of the tile at a level and index.
    package init(
        _ suite: HashSuite,
        size: Int,
        tile: (_ level: Int, _ index: Int, _ count: Int) throws -> [TreeHash]
    ) rethrows {
        self.suite = suite
        self.size = size
        levels = []
        var count = size
        while count > 0 {
            let width = count % Tile.width
            levels.append(width == 0 ? [] : try tile(levels.count, count / Tile.width, width))
            count /= Tile.width
        }
    }

    /// Appends a leaf, and hands over each tile that it fills.
    package mutating func append(_ leaf: TreeHash, filled: (Tile) throws -> Void) rethrows {
        size += 1
        var (hash, level, index) = (leaf, 0, size)
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            index /= Tile.width
            guard levels[level].count == Tile.width else { return }
            let tile = Tile(level: level, index: index - 1, hashes: levels[level])
            levels[level].removeAll(keepingCapacity: true)
            hash = suite.root(ofComplete: tile.hashes)
            try filled(tile)
            level += 1
        }
    }

    /// The tiles that are not full.
    package var partialTiles: [Tile] {
        var (tiles, index) = ([Tile](), size)
        for (level, hashes) in levels.enumerated() {
            index /= Tile.width
            if !hashes.isEmpty { tiles.append(Tile(level: level, index: index, hashes: hashes)) }
        }
        return tiles
    }

    /// The root of the tree.
    package var root: TreeHash {
        var root: TreeHash?
        // From the smallest complete subtree, at the right, to the largest: each is the left child of a node whose
        // right child is everything after it.
        for hashes in levels {
            var end = hashes.count
            while end > 0 {
                let count = end & -end
                let peak = suite.root(ofComplete: hashes[end - count..<end])
                root = root.map { suite.node(peak, $0) } ?? peak
                end -= count
            }
        }
        return root ?? suite.empty
    }
}

/// Up to 256 hashes of one level that lie beside each other (C2SP tlog-tiles).
package struct Tile: Sendable, Equatable {
    /// The hashes of a full tile.
    package static let width = 256
    /// How many levels of the tree a tile spans.
    package static let height = 8

    package let level: Int
    package let index: Int
    package let hashes: [TreeHash]
}
