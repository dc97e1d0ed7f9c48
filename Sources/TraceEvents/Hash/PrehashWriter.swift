// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Writes the text that an event hash is the digest of, as UTF-8 into one buffer.
///
/// A list's items are written as they come and put in order where they stand, by exchanging ranges of bytes.
struct PrehashWriter {
    private(set) var bytes: [UInt8] = []
    /// Where the items of the lists in hand begin and end; the innermost list's are last.
    private var bounds: [Int] = []

    init() {
        bytes.reserveCapacity(1024)
        bounds.reserveCapacity(32)
    }

    mutating func put(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ text: some StringProtocol) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func put(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: utf8)
    }

    mutating func put(_ byte: Unicode.Scalar) {
        bytes.append(UInt8(ascii: byte))
    }

    /// Writes `name=value`, or nothing where the value is blank.
    mutating func putField(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        let start = bytes.count
        put(name)
        put("=" as Unicode.Scalar)
        if !putValue(value) { removeAll(from: start) }
    }

    /// Writes a name and what stands within it, or nothing where nothing does.
    mutating func putElement(_ name: StaticString, _ content: (inout PrehashWriter) -> Void) {
        let start = bytes.count
        put(name)
        let inside = bytes.count
        content(&self)
        if bytes.count == inside { removeAll(from: start) }
    }

    mutating func removeAll(from start: Int) {
        bytes.removeLast(bytes.count - start)
    }
}

// MARK: - Lists

extension PrehashWriter {
    /// Puts the items that `items` writes in the order of their bytes; ``endItem()`` follows each of them.
    mutating func putSorted(_ items: (inout PrehashWriter) -> Void) {
        let first = bounds.count
        bounds.append(bytes.count)
        items(&self)
        precondition(bounds.last == bytes.count, "an item has no end")
        if bounds.count > first + 2 { sortItems(from: first) }
        bounds.removeLast(bounds.count - first)
    }

    /// Ends an item of the list in hand; an item of which nothing was written is none.
    mutating func endItem() {
        if let last = bounds.last, bytes.count > last { bounds.append(bytes.count) }
    }

    private mutating func sortItems(from first: Int) {
        let start = bounds[first]
        let items = zip(bounds[first...], bounds[(first + 1)...]).map { $0.0 - start..<$0.1 - start }
        let isSorted = bytes[start...].withUnsafeBytes { list in
            zip(items, items.dropFirst()).allSatisfy { !Self.precedes(list, $0.1, $0.0) }
        }
        if isSorted { return }
        let unsorted = Array(bytes[start...])
        removeAll(from: start)
        unsorted.withUnsafeBytes { list in
            // The codes of one product begin alike: what decides is mostly in the eight bytes after that.
            let shared = items.reduce(items[0].count) { Self.sharedLength(list, items[0], $1, atMost: $0) }
            var sorted = items.map { (head: Self.head(list, $0, from: shared), item: $0) }
            sorted.sort {
                $0.head == $1.head ? Self.precedes(list, $0.item, $1.item) : $0.head < $1.head
            }
            for (_, item) in sorted {
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: list[item]))
            }
        }
    }

    /// How many bytes two ranges have in common at their beginning.
    private static func sharedLength(
        _ list: UnsafeRawBufferPointer,
        _ one: Range<Int>,
        _ two: Range<Int>,
        atMost limit: Int
    ) -> Int {
        let limit = min(limit, two.count)
        var index = 0
        while index + 8 <= limit {
            let left = list.loadUnaligned(fromByteOffset: one.lowerBound + index, as: UInt64.self)
            let right = list.loadUnaligned(fromByteOffset: two.lowerBound + index, as: UInt64.self)
            if left != right { break }
            index += 8
        }
        while index < limit, list[one.lowerBound + index] == list[two.lowerBound + index] { index += 1 }
        return index
    }

    /// Eight bytes of a range as a number that sorts as they do; after its end zeros.
    private static func head(_ list: UnsafeRawBufferPointer, _ item: Range<Int>, from start: Int) -> UInt64 {
        let place = item.lowerBound + start
        if place + 8 <= item.upperBound {
            return list.loadUnaligned(fromByteOffset: place, as: UInt64.self).bigEndian
        }
        return (place..<place + 8).reduce(0) { $0 << 8 | ($1 < item.upperBound ? UInt64(list[$1]) : 0) }
    }

    /// Whether one range of bytes sorts before another, eight bytes a step.
    private static func precedes(_ list: UnsafeRawBufferPointer, _ one: Range<Int>, _ two: Range<Int>) -> Bool
    {
        let shared = min(one.count, two.count)
        var index = 0
        while index + 8 <= shared {
            let left = list.loadUnaligned(fromByteOffset: one.lowerBound + index, as: UInt64.self)
            let right = list.loadUnaligned(fromByteOffset: two.lowerBound + index, as: UInt64.self)
            if left != right { return left.bigEndian < right.bigEndian }
            index += 8
        }
        while index < shared {
            let left = list[one.lowerBound + index]
            let right = list[two.lowerBound + index]
            if left != right { return left < right }
            index += 1
        }
        return one.count < two.count
    }
}
