// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Computes roots and proofs of a stored tree, from its tiles.
///
/// A tile that was read is kept for the life of this value: one proof reads each at most once.
package struct TreeReader {
    package let suite: HashSuite
    /// The first `count` hashes of the tile at a level and index.
    private let tile: (_ level: Int, _ index: Int) throws -> [TreeHash]?
    private var kept: [TilePath: [TreeHash]] = [:]

    /// - Parameter tile: the stored hashes of the tile at a level and index, full or not; nil where there is none.
    package init(
        _ suite: HashSuite,
        tile: @escaping (_ level: Int, _ index: Int) throws -> [TreeHash]?
    ) {
        self.suite = suite
        self.tile = tile
    }

    /// The root of the tree when it had `size` leaves.
    package mutating func root(size: Int) throws -> TreeHash {
        size == 0 ? suite.empty : try hash(of: 0..<size)
    }

    /// The proof that the leaf at an index is in the tree of a size, in the order of RFC 6962 section 2.1.1: from the
    /// leaf's sibling up.
    package mutating func inclusion(of index: Int, size: Int) throws -> [TreeHash] {
        precondition((0..<size).contains(index), "the leaf is in the tree")
        var (range, proof) = (0..<size, [TreeHash]())
        while range.count > 1 {
            let (left, right) = Self.halves(of: range)
            proof.append(try hash(of: left.contains(index) ? right : left))
            range = left.contains(index) ? left : right
        }
        return proof.reversed()
    }

    /// The proof that the tree of a size begins with the tree of a smaller one, in the order of RFC 6962 section 2.1.2.
    package mutating func consistency(from old: Int, to new: Int) throws -> [TreeHash] {
        precondition(old >= 0 && old <= new, "a tree only grows")
        guard old > 0, old < new else { return [] }
        var (range, proof, isWhole) = (0..<new, [TreeHash](), true)
        while range.upperBound != old {
            let (left, right) = Self.halves(of: range)
            if old <= left.upperBound {
                proof.append(try hash(of: right))
                range = left
            } else {
                proof.append(try hash(of: left))
                range = right
                isWhole = false
            }
        }
        if !isWhole { proof.append(try hash(of: range)) }
        return proof.reversed()
    }

    /// The two parts below a node: the left is the largest complete subtree that leaves something.
    private static func halves(of range: Range<Int>) -> (left: Range<Int>, right: Range<Int>) {
        let width = 1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount)
        let middle = range.lowerBound + width
        return (range.lowerBound..<middle, middle..<range.upperBound)
    }

    private mutating func hash(of range: Range<Int>) throws -> TreeHash {
        if range.count.nonzeroBitCount == 1 { return try complete(range) }
        let (left, right) = Self.halves(of: range)
        return suite.node(try complete(left), try hash(of: right))
    }

    /// The root of a complete subtree: of hashes of the lowest tile that holds its level.
    private mutating func complete(_ range: Range<Int>) throws -> TreeHash {
        let height = range.count.trailingZeroBitCount
        let level = height / Tile.height
        let first = range.lowerBound >> (level * Tile.height)
        let count = 1 << (height % Tile.height)
        let hashes = try hashes(ofLevel: level, index: first / Tile.width)
        let offset = first % Tile.width
        guard hashes.count >= offset + count else {
            throw LogError(
                .missingHashes,
                "tile \(TilePath(level: level, index: first / Tile.width).text) has \(hashes.count) hashes, \(offset + count) are needed"
            )
        }
        return suite.root(ofComplete: hashes[offset..<offset + count])
    }

    private mutating func hashes(ofLevel level: Int, index: Int) throws -> [TreeHash] {
        let path = TilePath(level: level, index: index)
        if let hashes = kept[path] { return hashes }
        guard let hashes = try tile(level, index) else {
            throw LogError(.missingHashes, "\(path.text) is missing")
        }
        kept[path] = hashes
        return hashes
    }
}
