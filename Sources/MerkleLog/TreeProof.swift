// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Checks proofs, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2, which share nothing with those that make
/// them.
package enum TreeProof {
    /// Whether a proof leads from a leaf's hash to the root of a tree.
    package static func includes(
        _ leaf: TreeHash,
        at index: Int,
        size: Int,
        root: TreeHash,
        proof: [TreeHash],
        suite: HashSuite
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (node, last, hash) = (index, size - 1, leaf)
        for sibling in proof {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = suite.node(sibling, hash)
                while node & 1 == 0, node > 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = suite.node(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether a proof shows that a tree begins with an older one.
    package static func isConsistent(
        from old: (size: Int, root: TreeHash),
        to new: (size: Int, root: TreeHash),
        proof: [TreeHash],
        suite: HashSuite
    ) -> Bool {
        guard old.size >= 0, old.size <= new.size else { return false }
        if old.size == 0 {
            return proof.isEmpty && old.root == suite.empty && (new.size > 0 || new.root == suite.empty)
        }
        if old.size == new.size { return proof.isEmpty && old.root == new.root }
        guard !proof.isEmpty else { return false }
        var path = proof[...]
        if old.size.nonzeroBitCount == 1 { path = ([old.root] + proof)[...] }
        var (node, last) = (old.size - 1, new.size - 1)
        while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
        let start = path.removeFirst()
        var (older, newer) = (start, start)
        for sibling in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                older = suite.node(sibling, older)
                newer = suite.node(sibling, newer)
                while node & 1 == 0, node > 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                newer = suite.node(newer, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && older == old.root && newer == new.root
    }
}
