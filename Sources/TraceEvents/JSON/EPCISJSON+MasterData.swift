// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension EPCISJSON {
    /// Writes one element of master data, as it stands in a document.
    package static func write(_ element: VocabularyElement, to writer: inout JSONWriter) {
        DocumentEncoder(EPCISDocument(events: []), identifiers: .asSent).writeElement(element, to: &writer)
    }

    /// Reads an element of master data that this server wrote; its shape is not checked again.
    package static func vocabularyElement(stored bytes: [UInt8]) throws(InvalidDocument) -> VocabularyElement
    {
        let root = try parse(bytes, JSONLimits()).root
        do {
            return try DocumentDecoder(namespaces: Namespaces()).vocabularyElement(root)
        } catch {
            throw InvalidDocument([error])
        }
    }
}
