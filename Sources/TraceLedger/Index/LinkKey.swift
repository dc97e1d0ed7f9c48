// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// The 64-bit key under which the events of one identifier are found.
///
/// The upper 24 bits come from the part that many identifiers share (the product of a serial number, the
/// issuer of a URI), the lower 40 from the whole. So the serial numbers of one product lie side by side in the
/// index, which makes writing them in bulk several times quicker than scattered keys would, and all codes of
/// one product can be read as a range. Different identifiers may have the same key: whoever follows a key looks
/// at the event's real codes.
package struct LinkKey: Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The key of a canonical code or other URI.
    package init(_ canonical: String) {
        var canonical = canonical
        let split = CanonicalCode.split(canonical)
        rawValue = canonical.withUTF8 { bytes in
            var hash = StableHash()
            hash.add(UnsafeBufferPointer(rebasing: bytes[..<split]))
            let shared = hash.value
            hash.add(UnsafeBufferPointer(rebasing: bytes[split...]))
            return Int64(bitPattern: shared & Self.sharedMask | hash.value & ~Self.sharedMask)
        }
    }

    /// The keys of all identifiers whose shared part is the given text.
    package static func range(sharing text: String) -> ClosedRange<Int64> {
        var text = text
        let shared = text.withUTF8 { StableHash.of($0) } & sharedMask
        return Int64(bitPattern: shared)...Int64(bitPattern: shared | ~sharedMask)
    }

    private static let sharedMask: UInt64 = 0xFFFF_FF00_0000_0000
}

/// A hash that is the same on every machine and in every version: FNV-1a, mixed so that every bit counts.
///
/// It is stored, so it never changes. It resists accidents, not adversaries: who makes keys collide slows down
/// the search for his own codes.
struct StableHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    /// The hash of what was added so far.
    var value: UInt64 {
        var hash = (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }

    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = StableHash()
        hash.add(bytes)
        return hash.value
    }

    /// 31 bits of the hash of a vocabulary value, for the filtering columns of the event table.
    static func ofTerm(_ term: String) -> Int64 {
        var term = term
        return Int64(term.withUTF8 { of($0) } >> 33)
    }
}
