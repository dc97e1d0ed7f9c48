// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The blocks that a code is in: all codes that are alike but for their last one, two or three digits.
///
/// Where an event names all codes of a block in one role, and in no other, one row of the index stands for them.
/// Its key is the code's with those digits replaced by a byte that no text holds, so that it lies among the keys of
/// the product, and codes of another length are in other blocks. Whoever looks for a code looks under the keys of its
/// blocks too; a row found there says what the code's own would say.
struct CodeBlock {
    /// The keys of the blocks of ten, a hundred and a thousand; as many as the code has digits at its end.
    private let keys: (LinkKey, LinkKey, LinkKey)
    /// The digits that are left out, the last first.
    private let digits: (UInt8, UInt8, UInt8)
    /// How many blocks there are.
    let count: Int

    /// How many blocks a code is in at most.
    static let levels = 3
    static let anyDigit: UInt8 = 0xFF

    /// - Parameter key: the code's own.
    init(around canonical: String, under key: LinkKey) {
        var canonical = canonical
        self = canonical.withUTF8 { CodeBlock($0, key) }
    }

    private init(_ code: UnsafeBufferPointer<UInt8>, _ key: LinkKey) {
        var (keys, digits) = ((key, key, key), (UInt8(0), UInt8(0), UInt8(0)))
        var count = 0
        while count < Self.levels, count < code.count, Self.digit(code[code.count - 1 - count]) != nil {
            count += 1
        }
        self.count = count
        guard count > 0 else {
            (self.keys, self.digits) = (keys, digits)
            return
        }
        var hash = StableHash()
        hash.add(UnsafeBufferPointer(rebasing: code[..<(code.count - count)]))
        for level in stride(from: count, through: 1, by: -1) {
            let digit = code[code.count - level]
            var block = hash
            for _ in 0..<level { block.add(Self.anyDigit) }
            let blockKey = key.neighbour(block.value)
            switch level {
            case 3: (keys.2, digits.2) = (blockKey, digit - UInt8(ascii: "0"))
            case 2: (keys.1, digits.1) = (blockKey, digit - UInt8(ascii: "0"))
            default: (keys.0, digits.0) = (blockKey, digit - UInt8(ascii: "0"))
            }
            hash.add(digit)
        }
        (self.keys, self.digits) = (keys, digits)
    }

    /// The key of a block, 0 for that of ten, and the place of the code in it among ten.
    subscript(level: Int) -> (key: LinkKey, digit: UInt8)? {
        guard level < count else { return nil }
        switch level {
        case 0: return (keys.0, digits.0)
        case 1: return (keys.1, digits.1)
        default: return (keys.2, digits.2)
        }
    }

    /// Calls with the keys of the blocks, that of the smallest first.
    @inline(__always)
    func forEachKey(_ body: (LinkKey) throws -> Void) rethrows {
        if count > 0 { try body(keys.0) }
        if count > 1 { try body(keys.1) }
        if count > 2 { try body(keys.2) }
    }

    /// What a byte is among ten.
    static func digit(_ byte: UInt8) -> UInt8? {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte ? byte - UInt8(ascii: "0") : nil
    }
}

/// What is looked for in the index: a canonical code or other identifier.
package struct Sought: Sendable, Hashable {
    package let identifier: String
    package let key: LinkKey

    package init(_ identifier: String) { self.init(identifier, key: LinkKey(identifier)) }

    /// - Parameter key: the identifier's, where it is known already.
    package init(_ identifier: String, key: LinkKey) {
        self.identifier = identifier
        self.key = key
    }

    /// The blocks that hold it.
    var block: CodeBlock { CodeBlock(around: identifier, under: key) }

    package static func == (left: Sought, right: Sought) -> Bool { left.identifier == right.identifier }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
