// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The address of a tile or of a bundle of entries below the log's address (C2SP tlog-tiles).
///
/// `tile/<L>/<N>`, `tile/entries/<N>`, each with `.p/<W>` where it is not full.
package struct TilePath: Hashable, Sendable {
    /// The level of a tile of hashes; nil for entries.
    package let level: Int?
    package let index: Int
    /// How many hashes or entries: 256, or 1…255 of one that is not full.
    package let width: Int

    package init(level: Int?, index: Int, width: Int = Tile.width) {
        self.level = level
        self.index = index
        self.width = width
    }

    package var isFull: Bool { width == Tile.width }

    /// Reads what follows `tile/`; nil where it is no such path.
    package init?(afterTile text: String) {
        var segments = text.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.count >= 2 else { return nil }
        var width = Tile.width
        let mark = ".p"
        if segments[segments.count - 2].hasSuffix(mark) {
            guard let partial = Self.number(segments.removeLast()), (1..<Tile.width).contains(partial),
                let last = segments.popLast()
            else { return nil }
            width = partial
            segments.append(last.dropLast(mark.utf8.count))
        }
        let kind = segments.removeFirst()
        guard let level = kind == "entries" ? .some(nil) : Self.level(kind),
            let index = Self.index(segments)
        else { return nil }
        self.init(level: level, index: index, width: width)
    }

    /// The address, from `tile/` on.
    package var text: String {
        var digits = String(index)
        digits = String(repeating: "0", count: (3 - digits.utf8.count % 3) % 3) + digits
        var segments: [String] = []
        while !digits.isEmpty {
            segments.append((digits.utf8.count > 3 ? "x" : "") + digits.prefix(3))
            digits.removeFirst(3)
        }
        let kind = level.map(String.init) ?? "entries"
        return "tile/\(kind)/\(segments.joined(separator: "/"))\(isFull ? "" : ".p/\(width)")"
    }

    private static func level(_ text: Substring) -> Int?? {
        guard let level = number(text), level < 64 else { return nil }
        return .some(level)
    }

    /// A decimal number without zeros before it.
    private static func number(_ text: Substring) -> Int? {
        guard let number = Int(text), number >= 0, String(number) == text else { return nil }
        return number
    }

    /// Groups of three digits, all but the last after an `x`; none of zeros at the beginning.
    private static func index(_ segments: [Substring]) -> Int? {
        // 18 digits fit 64 bits.
        guard (1...6).contains(segments.count) else { return nil }
        var index = 0
        for (position, segment) in segments.enumerated() {
            let isLast = position == segments.count - 1
            guard isLast || segment.utf8.first == UInt8(ascii: "x") else { return nil }
            let digits = isLast ? segment : segment.dropFirst()
            guard digits.utf8.count == 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let group = Int(digits), position > 0 || isLast || group > 0
            else { return nil }
            index = index * 1000 + group
        }
        return index
    }
}
