// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension EPCISXML {
    /// Writes a document.
    ///
    /// What is read back has equal events and master data. Standard values are written as the vocabulary form
    /// says; numbers and truth values of one's own fields carry their `xsi:type`; what XML cannot say of them
    /// (an array of one, null, an empty object) is told by attributes in the namespace `urn:qiongsu:xml`.
    /// Prefixes are those of the senders, all declared on the root.
    package static func write(
        _ document: EPCISDocument,
        version: XMLVersion = .v2_0,
        vocabulary: VocabularyForm = .webURI,
        identifiers: IdentifierForm = .asSent
    ) -> [UInt8] {
        let encoder = XMLEventEncoder(version: version, vocabulary: vocabulary, identifiers: identifiers)
        return XMLDocumentEncoder(document, encoder: encoder).write()
    }
}
