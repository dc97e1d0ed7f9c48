// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A value of a ``JSONDocument``: a view, cheap to copy, that decodes what is asked of it.
package struct JSONValue: Sendable {
    let document: JSONDocument
    let index: Int

    private var node: JSONDocument.Node { document.nodes[index] }

    /// What a value is.
    package enum Kind: String, Sendable {
        case null, boolean, number, string, array, object
    }

    package var kind: Kind {
        switch node.kind {
        case .null: .null
        case .false, .true: .boolean
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    package var isNull: Bool { node.kind == .null }

    /// The decoded text of a string.
    package var string: String? {
        guard node.kind == .string else { return nil }
        return withBytes { JSONText.decode($0, isEscaped: node.isEscaped) }
    }

    /// The number as it is written.
    package var numberLiteral: String? {
        guard node.kind == .number else { return nil }
        return withBytes { String(decoding: $0, as: UTF8.self) }
    }

    package var boolean: Bool? {
        switch node.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// Members of an object or elements of an array; 0 for everything else.
    package var count: Int { Int(node.count) }

    /// The elements of an array; nothing for everything else.
    package var elements: Elements {
        node.kind == .array
            ? Elements(document: document, position: index + 1, end: Int(node.next))
            : Elements(document: document, position: 0, end: 0)
    }

    /// The members of an object in their order; nothing for everything else.
    package var members: Members {
        node.kind == .object
            ? Members(document: document, position: index + 1, end: Int(node.next))
            : Members(document: document, position: 0, end: 0)
    }

    /// The value of a key of an object.
    package subscript(_ key: StaticString) -> JSONValue? {
        for member in members where member.key.equals(key) { return member.value }
        return nil
    }

    /// The value of a key of an object that is known only at run time.
    package func member(named key: String) -> JSONValue? {
        for member in members where member.key.string == key { return member.value }
        return nil
    }

    /// Whether this is a string with exactly that text. Escaped strings are compared decoded.
    package func equals(_ text: StaticString) -> Bool {
        guard node.kind == .string else { return false }
        if node.isEscaped { return string == "\(text)" }
        guard Int(node.end - node.start) == text.utf8CodeUnitCount else { return false }
        return withBytes { bytes in
            for offset in 0..<bytes.count where bytes[offset] != text.utf8Start[offset] { return false }
            return true
        }
    }

    /// The bytes of the value as written; of a string, those between the quotes with escapes in place.
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try document.bytes.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[Int(node.start)..<Int(node.end)]))
        }
    }

    /// Whether a string is written with escapes, so that ``withBytes(_:)`` is not its text.
    package var isEscaped: Bool { node.isEscaped }

    /// Where the value begins.
    package var position: TextPosition { TextPosition(offset: Int(node.start), in: document.bytes) }

    /// The sequence of array elements.
    package struct Elements: Sequence, IteratorProtocol, Sendable {
        let document: JSONDocument
        var position: Int
        let end: Int

        package mutating func next() -> JSONValue? {
            guard position < end else { return nil }
            defer { position = Int(document.nodes[position].next) }
            return JSONValue(document: document, index: position)
        }
    }

    /// The sequence of object members.
    package struct Members: Sequence, IteratorProtocol, Sendable {
        let document: JSONDocument
        var position: Int
        let end: Int

        package mutating func next() -> (key: JSONValue, value: JSONValue)? {
            guard position < end else { return nil }
            let key = JSONValue(document: document, index: position)
            let value = JSONValue(document: document, index: position + 1)
            position = Int(document.nodes[position + 1].next)
            return (key, value)
        }
    }
}

extension JSONValue {
    /// The JSON pointer (RFC 6901) of this value in its document; of a key, that of the member it names.
    ///
    /// Found by descending from the root, because only faults need it.
    package var pointer: String {
        var pointer = ""
        var at = 0
        while at != index {
            let node = document.nodes[at]
            var child = at + 1
            var position = 0
            while true {
                if node.kind == .object {
                    let value = child + 1
                    if index < Int(document.nodes[value].next) {
                        let key = JSONValue(document: document, index: child).string ?? ""
                        pointer += "/" + JSONPointer.escape(key)
                        if index == child { return pointer }
                        at = value
                        break
                    }
                    child = Int(document.nodes[value].next)
                } else {
                    if index < Int(document.nodes[child].next) {
                        pointer += "/\(position)"
                        at = child
                        break
                    }
                    child = Int(document.nodes[child].next)
                }
                position += 1
            }
        }
        return pointer
    }
}
