// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceLedger

/// The codes met during a trace, each once, by canonical form.
///
/// A million serial numbers of one product are common, so a code is kept as the part that many share and the bytes
/// of its own, side by side with those of the others; it becomes a text when somebody asks for it.
struct CodeTable {
    /// A code's position in the table.
    typealias ID = Int32

    private var rows: [Row] = []
    /// The parts of their own of all codes, one after another.
    private var ownParts: [UInt8] = []
    private var sharedParts: [[UInt8]] = []
    private var sharedIDs: [[UInt8]: Int32] = [:]
    private var kinds: [Kind] = []
    /// As the first event that names it writes it, of codes that it does not write in the canonical form.
    private var otherForms: [ID: String] = [:]
    /// Where to find a code by its key: the place of the key's last bits or, where others have them too, a later one.
    private var slots: [ID] = Array(repeating: vacant, count: 64)

    private static let vacant: ID = -1

    private struct Row {
        let key: LinkKey
        /// Where its own part begins; it ends where that of the next code begins.
        let start: UInt32
        let shared: Int32
        let kind: Int32
    }

    private struct Kind: Equatable {
        let scheme: CodeScheme
        let level: Level
    }

    func key(of id: ID) -> LinkKey { rows[Int(id)].key }

    func level(of id: ID) -> Level { kinds[Int(rows[Int(id)].kind)].level }

    /// Whether a code names a thing or a lot that can be followed, and not a whole class of products.
    func isTraceable(_ id: ID) -> Bool { level(of: id) != .product }

    func canonical(of id: ID) -> String {
        let shared = sharedParts[Int(rows[Int(id)].shared)]
        let own = ownRange(of: id)
        return String(unsafeUninitializedCapacity: shared.count + own.count) { text in
            _ = text.initialize(from: shared)
            _ = UnsafeMutableBufferPointer(rebasing: text[shared.count...]).initialize(from: ownParts[own])
            return shared.count + own.count
        }
    }

    func code(of id: ID) -> TraceCode {
        let kind = kinds[Int(rows[Int(id)].kind)]
        return TraceCode(scheme: kind.scheme, canonical: canonical(of: id), level: kind.level)
    }

    /// As an event wrote it.
    func uri(of id: ID) -> String { otherForms[id] ?? canonical(of: id) }

    /// The position of a code that was met before.
    func knownID(of uri: String) -> ID? {
        let canonical = CanonicalCode.canonical(uri)
        return find(canonical, LinkKey(canonical)).id
    }

    mutating func id(of uri: String) -> ID {
        let code = CanonicalCode.identify(uri)
        let key = LinkKey(code.canonical)
        let (known, slot) = find(code.canonical, key)
        if let known { return known }
        let id = ID(rows.count)
        slots[slot] = id
        add(code, key)
        if uri != code.canonical { otherForms[id] = uri }
        if rows.count * 2 > slots.count { rehash() }
        return id
    }

    private mutating func add(_ code: TraceCode, _ key: LinkKey) {
        var canonical = code.canonical
        let split = CanonicalCode.split(canonical)
        canonical.withUTF8 { bytes in
            rows.append(
                Row(
                    key: key,
                    start: UInt32(ownParts.count),
                    shared: sharedID(UnsafeBufferPointer(rebasing: bytes[..<split])),
                    kind: kindID(Kind(scheme: code.scheme, level: code.level))
                )
            )
            ownParts.append(contentsOf: bytes[split...])
        }
    }

    private mutating func sharedID(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        // Codes of one product come one after another.
        if let last = rows.last?.shared, sharedParts[Int(last)].elementsEqual(bytes) { return last }
        let part = Array(bytes)
        if let known = sharedIDs[part] { return known }
        sharedParts.append(part)
        sharedIDs[part] = Int32(sharedParts.count - 1)
        return Int32(sharedParts.count - 1)
    }

    private mutating func kindID(_ kind: Kind) -> Int32 {
        if let last = rows.last?.kind, kinds[Int(last)] == kind { return last }
        if let known = kinds.firstIndex(of: kind) { return Int32(known) }
        kinds.append(kind)
        return Int32(kinds.count - 1)
    }

    private func ownRange(of id: ID) -> Range<Int> {
        let next = Int(id) + 1
        return Int(rows[Int(id)].start)..<(next < rows.count ? Int(rows[next].start) : ownParts.count)
    }

    /// A code's position, or else the slot for it.
    private func find(_ canonical: String, _ key: LinkKey) -> (id: ID?, slot: Int) {
        var slot = firstSlot(of: key)
        while slots[slot] != Self.vacant {
            let id = slots[slot]
            if rows[Int(id)].key == key, isText(of: id, canonical) { return (id, slot) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return (nil, slot)
    }

    private func firstSlot(of key: LinkKey) -> Int {
        Int(truncatingIfNeeded: key.rawValue) & (slots.count - 1)
    }

    private func isText(of id: ID, _ canonical: String) -> Bool {
        var canonical = canonical
        let shared = sharedParts[Int(rows[Int(id)].shared)]
        let own = ownRange(of: id)
        return canonical.withUTF8 { bytes in
            bytes.count == shared.count + own.count && bytes[shared.count...].elementsEqual(ownParts[own])
                && bytes[..<shared.count].elementsEqual(shared)
        }
    }

    private mutating func rehash() {
        slots = Array(repeating: Self.vacant, count: slots.count * 2)
        for (position, row) in rows.enumerated() {
            var slot = firstSlot(of: row.key)
            while slots[slot] != Self.vacant { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = ID(position)
        }
    }
}
