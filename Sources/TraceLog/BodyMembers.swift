// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Cuts the JSON text of a stored event into its members, without reading what they say.
///
/// Every text of a body is in exactly one member, and no two bodies have the same members: names keep their quotes, and
/// a body that the ledger would not write (space between tokens, one name twice in a row) is refused.
enum BodyMembers {
    /// Where a member stands: its name and value, and the name of the object around it.
    struct Part {
        let parent: Range<Int>?
        let own: Range<Int>
        let ownName: Range<Int>

        /// `name` or `parent/name`, without quotes.
        func name(in body: [UInt8]) -> String {
            let names = [parent, ownName].compactMap(\.self).map { body[$0.dropFirst().dropLast()] }
            return names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        }

        /// `"name":value` or `"parent"/"name":value`.
        func text(in body: [UInt8]) -> [UInt8] {
            var text: [UInt8] = []
            append(to: &text, in: body)
            return text
        }

        /// Appends the text to bytes.
        func append(to text: inout [UInt8], in body: [UInt8]) {
            if let parent {
                text.append(contentsOf: body[parent])
                text.append(UInt8(ascii: "/"))
            }
            text.append(contentsOf: body[own])
        }
    }

    static func split(_ body: [UInt8]) -> [Part]? {
        body.withUnsafeBufferPointer { bytes in
            var scanner = Scanner(bytes: bytes)
            guard scanner.object(within: nil), scanner.at == bytes.count else { return nil }
            return scanner.parts
        }
    }

    /// The JSON of some members of a body, in their order: what ``split(_:)`` cuts into them.
    static func joined(_ parts: [Part], of body: [UInt8]) -> [UInt8] {
        var (text, parent): ([UInt8], Range<Int>?) = ([UInt8(ascii: "{")], nil)
        for (index, part) in parts.enumerated() {
            if parent != nil, part.parent != parent { text.append(UInt8(ascii: "}")) }
            if index > 0 { text.append(UInt8(ascii: ",")) }
            if let opened = part.parent, opened != parent {
                text += body[opened] + [UInt8(ascii: ":"), UInt8(ascii: "{")]
            }
            text += body[part.own]
            parent = part.parent
        }
        if parent != nil { text.append(UInt8(ascii: "}")) }
        return text + [UInt8(ascii: "}")]
    }

    /// The members as texts, for comparing two versions of an event.
    static func texts(_ body: [UInt8]) -> Set<[UInt8]> { Set((split(body) ?? []).map { $0.text(in: body) }) }

    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var at = 0
        var parts: [Part] = []

        mutating func object(within parent: Range<Int>?) -> Bool {
            guard take(UInt8(ascii: "{")) else { return false }
            if take(UInt8(ascii: "}")) { return parent == nil }
            var last: Range<Int>?
            repeat {
                let start = at
                guard skipString() else { return false }
                let name = start..<at
                if let last, bytes[last].elementsEqual(bytes[name]) { return false }
                last = name
                guard take(UInt8(ascii: ":")), at < bytes.count else { return false }
                if parent == nil, isFilledObject {
                    guard object(within: name) else { return false }
                } else {
                    guard skipValue() else { return false }
                    parts.append(Part(parent: parent, own: start..<at, ownName: name))
                }
            } while take(UInt8(ascii: ","))
            return take(UInt8(ascii: "}"))
        }

        private var isFilledObject: Bool {
            bytes[at] == UInt8(ascii: "{") && at + 1 < bytes.count && bytes[at + 1] != UInt8(ascii: "}")
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
            return true
        }

        private mutating func skipString() -> Bool {
            guard take(UInt8(ascii: "\"")) else { return false }
            while at < bytes.count {
                let byte = bytes[at]
                at += byte == UInt8(ascii: "\\") ? 2 : 1
                if byte == UInt8(ascii: "\"") { return true }
            }
            return false
        }

        /// Skips what stands before the comma or brace that ends a value.
        private mutating func skipValue() -> Bool {
            var depth = 0
            let start = at
            while at < bytes.count {
                switch bytes[at] {
                case UInt8(ascii: "\""): guard skipString() else { return false }
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    at += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return at > start }
                    depth -= 1
                    at += 1
                case UInt8(ascii: ",") where depth == 0: return at > start
                case 0...0x20: return false
                default: at += 1
                }
            }
            return false
        }
    }
}
