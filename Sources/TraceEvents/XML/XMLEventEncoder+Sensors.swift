// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension XMLEventEncoder {
    func write(_ list: [SensorElement], to writer: inout XMLWriter) {
        writer.element("sensorElementList") { writer in
            for element in list {
                writer.element("sensorElement") {
                    if let metadata = element.metadata { write("sensorMetadata", metadata, to: &$0) }
                    for report in element.reports { write("sensorReport", report, to: &$0) }
                    XMLValueEncoder.write(element.extensions, isNested: false, taken: nil, to: &$0)
                }
            }
        }
    }

    private func write(_ name: String, _ values: SensorValues, to writer: inout XMLWriter) {
        writer.start(name)
        var taken: Set<String> = []
        for field in SensorField.allCases {
            guard let value = values[field] else { continue }
            taken.insert(field.rawValue)
            writer.attribute(field.rawValue, text(of: value, field))
        }
        var json: [String] = []
        var text: String?
        for field in values.extensions {
            if field.name.local == "#text", field.name.namespace == nil, field.name.prefix == nil,
                case .string(let string) = field.value, string.isPlainXMLText
            {
                text = string
                continue
            }
            let name = writer.name(
                XMLName.encoded(field.name.local),
                in: XMLName.namespace(of: field.name, isNested: true),
                prefix: field.name.prefix
            )
            guard taken.insert(name).inserted else { continue }
            if case .string(let string) = field.value, string.isXMLText {
                writer.attribute(name, string)
            } else {
                json.append(name)
                writer.attribute(name, JSONFragment.text(field.value, &writer))
            }
        }
        if !json.isEmpty {
            writer.attribute(writer.name("json", in: XMLNamespace.marks), json.joined(separator: " "))
        }
        writer.text(text ?? "")
        writer.end()
    }

    private func text(of value: SensorValue, _ field: SensorField) -> String {
        switch value {
        case .text(let text): field.vocabulary.map { vocabulary.text(text, $0) } ?? text
        case .number(let number): number.literal
        case .boolean(let boolean): boolean ? "true" : "false"
        }
    }
}

extension String {
    /// Whether the text is read back as it is: of characters of XML, not empty, without space around it.
    fileprivate var isPlainXMLText: Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        return isXMLText && !first.isXMLSpace && !last.isXMLSpace
    }
}
