// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension XMLDocumentEncoder {
    /// Writes the header: the business document header, master data, and fields of one's own.
    func writeHeader(to writer: inout XMLWriter) {
        var fields = document.header[...]
        let attributes = XMLValueEncoder.takeAttributes(from: &fields, taken: [], &writer)
        let business = fields.filter(isBusinessHeader)
        let short = fields.filter(BusinessHeader.holds)
        let own = fields.filter { !isBusinessHeader($0) && !BusinessHeader.holds($0) }
        let hasMasterData = !document.vocabularies.isEmpty && !isAnswerOfMasterData
        if fields.isEmpty, attributes.isEmpty, !hasMasterData { return }
        writer.start("EPCISHeader")
        for (name, value) in attributes { writer.attribute(name, value) }
        if let header = business.first {
            writeBusinessHeader(header, to: &writer)
        } else if !short.isEmpty || version == .v1_2 {
            write(BusinessHeader(fields: Array(short)), to: &writer)
        }
        if hasMasterData || !own.isEmpty {
            writer.element("extension") {
                if hasMasterData { $0.element("EPCISMasterData") { writeVocabularies(to: &$0) } }
                if !own.isEmpty { writeOwn(Array(own), to: &$0) }
            }
        }
        writer.end()
    }

    func writeVocabularies(to writer: inout XMLWriter) {
        writer.element("VocabularyList") { writer in
            for vocabulary in document.vocabularies {
                writer.start("Vocabulary")
                writer.attribute("type", vocabulary.type)
                var rest = vocabulary.extensions[...]
                for (name, value) in XMLValueEncoder.takeAttributes(from: &rest, taken: ["type"], &writer) {
                    writer.attribute(name, value)
                }
                if !vocabulary.elements.isEmpty {
                    writer.element("VocabularyElementList") {
                        for element in vocabulary.elements { write(element, to: &$0) }
                    }
                }
                for field in rest { XMLValueEncoder.write(field, isNested: false, to: &writer) }
                writer.end()
            }
        }
    }

    private func write(_ element: VocabularyElement, to writer: inout XMLWriter) {
        writer.start("VocabularyElement")
        writer.attribute("id", element.id)
        var rest = element.extensions[...]
        for (name, value) in XMLValueEncoder.takeAttributes(from: &rest, taken: ["id"], &writer) {
            writer.attribute(name, value)
        }
        for attribute in element.attributes {
            writer.start("attribute")
            writer.attribute("id", attribute.id)
            XMLValueEncoder.writeContent(attribute.value, isTyped: false, taken: ["id"], to: &writer)
            writer.end()
        }
        if !element.children.isEmpty {
            writer.element("children") { for id in element.children { $0.element("id", id) } }
        }
        for field in rest { XMLValueEncoder.write(field, isNested: false, to: &writer) }
        writer.end()
    }

    /// Fields of one's own have no place in a header but the `extension` in its `extension`, which takes
    /// elements without a namespace.
    private func writeOwn(_ fields: [ExtensionField], to writer: inout XMLWriter) {
        writer.element("extension") {
            $0.start("fields")
            $0.attribute($0.name("type", in: XMLNamespace.marks), XMLMark.wrapper.rawValue)
            XMLValueEncoder.write(fields, isNested: true, taken: nil, to: &$0)
            $0.end()
        }
    }

    private func isBusinessHeader(_ field: ExtensionField) -> Bool {
        field.name.local == Term.businessHeader.rawValue && field.name.namespace == XMLNamespace.header
    }

    /// Writes a header that was read from XML, so that its elements are in the header's own namespace.
    private func writeBusinessHeader(_ field: ExtensionField, to writer: inout XMLWriter) {
        let name = writer.name(field.name.local, in: XMLNamespace.header)
        writer.element(name) { write(businessContent: field.value, to: &$0) }
    }

    private func write(businessContent value: ExtensionValue, to writer: inout XMLWriter) {
        switch value {
        case .string(let text): writer.text(text)
        case .number(let number): writer.text(number.literal)
        case .boolean(let boolean): writer.text(boolean ? "true" : "false")
        case .null: break
        case .array(let values): for value in values { write(businessContent: value, to: &writer) }
        case .object(let fields):
            var rest = fields[...]
            for (name, value) in XMLValueEncoder.takeAttributes(from: &rest, taken: [], &writer) {
                writer.attribute(name, value)
            }
            for field in rest {
                if field.name.local == "#text" {
                    write(businessContent: field.value, to: &writer)
                    continue
                }
                let name = writer.name(XMLName.encoded(field.name.local), in: XMLNamespace.header)
                let values = if case .array(let values) = field.value { values } else { [field.value] }
                for value in values { writer.element(name) { write(businessContent: value, to: &$0) } }
            }
        }
    }

    private func write(_ header: BusinessHeader, to writer: inout XMLWriter) {
        func name(_ local: String, _ writer: inout XMLWriter) -> String {
            writer.name(local, in: XMLNamespace.header)
        }
        let constants = BusinessHeader.constants
        let identifier = name("Identifier", &writer)
        writer.start(name("StandardBusinessDocumentHeader", &writer))
        writer.element(name("HeaderVersion", &writer), constants.version)
        writer.element(name("Sender", &writer)) { $0.element(identifier, header.sender) }
        writer.element(name("Receiver", &writer)) { $0.element(identifier, header.receiver) }
        writer.start(name("DocumentIdentification", &writer))
        writer.element(name("Standard", &writer), constants.standard)
        writer.element(name("TypeVersion", &writer), constants.typeVersion)
        writer.element(name("InstanceIdentifier", &writer), header.instance)
        writer.element(name("Type", &writer), constants.type)
        writer.element(name("CreationDateAndTime", &writer), creationDate)
        writer.end()
        writer.end()
    }
}
