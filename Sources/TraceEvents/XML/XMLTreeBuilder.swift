// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibXML2

/// Builds the tree of one document from the parser's reports.
///
/// The C parser holds the object as its user data for the time of one call of ``XMLReader``, on one thread,
/// and is gone before the call returns. The object is never shared.
final class XMLTreeBuilder {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: XMLLimits
    var parser: xmlParserCtxtPtr?
    /// What stopped the reading.
    private(set) var fault: (code: DocumentFault.Code, offset: Int, message: String)?

    private var symbols = SymbolTable(growing: SchemaSet.standard.symbols)
    /// The parser keeps one copy of each name, so that its address stands for it.
    private var addresses: [UnsafePointer<xmlChar>: Int32] = [:]
    private var elements: [XMLTree.Element] = []
    private var attributes: [XMLTree.Attribute] = []
    private var declarations: [XMLTree.Declaration] = []
    private var texts: [UInt8] = []
    private var mixedTexts: [Int32: [UInt8]] = [:]
    /// The open elements, and the last child of each.
    private var open: [(index: Int32, lastChild: Int32)] = []

    init(bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits) {
        self.bytes = bytes
        self.limits = limits
        elements.reserveCapacity(min(bytes.count / 40, 1 << 16))
        texts.reserveCapacity(min(bytes.count / 2, 1 << 20))
    }

    func makeTree() -> XMLTree? {
        guard !elements.isEmpty else { return nil }
        return XMLTree(
            symbols: symbols,
            elements: elements,
            attributes: attributes,
            declarations: declarations,
            texts: texts,
            mixedTexts: mixedTexts
        )
    }

    /// Passes on a report of the parser, and stops the parser after it where it has a fault: not before, because
    /// stopping frees the text that the report is about.
    func receive(_ report: (XMLTreeBuilder) -> Void) {
        report(self)
        if fault != nil { xmlStopParser(parser) }
    }

    func stop(_ code: DocumentFault.Code, _ message: String) {
        if fault == nil { fault = (code, startOfTag(), message) }
    }

    /// Where the start tag stands that the parser has just read: no `<` can be inside it.
    private func startOfTag() -> Int {
        var offset = min(max(Int(xmlByteConsumed(parser)), 0), bytes.count - 1)
        while offset > 0, bytes[offset] != UInt8(ascii: "<") { offset -= 1 }
        return offset
    }

    private func symbol(_ name: UnsafePointer<xmlChar>?) -> Int32 {
        guard let name else { return SymbolTable.none }
        if let known = addresses[name] { return known }
        if addresses.count >= limits.names {
            stop(.limit, "A document may have at most \(limits.names) different names")
        }
        // Only a namespace can hold `&`, which the parser gives as in the value of an attribute.
        let symbol = symbols.symbol(String(cString: name).replacing("&#38;", with: "&"))
        addresses[name] = symbol
        return symbol
    }
}

extension XMLTreeBuilder {
    typealias Names = UnsafeMutablePointer<UnsafePointer<xmlChar>?>

    func start(
        local: UnsafePointer<xmlChar>?,
        prefix: UnsafePointer<xmlChar>?,
        namespace: UnsafePointer<xmlChar>?,
        declared: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
        given: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
    ) {
        guard fault == nil else { return }
        guard open.count < limits.depth else {
            return stop(.limit, "Elements may lie at most \(limits.depth) deep in one another")
        }
        guard elements.count < limits.elements else {
            return stop(.limit, "A document may have at most \(limits.elements) elements")
        }
        guard given.count / 5 + declared.count / 2 <= limits.attributes else {
            return stop(.limit, "An element may have at most \(limits.attributes) attributes")
        }
        if let prefix, namespace == nil { return stopForUndeclared(prefix) }
        let index = Int32(elements.count)
        let firstAttribute = Int32(attributes.count)
        let firstDeclaration = Int32(declarations.count)
        for at in stride(from: 0, to: declared.count, by: 2) {
            let namespace = symbol(declared[at + 1])
            guard isAbsolute(namespace) else {
                let text = symbols[namespace]
                return stop(
                    .unreadable,
                    "The namespace \(text) is no URI: one begins as https:// or urn: does"
                )
            }
            declarations.append(.init(prefix: symbol(declared[at]), namespace: namespace))
        }
        for at in stride(from: 0, to: given.count, by: 5) where !append(attribute: given, at: at) { return }
        elements.append(
            XMLTree.Element(
                local: name(local),
                namespace: symbol(namespace),
                prefix: symbol(prefix),
                parent: open.last?.index ?? XMLTree.nothing,
                firstAttribute: firstAttribute,
                attributeCount: Int32(attributes.count) - firstAttribute,
                firstDeclaration: firstDeclaration,
                declarationCount: Int32(declarations.count) - firstDeclaration,
                offset: Int32(startOfTag())
            )
        )
        link(index)
        open.append((index, XMLTree.nothing))
    }

    func end() {
        guard fault == nil else { return }
        open.removeLast()
    }

    func append(text: UnsafeBufferPointer<UInt8>) {
        guard fault == nil, let (parent, lastChild) = open.last else { return }
        let stretch = elements[Int(parent)].text
        let isMixed = lastChild != XMLTree.nothing
        let length = isMixed ? (mixedTexts[parent]?.count ?? Int(stretch.length)) : Int(stretch.length)
        if isMixed, length == 0, text.allSatisfy(\.isXMLSpace) { return }
        guard length + text.count <= limits.textLength else {
            return stop(.limit, "The text of an element may have at most \(limits.textLength) bytes")
        }
        if isMixed {
            mixedTexts[parent, default: Array(texts[stretch.range])].append(contentsOf: text)
            return
        }
        if stretch.length == 0 { elements[Int(parent)].text.start = Int32(texts.count) }
        texts.append(contentsOf: text)
        elements[Int(parent)].text.length += Int32(text.count)
    }

    private func append(
        attribute given: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
        at: Int
    ) -> Bool {
        guard let local = given[at], let start = given[at + 3], let end = given[at + 4] else { return true }
        if let prefix = given[at + 1], given[at + 2] == nil {
            stopForUndeclared(prefix)
            return false
        }
        let value = UnsafeBufferPointer(start: start, count: end - start)
        guard value.count <= limits.textLength else {
            stop(.limit, "The value of an attribute may have at most \(limits.textLength) bytes")
            return false
        }
        let stretch = append(value: value)
        attributes.append(
            .init(
                local: name(local),
                namespace: symbol(given[at + 2]),
                prefix: symbol(given[at + 1]),
                value: stretch
            )
        )
        return true
    }

    /// Keeps the value of an attribute, where the parser gives `&` as `&#38;` when it replaces no entities.
    private func append(value: UnsafeBufferPointer<UInt8>) -> XMLTree.Stretch {
        let start = texts.count
        if value.contains(UInt8(ascii: "&")) {
            var at = 0
            while at < value.count {
                texts.append(value[at])
                let isReference =
                    value[at] == UInt8(ascii: "&") && value[(at + 1)...].starts(with: "#38;".utf8)
                at += isReference ? 5 : 1
            }
        } else {
            texts.append(contentsOf: value)
        }
        return XMLTree.Stretch(start: Int32(start), length: Int32(texts.count - start))
    }

    /// The parser only warns of a name with more colons than the one behind its prefix (Namespaces in XML 1.0, rule 4).
    private func name(_ local: UnsafePointer<xmlChar>?) -> Int32 {
        let symbol = symbol(local)
        if symbols[symbol].utf8.contains(UInt8(ascii: ":")) {
            stop(.unreadable, "\(symbols[symbol]) is no name: at most one colon, between prefix and name")
        }
        return symbol
    }

    /// Relative namespaces are deprecated (Namespaces in XML 1.0, section 2.2), and JSON could not declare them.
    private func isAbsolute(_ namespace: Int32) -> Bool {
        namespace == SymbolTable.none || Namespaces.isNamespace(symbols[namespace])
    }

    private func stopForUndeclared(_ prefix: UnsafePointer<xmlChar>) {
        stop(.unreadable, "The prefix \(String(cString: prefix)) is not declared; add xmlns:… for it")
    }

    /// Hangs a new element below the innermost open one, whose white space so far was only between elements.
    private func link(_ index: Int32) {
        guard let (parent, lastChild) = open.last else { return }
        if lastChild != XMLTree.nothing {
            elements[Int(lastChild)].nextSibling = index
        } else {
            elements[Int(parent)].firstChild = index
            let stretch = elements[Int(parent)].text
            if stretch.length > 0, texts[stretch.range].allSatisfy(\.isXMLSpace) {
                elements[Int(parent)].text = XMLTree.Stretch()
            }
        }
        open[open.count - 1].lastChild = index
    }
}
