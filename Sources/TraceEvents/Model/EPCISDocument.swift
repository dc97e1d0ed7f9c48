// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// A document of trace events and master data: an EPCIS document or an answer to a query.
package struct EPCISDocument: Equatable, Sendable {
    package var kind: Kind
    /// As `2.0`; in XML 1.2 documents `1.2`.
    package var schemaVersion: String
    package var creationDate: Timestamp?
    /// `sender`, `receiver`, `instanceIdentifier` and the like, and the business document header of XML.
    package var header: [ExtensionField]
    package var vocabularies: [Vocabulary]
    package var events: [Event]
    /// Fields outside the standard at the top of the document.
    package var extensions: [ExtensionField]
    /// Fields outside the standard beside `eventList` or `queryResults` in the body.
    package var bodyExtensions: [ExtensionField] = []
    /// Fields outside the standard beside `queryName` in a query's answer.
    package var answerExtensions: [ExtensionField] = []

    package init(
        kind: Kind = .document,
        schemaVersion: String = "2.0",
        creationDate: Timestamp? = nil,
        header: [ExtensionField] = [],
        vocabularies: [Vocabulary] = [],
        events: [Event],
        extensions: [ExtensionField] = []
    ) {
        self.kind = kind
        self.schemaVersion = schemaVersion
        self.creationDate = creationDate
        self.header = header
        self.vocabularies = vocabularies
        self.events = events
        self.extensions = extensions
    }

    /// What the document is for.
    package enum Kind: Equatable, Sendable {
        case document
        case queryAnswer(queryName: String, subscriptionID: String?)
    }
}

/// Master data of one type: places, parties, products (EPCIS 2.0 §9.4).
package struct Vocabulary: Equatable, Sendable {
    /// As `urn:epcglobal:epcis:vtype:BusinessLocation`.
    package var type: String
    package var elements: [VocabularyElement]
    /// Fields outside the standard.
    package var extensions: [ExtensionField] = []

    package init(type: String, elements: [VocabularyElement]) {
        self.type = type
        self.elements = elements
    }
}

/// What is known of one identifier.
package struct VocabularyElement: Equatable, Sendable {
    package var id: String
    package var attributes: [Attribute]
    package var children: [String]
    /// Fields outside the standard.
    package var extensions: [ExtensionField] = []

    package init(id: String, attributes: [Attribute] = [], children: [String] = []) {
        self.id = id
        self.attributes = attributes
        self.children = children
    }

    /// One attribute: its URI and its value.
    package struct Attribute: Equatable, Sendable {
        package var id: String
        package var value: ExtensionValue

        package init(id: String, value: ExtensionValue) {
            self.id = id
            self.value = value
        }
    }
}
