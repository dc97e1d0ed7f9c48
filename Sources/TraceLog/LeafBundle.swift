// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog

/// What is kept of up to 256 leaves that lie beside each other.
struct LeafBundle: Sendable, Equatable {
    let number: Int
    /// The record times of their events, in microseconds since 1970.
    private(set) var times: [Int64] = []
    private(set) var salts: [UInt8] = []
    private(set) var entries: [UInt8] = []

    init(number: Int) {
        self.number = number
    }

    /// Nil where the lengths do not fit each other.
    init?(number: Int, times: [UInt8], salts: [UInt8], entries: [UInt8]) {
        let count = times.count / 8
        guard times.count == count * 8, salts.count == count * EventLeaf.saltLength,
            entries.count == count * EventLeaf.entryLength, (1...Tile.width).contains(count)
        else { return nil }
        self.number = number
        self.times = (0..<count).map { index in
            Int64(bitPattern: times[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) })
        }
        self.salts = salts
        self.entries = entries
    }

    var count: Int { times.count }
    var isFull: Bool { count == Tile.width }

    mutating func append(time: Int64, salt: [UInt8], entry: [UInt8]) {
        times.append(time)
        salts += salt
        entries += entry
    }

    func salt(_ position: Int) -> ArraySlice<UInt8> {
        salts[position * EventLeaf.saltLength..<(position + 1) * EventLeaf.saltLength]
    }

    func entry(_ position: Int) -> ArraySlice<UInt8> {
        entries[position * EventLeaf.entryLength..<(position + 1) * EventLeaf.entryLength]
    }

    /// Forgets the salt of a leaf: zeros stand in its place.
    mutating func wipeSalt(_ position: Int) {
        let start = position * EventLeaf.saltLength
        for byte in start..<start + EventLeaf.saltLength { salts[byte] = 0 }
    }

    /// Whether the salt of a leaf was forgotten.
    func isWiped(_ position: Int) -> Bool { salt(position).allSatisfy { $0 == 0 } }

    /// The same leaves with the salts of the first of them as they are stored.
    func withSalts(of stored: LeafBundle?) -> LeafBundle {
        guard let stored else { return self }
        var bundle = self
        bundle.salts.replaceSubrange(
            0..<min(salts.count, stored.salts.count),
            with: stored.salts.prefix(salts.count)
        )
        return bundle
    }

    var timeBytes: [UInt8] {
        times.flatMap { time in
            (0..<8).map { UInt8(truncatingIfNeeded: UInt64(bitPattern: time) >> UInt64(56 - 8 * $0)) }
        }
    }
}
