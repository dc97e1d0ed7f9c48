// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One element of a document.
struct XMLNode: Sendable {
    let tree: XMLTree
    let index: Int32

    var element: XMLTree.Element { tree.elements[Int(index)] }
    var local: Int32 { element.local }
    var namespace: Int32 { element.namespace }
    var localName: String { tree.symbols[element.local] }
    /// Where the element begins, in bytes.
    var offset: Int { Int(element.offset) }
    var hasChildren: Bool { element.firstChild != XMLTree.nothing }

    /// The name as in the document.
    var writtenName: String {
        let element = element
        let local = tree.symbols[element.local]
        return element.prefix == SymbolTable.none ? local : "\(tree.symbols[element.prefix]):\(local)"
    }

    /// The term of the standard that names the element; nil for names in a namespace.
    var term: Term? {
        let element = element
        return element.namespace == SymbolTable.none ? Term(symbol: element.local) : nil
    }

    var children: Children { Children(tree: tree, first: element.firstChild) }

    var attributes: ArraySlice<XMLTree.Attribute> {
        let element = element
        let first = Int(element.firstAttribute)
        return tree.attributes[first..<first + Int(element.attributeCount)]
    }

    func child(_ term: Term) -> XMLNode? { children.first { $0.term == term } }

    /// The text directly inside the element, as it stands.
    var rawText: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// The text directly inside the element, without white space around it.
    var text: String { withText { String(decoding: $0.trimmed, as: UTF8.self) } }

    func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if !tree.mixedTexts.isEmpty, let mixed = tree.mixedTexts[index] {
            return mixed.withUnsafeBufferPointer(body)
        }
        return tree.withText(element.text, body)
    }

    func value(of attribute: XMLTree.Attribute) -> String {
        tree.withText(attribute.value) { String(decoding: $0, as: UTF8.self) }
    }

    /// The value of an attribute without white space around it.
    func attribute(_ local: Int32, in namespace: Int32 = SymbolTable.none) -> String? {
        for attribute in attributes where attribute.local == local && attribute.namespace == namespace {
            return tree.withText(attribute.value) { String(decoding: $0.trimmed, as: UTF8.self) }
        }
        return nil
    }

    /// The namespace that a prefix stands for here; nil where it is not declared.
    func namespace(ofPrefix prefix: String) -> Int32? {
        if prefix == "xml" { return SchemaSet.standard.names.xml }
        var index = index
        while index != XMLTree.nothing {
            let element = tree.elements[Int(index)]
            let first = Int(element.firstDeclaration)
            for declaration in tree.declarations[first..<first + Int(element.declarationCount)]
            where tree.symbols[declaration.prefix] == prefix {
                return declaration.namespace
            }
            index = element.parent
        }
        return prefix.isEmpty ? SymbolTable.none : nil
    }

    /// The child elements, in order.
    struct Children: Sequence, IteratorProtocol {
        let tree: XMLTree
        private var upcoming: Int32

        init(tree: XMLTree, first: Int32) {
            self.tree = tree
            upcoming = first
        }

        mutating func next() -> XMLNode? {
            guard upcoming != XMLTree.nothing else { return nil }
            defer { upcoming = tree.elements[Int(upcoming)].nextSibling }
            return XMLNode(tree: tree, index: upcoming)
        }
    }
}

extension XMLTree {
    func withText<Result>(_ stretch: Stretch, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        texts.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[stretch.range])) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Without the white space of XML at both ends.
    var trimmed: UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = count
        while start < end, self[start].isXMLSpace { start += 1 }
        while start < end, self[end - 1].isXMLSpace { end -= 1 }
        return UnsafeBufferPointer(rebasing: self[start..<end])
    }
}

extension UInt8 {
    /// Space, tab, line feed or carriage return.
    var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}
