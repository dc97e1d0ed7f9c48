// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting

@testable import MerkleLog

@Suite("Tree")
struct TreeTests {
    @Test(
        "The root of no leaves is the hash of nothing",
        arguments: [
            (HashSuite.sha256, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            (.sm3, "GrIdg1XPoX+OYRlIMegajyK+yMco/vt0ftA161CCqis="),
        ]
    )
    func emptyRoot(suite: HashSuite, root: String) {
        #expect(Base64.text(TreeEdge(suite).root.bytes) == root)
    }

    @Test(
        "Growing leaf by leaf, the root is that of the naive tree at every size up to 300",
        arguments: HashSuite.allCases
    )
    func roots(suite: HashSuite) throws {
        let naive = NaiveTree(suite, size: 300)
        var tree = TiledTree(suite, [])
        for size in 0...300 {
            #expect(tree.edge.root.bytes == naive.root(0..<size), "size \(size)")
            var reader = tree.reader
            #expect(try reader.root(size: size) == tree.edge.root)
            if size < 300 { tree.append(naive.entries[size]) }
        }
    }

    @Test(
        "Every inclusion proof is the naive one, holds, and holds for no other leaf",
        arguments: [1, 2, 3, 7, 8, 9, 64, 100, 255, 256, 257, 300],
        HashSuite.allCases
    )
    func inclusion(size: Int, suite: HashSuite) throws {
        let naive = NaiveTree(suite, size: size)
        let tree = TiledTree(suite, naive.entries)
        var reader = tree.reader
        for index in 0..<size {
            let proof = try reader.inclusion(of: index, size: size)
            #expect(proof.map(\.bytes) == naive.path(index, 0..<size))
            func holds(_ leaf: Int, _ place: Int) -> Bool {
                TreeProof.includes(
                    suite.leaf(naive.entries[leaf]),
                    at: place,
                    size: size,
                    root: tree.edge.root,
                    proof: proof,
                    suite: suite
                )
            }
            #expect(holds(index, index))
            #expect(size == 1 || !holds((index + 1) % size, index))
            #expect(size == 1 || !holds(index, (index + 1) % size))
        }
    }

    @Test(
        "Every consistency proof between sizes up to 70 is the naive one and holds, and no other root fits",
        arguments: HashSuite.allCases
    )
    func consistency(suite: HashSuite) throws {
        let naive = NaiveTree(suite, size: 70)
        var reader = TiledTree(suite, naive.entries).reader
        func fits(_ old: (Int, TreeHash), _ new: (Int, TreeHash), _ proof: [TreeHash]) -> Bool {
            TreeProof.isConsistent(from: old, to: new, proof: proof, suite: suite)
        }
        for new in 0...70 {
            let newRoot = try #require(TreeHash(naive.root(0..<new)))
            for old in 0...new {
                let proof = try reader.consistency(from: old, to: new)
                if old > 0 { #expect(proof.map(\.bytes) == naive.subproof(old, 0..<new, true)) }
                let oldRoot = try #require(TreeHash(naive.root(0..<old)))
                #expect(fits((old, oldRoot), (new, newRoot), proof))
                let forged = suite.node(oldRoot, newRoot)
                #expect(!fits((old, forged), (new, newRoot), proof))
                // Every tree begins with the tree without leaves.
                #expect(fits((old, oldRoot), (new, forged), proof) == (old == 0 && new > 0))
            }
        }
    }

    @Test(
        "In random trees over several levels of tiles proofs are the naive ones and hold",
        arguments: 1...2 as ClosedRange<UInt64>,
        HashSuite.allCases
    )
    func largeTrees(seed: UInt64, suite: HashSuite) throws {
        var random = SeededGenerator(seed: seed)
        let size = Int.random(in: 65_000...70_000, using: &random)
        let naive = NaiveTree(suite, size: size)
        let tree = TiledTree(suite, naive.entries)
        var reader = tree.reader
        #expect(tree.edge.levels.count == (size >= 65_536 ? 3 : 2))
        #expect(tree.edge.root.bytes == naive.root(0..<size))
        for _ in 0..<3 {
            let older = Int.random(in: 1...size, using: &random)
            let index = Int.random(in: 0..<older, using: &random)
            let olderRoot = try reader.root(size: older)
            let proof = try reader.inclusion(of: index, size: older)
            #expect(proof.map(\.bytes) == naive.path(index, 0..<older), "seed \(seed)")
            #expect(
                TreeProof.includes(
                    suite.leaf(naive.entries[index]),
                    at: index,
                    size: older,
                    root: olderRoot,
                    proof: proof,
                    suite: suite
                )
            )
            let growth = try reader.consistency(from: older, to: size)
            #expect(
                TreeProof.isConsistent(
                    from: (older, olderRoot),
                    to: (size, tree.edge.root),
                    proof: growth,
                    suite: suite
                ),
                "seed \(seed)"
            )
        }
    }

    @Test("A changed, missing or added hash spoils a proof", arguments: HashSuite.allCases)
    func spoiltProofs(suite: HashSuite) throws {
        let tree = TiledTree(suite, NaiveTree(suite, size: 300).entries)
        var reader = tree.reader
        let leaf = suite.leaf(Array("entry 77".utf8))
        let proof = try reader.inclusion(of: 77, size: 300)
        func holds(_ proof: [TreeHash]) -> Bool {
            TreeProof.includes(leaf, at: 77, size: 300, root: tree.edge.root, proof: proof, suite: suite)
        }
        #expect(holds(proof))
        for other in HashSuite.allCases where other != suite {
            let root = tree.edge.root
            #expect(!TreeProof.includes(leaf, at: 77, size: 300, root: root, proof: proof, suite: other))
        }
        for place in proof.indices {
            var changed = proof
            changed[place] = leaf
            #expect(!holds(changed))
        }
        #expect(!holds(proof.dropLast()))
        #expect(!holds(proof + [leaf]))
    }

    @Test(
        "An edge read from stored tiles goes on as the one that was kept",
        arguments: [0, 1, 255, 256, 257, 5000]
    )
    func resumedEdge(size: Int) {
        let entries = NaiveTree(.sha256, size: size + 300).entries
        var kept = TiledTree(.sha256, entries.prefix(size))
        let tiles = kept.edge.partialTiles
        var resumed = TreeEdge(.sha256, size: size) { level, index, count in
            let hashes = tiles.first { $0.level == level && $0.index == index }?.hashes ?? []
            #expect(hashes.count == count)
            return hashes
        }
        for entry in entries.suffix(300) {
            resumed.append(resumed.suite.leaf(entry)) { _ in }
            kept.append(entry)
        }
        #expect(resumed.root == kept.edge.root)
        #expect(resumed.partialTiles == kept.edge.partialTiles)
    }

    @Test("A missing tile is an error that names it")
    func missingTile() {
        var reader = TreeReader(.sha256) { _, _ in nil }
        let error = #expect(throws: LogError.self) { try reader.root(size: 5) }
        #expect(error?.code == .missingHashes)
        #expect(error?.reason.contains("tile/0/000") == true)
    }
}
