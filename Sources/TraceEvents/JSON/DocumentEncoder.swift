// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Writes an ``EPCISDocument`` as JSON.
struct DocumentEncoder {
    private let document: EPCISDocument
    private let identifiers: IdentifierForm
    /// The prefixes of the whole document; an event in which one stands for something else declares its own.
    private let prefixes: [Namespaces.Binding]
    /// Writes fields at the level of the document.
    private let fields: EventEncoder

    init(_ document: EPCISDocument, identifiers: IdentifierForm) {
        self.document = document
        self.identifiers = identifiers
        prefixes = Self.prefixes(of: document)
        fields = EventEncoder(identifiers: identifiers, outer: prefixes)
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        ContextWriter.write(prefixes, to: &writer)
        let isAnswer = if case .queryAnswer = document.kind { true } else { false }
        writer.member("type", isAnswer ? "EPCISQueryDocument" : "EPCISDocument")
        // What came as XML of version 1 leaves as version 2, the first that JSON has.
        writer.member(
            "schemaVersion",
            document.schemaVersion.hasPrefix("1") ? "2.0" : document.schemaVersion
        )
        writer.member("creationDate", document.creationDate?.text)
        fields.writeFields(document.header.filter(isTopField), to: &writer)
        if isAnswer { fields.writeFields(document.header.filter(isHeaderField), to: &writer) }
        fields.writeFields(document.extensions, to: &writer)
        if !isAnswer { writeHeader(to: &writer) }
        writer.key("epcisBody")
        writeBody(to: &writer)
        writer.endObject()
    }

    private func writeBody(to writer: inout JSONWriter) {
        writer.object { writer in
            if case .queryAnswer(let queryName, let subscriptionID) = document.kind {
                writer.key("queryResults")
                writer.object {
                    $0.member("queryName", queryName)
                    $0.member("subscriptionID", subscriptionID)
                    fields.writeFields(document.answerExtensions, to: &$0)
                    $0.key("resultsBody")
                    $0.object {
                        writeEvents(to: &$0)
                        writeVocabularies(to: &$0)
                    }
                }
            } else {
                writeEvents(to: &writer)
            }
            fields.writeFields(document.bodyExtensions, to: &writer)
        }
    }

    private func writeEvents(to writer: inout JSONWriter) {
        writer.key("eventList")
        writer.array {
            for event in document.events {
                var encoder = EventEncoder(identifiers: identifiers, outer: prefixes)
                encoder.write(event, context: .prefixes, to: &$0)
            }
        }
    }

    private func writeHeader(to writer: inout JSONWriter) {
        let own = document.header.filter(isHeaderField)
        guard !own.isEmpty || !document.vocabularies.isEmpty else { return }
        writer.key("epcisHeader")
        writer.object {
            fields.writeFields(own, to: &$0)
            guard !document.vocabularies.isEmpty else { return }
            $0.key("epcisMasterData")
            $0.object { writeVocabularies(to: &$0) }
        }
    }

    private func writeVocabularies(to writer: inout JSONWriter) {
        fields.writeList("vocabularyList", document.vocabularies, to: &writer) { vocabulary, writer in
            writer.object {
                $0.member("type", vocabulary.type)
                fields.writeList("vocabularyElementList", vocabulary.elements, to: &$0, writeElement)
                fields.writeFields(vocabulary.extensions, to: &$0)
            }
        }
    }

    func writeElement(_ element: VocabularyElement, to writer: inout JSONWriter) {
        writer.object {
            $0.member("id", element.id)
            fields.writeList("attributes", element.attributes, to: &$0) { attribute, writer in
                writer.object {
                    $0.member("id", attribute.id)
                    guard attribute.value != .null else { return }
                    $0.key("attribute")
                    fields.write(attribute.value, to: &$0)
                }
            }
            fields.writeTexts("children", element.children, to: &$0)
            fields.writeFields(element.extensions, to: &$0)
        }
    }

    /// Header fields that JSON has at the top of the document.
    private func isTopField(_ field: ExtensionField) -> Bool {
        guard field.name.prefix == nil, field.name.namespace == nil else { return false }
        switch field.name.local {
        case "id": return true
        case "instanceIdentifier", "sender", "receiver": return document.kind == .document
        default: return false
        }
    }

    /// Header fields of one's own; a bare name can stand nowhere.
    private func isHeaderField(_ field: ExtensionField) -> Bool {
        field.name.prefix != nil || field.name.namespace != nil
    }

    private static func prefixes(of document: EPCISDocument) -> [Namespaces.Binding] {
        var scope = PrefixScope()
        func visit(_ fields: [ExtensionField]) {
            for field in fields {
                scope.declare(field.name)
                field.value.forEachName { scope.declare($0) }
            }
        }
        visit(document.header)
        visit(document.extensions)
        visit(document.bodyExtensions)
        visit(document.answerExtensions)
        for vocabulary in document.vocabularies {
            visit(vocabulary.extensions)
            for element in vocabulary.elements {
                visit(element.extensions)
                for attribute in element.attributes { attribute.value.forEachName { scope.declare($0) } }
            }
        }
        let undeclared = undeclaredPrefixes(of: document.events)
        for event in document.events {
            event.forEachExtensionName { scope.declareIfFree($0, unless: undeclared) }
        }
        return scope.own
    }

    /// Prefixes that some event uses without saying what they stand for; the document must not say it either.
    private static func undeclaredPrefixes(of events: [Event]) -> Set<String> {
        var prefixes: Set<String> = []
        for event in events {
            event.forEachExtensionName { name in
                if let namespace = name.namespace {
                    if let prefix = namespace.openPrefix { prefixes.insert(String(prefix)) }
                } else if let prefix = name.prefix {
                    prefixes.insert(prefix)
                }
            }
            event.forEachWord { word in
                if let prefix = word.openPrefix { prefixes.insert(String(prefix)) }
            }
        }
        return prefixes
    }
}
