// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The elements of one XML document, in document order.
///
/// White space between elements is dropped; comments and processing instructions are not kept.
final class XMLTree: Sendable {
    /// No element, no child, no next sibling.
    static let nothing: Int32 = -1

    let symbols: SymbolTable
    let elements: [Element]
    let attributes: [Attribute]
    let declarations: [Declaration]
    /// Text of elements and values of attributes, one after the other.
    let texts: [UInt8]
    /// Text of elements that have text behind a child element.
    let mixedTexts: [Int32: [UInt8]]

    init(
        symbols: SymbolTable,
        elements: [Element],
        attributes: [Attribute],
        declarations: [Declaration],
        texts: [UInt8],
        mixedTexts: [Int32: [UInt8]]
    ) {
        precondition(!elements.isEmpty)
        self.symbols = symbols
        self.elements = elements
        self.attributes = attributes
        self.declarations = declarations
        self.texts = texts
        self.mixedTexts = mixedTexts
    }

    var root: XMLNode { XMLNode(tree: self, index: 0) }

    /// A stretch of ``texts``.
    struct Stretch: Sendable {
        var start: Int32 = 0
        var length: Int32 = 0

        var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
    }

    struct Element: Sendable {
        let local: Int32
        let namespace: Int32
        let prefix: Int32
        let parent: Int32
        var firstChild = XMLTree.nothing
        var nextSibling = XMLTree.nothing
        let firstAttribute: Int32
        let attributeCount: Int32
        let firstDeclaration: Int32
        let declarationCount: Int32
        var text = Stretch()
        /// Where `<` stands, in bytes.
        let offset: Int32
    }

    struct Attribute: Sendable {
        let local: Int32
        let namespace: Int32
        let prefix: Int32
        let value: Stretch
    }

    /// A namespace declaration.
    struct Declaration: Sendable {
        let prefix: Int32
        let namespace: Int32
    }
}
