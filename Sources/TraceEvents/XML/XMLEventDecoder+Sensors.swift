// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension XMLEventDecoder {
    func sensorElements(_ list: XMLNode) -> [SensorElement] {
        list.children.filter { $0.term == .sensorElement }.map { node in
            var element = SensorElement(reports: [])
            for child in node.children {
                switch child.term {
                case .sensorMetadata: element.metadata = sensorValues(child, SensorField.ofMetadata)
                case .sensorReport: element.reports.append(sensorValues(child, SensorField.ofReport))
                default: break
                }
            }
            element.extensions = openFields(node, besides: [.sensorMetadata, .sensorReport])
            return element
        }
    }

    /// The attributes of a report or of metadata; extensions have no `@` here, as all are attributes.
    private func sensorValues(_ node: XMLNode, _ allowed: Set<SensorField>) -> SensorValues {
        let names = SchemaSet.standard.names
        let json = Set((node.attribute(names.json, in: names.marks) ?? "").split(separator: " "))
        var values = SensorValues()
        for attribute in node.attributes where !XMLValueDecoder.isMeta(attribute) {
            if attribute.namespace == SymbolTable.none, let field = names.sensorFields[attribute.local],
                allowed.contains(field)
            {
                values[field] = sensorValue(field, attribute, of: node)
                continue
            }
            let text = node.value(of: attribute)
            let isJSON = !json.isEmpty && json.contains { $0 == node.writtenName(of: attribute) }
            let value = isJSON ? JSONFragment.value(text, in: node) : nil
            values.extensions.append(
                ExtensionField(
                    name: node.fieldName(of: attribute, mark: ""),
                    value: value ?? .string(text)
                )
            )
        }
        let text = node.text
        if !text.isEmpty {
            let name = ExtensionName(prefix: nil, local: "#text", namespace: nil)
            values.extensions.append(ExtensionField(name: name, value: .string(text)))
        }
        return values
    }

    private func sensorValue(
        _ field: SensorField,
        _ attribute: XMLTree.Attribute,
        of node: XMLNode
    ) -> SensorValue {
        node.tree.withText(attribute.value) { bytes in
            let trimmed = bytes.trimmed
            switch field.simpleType {
            case .double: if let number = DecimalNumber(xml: trimmed) { return .number(number) }
            case .boolean: if let boolean = Lexical.boolean(trimmed) { return .boolean(boolean) }
            case .string: return .text(String(decoding: bytes, as: UTF8.self))
            default: break
            }
            let text = String(decoding: trimmed, as: UTF8.self)
            // A sender's own value keeps its prefix, as in the event hashes that GS1's group published.
            guard let vocabulary = field.vocabulary else { return .text(text) }
            let word = node.word(text, vocabulary)
            return .text(vocabulary.words.contains(word) ? word : text)
        }
    }
}

extension SensorField {
    /// The standard words that the field's values may be.
    var vocabulary: CBV? {
        switch self {
        case .type: .measurementType
        case .exception: .sensorAlertType
        case .component: .component
        default: nil
        }
    }
}

extension XMLNode {
    /// The name of an attribute as in the document.
    func writtenName(of attribute: XMLTree.Attribute) -> String {
        let local = tree.symbols[attribute.local]
        return attribute.prefix == SymbolTable.none ? local : "\(tree.symbols[attribute.prefix]):\(local)"
    }
}
