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
    package init(_ canonical: String) { self = Self.withTen(canonical).own }

    /// The same, and where a code ends with a digit the key of the ten around it (``CodeBlock``).
    static func withTen(_ canonical: String) -> (own: LinkKey, ten: (key: LinkKey, digit: UInt8)?) {
        var canonical = canonical
        let split = CanonicalCode.split(canonical)
        return canonical.withUTF8 { bytes in
            var hash = StableHash()
            hash.add(UnsafeBufferPointer(rebasing: bytes[..<split]))
            let shared = hash.value
            guard split < bytes.count else { return (LinkKey(shared, shared), nil) }
            let last = bytes[bytes.count - 1]
            hash.add(UnsafeBufferPointer(rebasing: bytes[split..<(bytes.count - 1)]))
            var ten = hash
            hash.add(last)
            let own = LinkKey(shared, hash.value)
            guard let digit = CodeBlock.digit(last) else { return (own, nil) }
            ten.add(CodeBlock.anyDigit)
            return (own, (LinkKey(shared, ten.value), digit))
        }
    }

    private init(_ shared: UInt64, _ whole: UInt64) {
        rawValue = Int64(bitPattern: shared & Self.sharedMask | whole & ~Self.sharedMask)
    }

    /// The keys of all identifiers whose shared part is the given text.
    package static func range(sharing text: String) -> ClosedRange<Int64> {
        var text = text
        let shared = text.withUTF8 { StableHash.of($0) } & sharedMask
        return Int64(bitPattern: shared)...Int64(bitPattern: shared | ~sharedMask)
    }

    /// The key, beside this one, of what has the same shared part and the given hash.
    func neighbour(_ hash: UInt64) -> LinkKey {
        LinkKey(UInt64(bitPattern: rawValue), hash)
    }

    /// The key that says whether the index has blocks among the codes with the same shared part (``CodeBlock``).
    var blockMark: LinkKey { neighbour(Self.mark) }

    private static let mark: UInt64 = {
        var hash = StableHash()
        hash.add(0xFE)
        return hash.value
    }()

    private static let sharedMask: UInt64 = 0xFFFF_FF00_0000_0000
}

/// A hash that is the same on every machine and in every version: FNV-1a, mixed so that every bit counts.
///
/// It is stored, so it never changes. It resists accidents, not adversaries: who makes keys collide slows down
/// the search for his own codes.
struct StableHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes { add(byte) }
    }

    mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

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
