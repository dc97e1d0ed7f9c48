// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Makes an ``EPCISDocument`` of a document that the content models have accepted.
struct XMLDocumentDecoder {
    private let names = SchemaSet.standard.names
    private var decoder = XMLEventDecoder(faults: XMLFaultList())

    var faults: XMLFaultList { decoder.faults }

    /// Where each event that was read stands, in bytes.
    private(set) var eventOffsets: [Int] = []

    /// Whether the document is one of events or master data; requests and exceptions of the query interface
    /// and capture jobs are not.
    func holdsEvents(_ root: XMLNode) -> Bool {
        switch Term(symbol: root.local) {
        case .document, .masterDataDocument: true
        case .queryDocument: answer(in: root) != nil
        default: false
        }
    }

    mutating func document(_ root: XMLNode) -> EPCISDocument? {
        guard holdsEvents(root) else {
            let content = root.child(.body)?.children.first { _ in true } ?? root
            decoder.faults.add(
                .standard,
                at: content.offset,
                "\(content.writtenName) holds no events; expected a document of events"
            )
            return nil
        }
        var document = EPCISDocument(events: [])
        decodeAttributes(of: root, into: &document)
        for child in root.children {
            switch child.term {
            case .header: decodeHeader(child, into: &document)
            case .body: decodeBody(child, into: &document)
            default: break
            }
        }
        document.extensions += decoder.openFields(
            root,
            besides: [.header, .body],
            ignoring: [names.schemaVersion, names.creationDate]
        )
        return document
    }

    private mutating func decodeAttributes(of root: XMLNode, into document: inout EPCISDocument) {
        for attribute in root.attributes where attribute.namespace == SymbolTable.none {
            let text = root.attribute(attribute.local) ?? ""
            switch Term(symbol: attribute.local) {
            case .schemaVersion: document.schemaVersion = text
            case .creationDate:
                document.creationDate = Timestamp(text) ?? Timestamp(text + "Z")
                if document.creationDate == nil {
                    decoder.faults.add(
                        .standard,
                        at: root.offset,
                        "creationDate is \"\(text.clipped)\"; expected a time in the years 0001 to 9999"
                    )
                }
            default: break
            }
        }
    }

    private func answer(in root: XMLNode) -> XMLNode? {
        root.child(.body)?.children.first { Term(symbol: $0.local) == .queryResults }
    }

    private mutating func decodeHeader(_ header: XMLNode, into document: inout EPCISDocument) {
        var fields = XMLFields()
        XMLValueDecoder.addAttributes(of: header, to: &fields)
        decode(header: header, into: &document, &fields)
        document.header += fields.list
    }

    private mutating func decode(
        header: XMLNode,
        into document: inout EPCISDocument,
        _ fields: inout XMLFields
    ) {
        for child in header.children {
            if child.term == .extension || child.mark == .wrapper {
                decode(header: child, into: &document, &fields)
            } else if child.term == .masterData {
                if let list = child.child(.vocabularyList) { document.vocabularies += vocabularies(list) }
            } else if child.namespace == names.header, let plain = BusinessHeader(plain: child, of: document)
            {
                for field in plain.fields { fields.add(field.value, named: field.name) }
            } else {
                fields.add(XMLValueDecoder.value(child), of: child, isArray: child.isMarkedList)
            }
        }
    }

    private mutating func decodeBody(_ body: XMLNode, into document: inout EPCISDocument) {
        for child in body.children {
            if Term(symbol: child.local) == .queryResults, child.namespace != SymbolTable.none {
                decodeAnswer(child, into: &document)
            } else if child.term == .eventList {
                decodeEvents(child, into: &document)
            } else if child.term == .vocabularyList {
                document.vocabularies += vocabularies(child)
            }
        }
        if case .document = document.kind {
            document.bodyExtensions = decoder.openFields(body, besides: [.eventList, .vocabularyList])
        }
    }

    private mutating func decodeAnswer(_ answer: XMLNode, into document: inout EPCISDocument) {
        document.kind = .queryAnswer(
            queryName: answer.child(.queryName)?.text ?? "",
            subscriptionID: answer.child(.subscriptionID)?.text
        )
        for child in answer.child(.resultsBody)?.children
            ?? XMLNode.Children(tree: answer.tree, first: XMLTree.nothing)
        {
            if child.term == .eventList {
                decodeEvents(child, into: &document)
            } else {
                document.vocabularies += vocabularies(child)
            }
        }
        document.answerExtensions = decoder.openFields(
            answer,
            besides: [.queryName, .subscriptionID, .resultsBody]
        )
    }

    /// Reads the events of a list; those in `extension` are 1.2's later types or another's own types.
    private mutating func decodeEvents(_ list: XMLNode, into document: inout EPCISDocument) {
        for child in list.children {
            if child.term == .extension || child.mark == .wrapper {
                decodeEvents(child, into: &document)
            } else if let event = decoder.event(child) {
                document.events.append(event)
                eventOffsets.append(child.offset)
            }
        }
    }

    private func vocabularies(_ list: XMLNode) -> [Vocabulary] {
        list.children.map { node in
            var vocabulary = Vocabulary(
                type: node.attribute(names.type) ?? "",
                elements: []
            )
            if let elements = node.child(.vocabularyElementList) {
                vocabulary.elements = elements.children.map(vocabularyElement)
            }
            vocabulary.extensions = decoder.openFields(
                node,
                besides: [.vocabularyElementList],
                ignoring: [names.type]
            )
            return vocabulary
        }
    }

    private func vocabularyElement(_ node: XMLNode) -> VocabularyElement {
        let id = names.id
        var element = VocabularyElement(id: node.attribute(id) ?? "")
        for child in node.children {
            switch child.term {
            case .attribute:
                element.attributes.append(
                    .init(id: child.attribute(id) ?? "", value: XMLValueDecoder.value(child, ignoring: [id]))
                )
            case .children: element.children += decoder.texts(child)
            default: break
            }
        }
        element.extensions = decoder.openFields(
            node,
            besides: [.attribute, .children],
            ignoring: [names.id]
        )
        return element
    }
}
