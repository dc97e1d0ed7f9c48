// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Writes JSON text, compact, in the order of the calls.
///
/// The caller calls in a valid order; commas are the writer's work.
package struct JSONWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(capacity: Int = 1024) {
        bytes.reserveCapacity(capacity)
    }

    /// The text as a string.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Begins or ends an object or array, for callers to whom the closures below do not fit.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// An object with the members that the closure writes.
    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginObject()
        try body(&self)
        endObject()
    }

    /// An array with the elements that the closure writes.
    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginArray()
        try body(&self)
        endArray()
    }

    /// The name of a member; its value follows.
    package mutating func key(_ key: String) {
        string(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A string, escaped as far as JSON demands.
    package mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A value of the kind.
    package mutating func integer(_ value: some BinaryInteger) { literal(String(value)) }
    package mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
    package mutating func null() { literal("null") }

    /// A number as it is to be written; the caller knows that it is one.
    package mutating func number(_ value: String) { literal(value) }

    /// A JSON text that is already written, taken over as one value.
    package mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// A member with its value.
    package mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// A member that is left out where there is no value.
    package mutating func member(_ name: String, _ value: String?) {
        if let value { member(name, value) }
    }

    /// A member with its value.
    package mutating func member(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }

    /// A member with its value.
    package mutating func member(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    /// A member with every digit of a number, left out where there is none.
    package mutating func member(_ name: String, exact value: Double?) {
        guard let value, value.isFinite else { return }
        key(name)
        number(value.plainText)
    }

    /// A member with a list of texts.
    package mutating func member(_ name: String, _ texts: some Sequence<String>) {
        key(name)
        array { writer in for text in texts { writer.string(text) } }
    }

    /// A member with a list of objects: the closure writes the members of each.
    package mutating func objects<Items: Sequence>(
        _ name: String,
        _ items: Items,
        _ body: (Items.Element, inout JSONWriter) -> Void
    ) {
        key(name)
        array { writer in for item in items { writer.object { body(item, &$0) } } }
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var clean = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: text[clean..<index])
            clean = index + 1
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
            case 0x0A: bytes.append(UInt8(ascii: "n"))
            case 0x0D: bytes.append(UInt8(ascii: "r"))
            case 0x09: bytes.append(UInt8(ascii: "t"))
            default: bytes.append(contentsOf: "u00\(Hex.string([byte]))".utf8)
            }
        }
        bytes.append(contentsOf: text[clean...])
    }
}
