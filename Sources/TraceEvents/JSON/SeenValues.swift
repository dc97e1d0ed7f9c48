// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The values of a list met so far.
struct SeenValues {
    /// Short lists are searched from end to end, which is cheaper than a table.
    private var few: [(hash: UInt64, value: JSONValue)] = []
    private var many: [UInt64: JSONValue] = [:]
    private let isShort: Bool

    init(count: Int) {
        isShort = count <= 16
        if isShort { few.reserveCapacity(count) } else { many.reserveCapacity(count) }
    }

    /// Takes a value in; false where an equal one was there.
    mutating func insert(_ value: JSONValue) -> Bool {
        let hash = Self.hash(value)
        guard isShort else {
            guard let earlier = many.updateValue(value, forKey: hash) else { return true }
            return !earlier.isSame(as: value)
        }
        if few.contains(where: { $0.hash == hash && $0.value.isSame(as: value) }) { return false }
        few.append((hash, value))
        return true
    }

    /// A hash of a string's text; of other kinds, which are rare in such lists, of the number of parts.
    private static func hash(_ value: JSONValue) -> UInt64 {
        guard value.kind == .string else { return UInt64(value.count) }
        return value.withText { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return hash
        }
    }
}
