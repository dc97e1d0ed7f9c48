// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Finds the blocks of which one list of an event names every code.
///
/// A list of random codes costs a rough count of its tens and nothing else.
struct BlockFinder {
    let role: LinkRole
    private var codes: [Sought] = []
    /// The last digits that were met, a bit each, in places that several tens may share.
    private var digits: [UInt16]

    private static let full: UInt16 = (1 << 10) - 1

    init(role: LinkRole, count: Int) {
        self.role = role
        codes.reserveCapacity(count)
        digits = Array(repeating: 0, count: 2 << (Int.bitWidth - count.leadingZeroBitCount))
    }

    /// - Returns: the code's own key.
    mutating func add(_ canonical: String) -> LinkKey {
        let (own, ten) = LinkKey.withTen(canonical)
        codes.append(Sought(canonical, key: own))
        if let (key, digit) = ten {
            digits[Int(truncatingIfNeeded: key.rawValue) & (digits.count - 1)] |= 1 << UInt16(digit)
        }
        return own
    }

    /// Whether all codes of some ten may be in the list; false is certain.
    var mayHaveBlocks: Bool { digits.contains(Self.full) }

    /// The keys of the largest blocks, and those of the codes that need no entry of their own.
    ///
    /// - Parameter isOnlyHere: whether what has a key is in this list only. What is in the event in another role too
    ///   keeps its own entry, and so do the others of its ten.
    func blocks(where isOnlyHere: (LinkKey) -> Bool) -> (blocks: [LinkKey], codes: Set<LinkKey>) {
        let codes = self.codes.map { (key: $0.key, block: $0.block) }
        var groups: [LinkKey: Group] = [:]
        for (key, block) in codes {
            guard let (ten, digit) = block[0] else { continue }
            groups[ten, default: Group(in: block, level: 0)].add(block, digit, isWhole: isOnlyHere(key))
        }
        groups = groups.filter { $0.value.isWhole && $0.value.digits == Self.full }
        // Codes of other blocks, or of none, may share a key.
        var (covered, others): (Set<LinkKey>, Set<LinkKey>) = ([], [])
        for (key, block) in codes {
            let isCovered = block[0].map { groups[$0.key] != nil } ?? false
            if isCovered { covered.insert(key) } else { others.insert(key) }
        }
        var blocks: [LinkKey] = []
        for level in 1..<CodeBlock.levels {
            var larger: [LinkKey: Group] = [:]
            for group in groups.values {
                guard !group.isMixed, let (key, digit) = group.block[level] else { continue }
                larger[key, default: Group(in: group.block, level: level)].add(
                    group.block,
                    digit,
                    isWhole: true
                )
            }
            larger = larger.filter { $0.value.digits == Self.full }
            for (key, group) in groups {
                let isCovered = !group.isMixed && group.block[level].map { larger[$0.key] != nil } ?? false
                if !isCovered { blocks.append(key) }
            }
            groups = larger
        }
        return (blocks + groups.keys, covered.subtracting(others))
    }

    /// What is listed of one block.
    private struct Group {
        /// As one of the codes sees it.
        let block: CodeBlock
        private let level: Int
        private(set) var digits: UInt16 = 0
        /// Whether no code in it is anything else in the event.
        private(set) var isWhole = true
        /// Whether two blocks happen to share the key: they lie in different larger ones.
        private(set) var isMixed = false

        init(in block: CodeBlock, level: Int) {
            (self.block, self.level) = (block, level)
        }

        mutating func add(_ other: CodeBlock, _ digit: UInt8, isWhole: Bool) {
            digits |= 1 << UInt16(digit)
            if !isWhole { self.isWhole = false }
            for larger in (level + 1)..<CodeBlock.levels where other[larger]?.key != block[larger]?.key {
                isMixed = true
            }
        }
    }
}
