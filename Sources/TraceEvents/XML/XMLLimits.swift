// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How much of an XML text is read before it is refused.
package struct XMLLimits: Sendable {
    /// Bytes of the whole text.
    package var length: Int
    /// Elements inside one another.
    package var depth: Int
    /// Attributes and namespace declarations of one element.
    package var attributes: Int
    /// Bytes of text directly inside one element, and of one attribute value.
    package var textLength: Int
    /// Elements of the whole text.
    package var elements: Int
    /// Different names, prefixes and namespaces: the parser takes ever longer to tell very many apart.
    package var names: Int

    package init(
        length: Int = 1 << 26,
        depth: Int = 64,
        attributes: Int = 128,
        textLength: Int = 1 << 20,
        elements: Int = 4_000_000,
        names: Int = 10_000
    ) {
        self.length = length
        self.depth = depth
        self.attributes = attributes
        self.textLength = textLength
        self.elements = elements
        self.names = names
    }
}
