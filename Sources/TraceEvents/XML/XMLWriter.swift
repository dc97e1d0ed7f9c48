// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Writes elements, attributes and text as UTF-8, and keeps account of the namespaces that they are in.
///
/// All namespaces are declared on the root, which is written last: see ``document(root:in:attributes:)``.
struct XMLWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether a start tag still lacks its `>`.
    private var isInTag = false
    private var open: [String] = []
    private var prefixes: [String: String] = [XMLNamespace.xml: "xml"]
    private var namespaces: [String: String] = ["xml": XMLNamespace.xml]
    private var declared: [(prefix: String, namespace: String)] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Gives a namespace its prefix before others can take it.
    mutating func reserve(_ prefix: String, for namespace: String) {
        prefixes[namespace] = prefix
        namespaces[prefix] = namespace
    }

    /// The name of something in a namespace, which is declared with the wished prefix if that is free.
    mutating func name(_ local: String, in namespace: String, prefix wish: String? = nil) -> String {
        if namespace.isEmpty { return local }
        let prefix = prefixes[namespace] ?? newPrefix(wish)
        if prefixes[namespace] == nil { reserve(prefix, for: namespace) }
        if prefix != "xml", !declared.contains(where: { $0.prefix == prefix }) {
            declared.append((prefix, namespace))
        }
        return "\(prefix):\(local)"
    }

    private func newPrefix(_ wish: String?) -> String {
        if let wish, namespaces[wish] == nil, XMLName.isPrefix(wish) { return wish }
        var number = 1
        while namespaces["ns\(number)"] != nil { number += 1 }
        return "ns\(number)"
    }

    mutating func start(_ name: String) {
        closeTag()
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        open.append(name)
        isInTag = true
    }

    mutating func end() {
        let name = open.removeLast()
        if isInTag {
            bytes.append(contentsOf: "/>".utf8)
            isInTag = false
        } else {
            bytes.append(contentsOf: "</".utf8)
            bytes.append(contentsOf: name.utf8)
            bytes.append(UInt8(ascii: ">"))
        }
    }

    /// An attribute of the element that was just started.
    mutating func attribute(_ name: String, _ value: String) {
        precondition(isInTag, "attributes come before content")
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "=\"".utf8)
        append(value, isAttribute: true)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func text(_ text: String) {
        if text.isEmpty { return }
        closeTag()
        append(text, isAttribute: false)
    }

    /// An element with text alone.
    mutating func element(_ name: String, _ value: String) {
        start(name)
        text(value)
        end()
    }

    mutating func element(_ name: String, _ value: String?) {
        if let value { element(name, value) }
    }

    /// An element and what is in it.
    mutating func element(_ name: String, _ body: (inout XMLWriter) -> Void) {
        start(name)
        body(&self)
        end()
    }

    /// The whole document: what has been written so far is inside the root.
    mutating func document(root: String, attributes: [(name: String, value: String)]) -> [UInt8] {
        precondition(open.isEmpty)
        let content = bytes
        bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        bytes.reserveCapacity(content.count + 1024)
        start(root)
        for (prefix, namespace) in declared { attribute("xmlns:\(prefix)", namespace) }
        for (name, value) in attributes { attribute(name, value) }
        closeTag()
        bytes.append(contentsOf: content)
        end()
        return bytes
    }

    private mutating func closeTag() {
        if isInTag { bytes.append(UInt8(ascii: ">")) }
        isInTag = false
    }
}

extension XMLWriter {
    private mutating func append(_ text: String, isAttribute: Bool) {
        var text = text
        text.withUTF8 { source in
            var clean = 0
            for index in source.indices {
                guard let stand = Self.standIn(for: source, at: index, isAttribute) else { continue }
                bytes.append(contentsOf: source[clean..<index])
                bytes.append(contentsOf: stand.utf8)
                clean = index + (source[index] < 0x80 ? 1 : 3)
            }
            bytes.append(contentsOf: source[clean...])
        }
    }

    /// What is written for a byte that may not stand as it is: U+FFFD for characters that XML has not.
    private static func standIn(for text: UnsafeBufferPointer<UInt8>, at index: Int, _ isAttribute: Bool)
        -> String?
    {
        switch text[index] {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): isAttribute ? "&quot;" : nil
        case 0x09: isAttribute ? "&#9;" : nil
        case 0x0A: isAttribute ? "&#10;" : nil
        case 0x0D: "&#13;"
        case 0..<0x20: "\u{FFFD}"
        case 0xEF: text.isNonCharacter(at: index) ? "\u{FFFD}" : nil
        default: nil
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether U+FFFE or U+FFFF stands here, which XML may not hold.
    fileprivate func isNonCharacter(at index: Int) -> Bool {
        self[index] == 0xEF && self[index + 1] == 0xBF && self[index + 2] >= 0xBE
    }
}

extension String {
    /// Whether XML can hold the text.
    var isXMLText: Bool {
        var copy = self
        return copy.withUTF8 { text in
            text.indices.allSatisfy { index in
                let byte = text[index]
                return byte >= 0x20 && !text.isNonCharacter(at: index) || byte == 0x09 || byte == 0x0A
                    || byte == 0x0D
            }
        }
    }
}
