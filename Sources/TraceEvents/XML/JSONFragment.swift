// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Values of attributes that XML can only hold as text: numbers, truth values, lists and objects as JSON.
///
/// Keys are `prefix:local` with the prefixes that the document declares.
enum JSONFragment {
    /// The value of a JSON text at an element; nil where it is no JSON.
    static func value(_ text: String, in node: XMLNode) -> ExtensionValue? {
        guard let document = try? JSONDocument(parsing: text) else { return nil }
        return value(document.root, in: node)
    }

    private static func value(_ json: JSONValue, in node: XMLNode) -> ExtensionValue {
        switch json.kind {
        case .object:
            .object(
                json.members.map { member in
                    ExtensionField(
                        name: name(member.key.string ?? "", in: node),
                        value: value(member.value, in: node)
                    )
                }
            )
        case .array: .array(json.elements.map { value($0, in: node) })
        case .string: .string(json.string ?? "")
        case .number: .number(DecimalNumber(literal: json.numberLiteral ?? "0"))
        case .boolean: .boolean(json.boolean ?? false)
        case .null: .null
        }
    }

    private static func name(_ key: String, in node: XMLNode) -> ExtensionName {
        let parts = key.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let namespace = node.namespace(ofPrefix: String(parts[0])) else {
            return XMLName.field(prefix: "", local: key, namespace: "")
        }
        return XMLName.field(
            prefix: String(parts[0]),
            local: String(parts[1]),
            namespace: node.tree.symbols[namespace]
        )
    }
}

extension JSONFragment {
    /// The JSON text of a value, which has no characters that XML may not hold.
    static func text(_ value: ExtensionValue, _ writer: inout XMLWriter) -> String {
        var json = JSONWriter()
        write(value, to: &json, &writer)
        return json.text.escapingNonCharacters
    }

    private static func write(_ value: ExtensionValue, to json: inout JSONWriter, _ writer: inout XMLWriter) {
        switch value {
        case .string(let text): json.string(text)
        case .number(let number): json.number(number.literal)
        case .boolean(let boolean): json.boolean(boolean)
        case .null: json.null()
        case .array(let values):
            json.beginArray()
            for value in values { write(value, to: &json, &writer) }
            json.endArray()
        case .object(let fields):
            json.beginObject()
            for field in fields {
                json.key(
                    writer.name(
                        XMLName.encoded(field.name.local),
                        in: XMLName.namespace(of: field.name, isNested: true),
                        prefix: field.name.prefix
                    )
                )
                write(field.value, to: &json, &writer)
            }
            json.endObject()
        }
    }
}
