// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Makes an ``EPCISDocument`` of a checked JSON value.
struct DocumentDecoder {
    private let decoder: EventDecoder

    init(namespaces: Namespaces) {
        decoder = EventDecoder(namespaces: namespaces)
    }

    func document(_ value: JSONValue) throws(DocumentFault) -> EPCISDocument {
        var document = EPCISDocument(events: [])
        if value["type"]?.equals("EPCISQueryDocument") == true {
            document.kind = .queryAnswer(queryName: "", subscriptionID: nil)
        }
        for (key, member) in value.members {
            switch FieldName(key: key) {
            case .context, .type: break
            case .schemaVersion: document.schemaVersion = try decoder.text(member)
            case .creationDate: document.creationDate = try decoder.time(member)
            case .id, .instanceIdentifier, .sender, .receiver:
                document.header.append(decoder.field(key, member))
            case .epcisHeader: try decodeHeader(member, into: &document)
            case .epcisBody: try decodeBody(member, into: &document)
            default: document.extensions.append(decoder.field(key, member))
            }
        }
        return document
    }

    private func decodeHeader(_ value: JSONValue, into document: inout EPCISDocument) throws(DocumentFault) {
        for (key, member) in value.members {
            if key.equals("epcisMasterData") {
                if let list = member["vocabularyList"] { document.vocabularies = try vocabularies(list) }
            } else {
                document.header.append(decoder.field(key, member))
            }
        }
    }

    private func decodeBody(_ value: JSONValue, into document: inout EPCISDocument) throws(DocumentFault) {
        for (key, member) in value.members {
            switch FieldName(key: key) {
            case .eventList: document.events = try decoder.list(member, decoder.event)
            case .queryResults: try decodeQueryResults(member, into: &document)
            default: document.bodyExtensions.append(decoder.field(key, member))
            }
        }
    }

    private func decodeQueryResults(
        _ value: JSONValue,
        into document: inout EPCISDocument
    ) throws(DocumentFault) {
        var (queryName, subscriptionID): (String, String?) = ("", nil)
        for (key, member) in value.members {
            switch FieldName(key: key) {
            case .queryName: queryName = try decoder.text(member)
            case .subscriptionID: subscriptionID = try decoder.text(member)
            case .resultsBody:
                if let events = member["eventList"] {
                    document.events = try decoder.list(events, decoder.event)
                }
                if let list = member["vocabularyList"] { document.vocabularies = try vocabularies(list) }
            default: document.answerExtensions.append(decoder.field(key, member))
            }
        }
        document.kind = .queryAnswer(queryName: queryName, subscriptionID: subscriptionID)
    }

    private func vocabularies(_ value: JSONValue) throws(DocumentFault) -> [Vocabulary] {
        try decoder.list(value) { (item) throws(DocumentFault) in
            var vocabulary = Vocabulary(type: "", elements: [])
            for (key, member) in item.members {
                switch FieldName(key: key) {
                case .type: vocabulary.type = try decoder.text(member)
                case .vocabularyElementList: vocabulary.elements = try decoder.list(member, vocabularyElement)
                default: vocabulary.extensions.append(decoder.field(key, member))
                }
            }
            return vocabulary
        }
    }

    func vocabularyElement(_ value: JSONValue) throws(DocumentFault) -> VocabularyElement {
        var element = VocabularyElement(id: "")
        for (key, member) in value.members {
            switch FieldName(key: key) {
            case .id: element.id = try decoder.text(member)
            case .attributes:
                element.attributes = try decoder.list(member) { (item) throws(DocumentFault) in
                    VocabularyElement.Attribute(
                        id: try decoder.text(item["id"], of: item, "id"),
                        value: item["attribute"].map(decoder.extensionValue) ?? .null
                    )
                }
            case .children: element.children = try decoder.texts(member)
            default: element.extensions.append(decoder.field(key, member))
            }
        }
        return element
    }
}
