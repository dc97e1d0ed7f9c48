// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Reads fields outside the standard.
///
/// An element with attributes or child elements is an object: attributes are fields whose local name begins
/// with `@`, text beside them is the field `#text`. Any other element is a string, or what its `xsi:type`
/// says.
enum XMLValueDecoder {
    private static let names = SchemaSet.standard.names

    static func value(_ node: XMLNode) -> ExtensionValue { value(node, ignoring: []) }

    /// - Parameter ignored: attributes without a namespace that are no part of the value.
    static func value(_ node: XMLNode, ignoring ignored: [Int32]) -> ExtensionValue {
        if node.element.attributeCount == 0, !node.hasChildren { return .string(node.text) }
        let mark = node.mark ?? givenMark(of: node)
        switch mark {
        case .null: return .null
        case .array: return .array(node.children.map(value))
        case .json: return jsonString(node)
        case .object, .number, .boolean, .wrapper, nil: break
        }
        let fields = fields(in: node, typed: mark, ignoring: ignored)
        if mark == .object || !fields.isEmpty { return .object(fields) }
        return text(of: node, mark)
    }

    /// Adds the attributes of an element as fields, but for those without a namespace that are no fields.
    static func addAttributes(of node: XMLNode, ignoring ignored: [Int32] = [], to fields: inout XMLFields) {
        for attribute in node.attributes where !isMeta(attribute) {
            if attribute.namespace == SymbolTable.none, ignored.contains(attribute.local) { continue }
            fields.add(.string(node.value(of: attribute)), named: node.fieldName(of: attribute, mark: "@"))
        }
    }

    /// The attributes, the text and the elements of an element, as fields.
    private static func fields(
        in node: XMLNode,
        typed mark: XMLMark?,
        ignoring ignored: [Int32]
    ) -> [ExtensionField] {
        var fields = XMLFields()
        addAttributes(of: node, ignoring: ignored, to: &fields)
        guard node.hasChildren || !fields.isEmpty || mark == .object else { return [] }
        if node.withText({ !$0.trimmed.isEmpty }) {
            fields.add(
                text(of: node, mark),
                named: ExtensionName(prefix: nil, local: "#text", namespace: nil)
            )
        }
        for child in node.children { fields.add(value(child), of: child, isArray: child.isMarkedList) }
        return fields.list
    }

    /// Attributes that say something of the element itself and are no fields.
    static func isMeta(_ attribute: XMLTree.Attribute) -> Bool {
        attribute.namespace == names.instance || attribute.namespace == names.marks
            || attribute.namespace == names.xml && attribute.local == names.space
    }

    private static func text(of node: XMLNode, _ mark: XMLMark?) -> ExtensionValue {
        switch mark {
        case .number:
            if let number = node.withText({ DecimalNumber(xml: $0.trimmed) }) { return .number(number) }
        case .boolean:
            if let boolean = node.withText({ Lexical.boolean($0.trimmed) }) { return .boolean(boolean) }
        default: break
        }
        let keepsSpace = node.attribute(names.space, in: names.xml) == "preserve"
        return .string(keepsSpace ? node.rawText : node.text)
    }

    private static func jsonString(_ node: XMLNode) -> ExtensionValue {
        let parsed = node.withText { bytes in
            Result { () throws(JSONFault) in try JSONDocument(parsing: Array(bytes)) }
        }
        return .string((try? parsed.get())?.root.string ?? node.rawText)
    }

    private static func givenMark(of node: XMLNode) -> XMLMark? {
        if let isNil = node.attribute(names.nil, in: names.instance), isNil == "true" || isNil == "1" {
            return .null
        }
        guard let type = node.attribute(names.type, in: names.instance) else { return nil }
        let parts = type.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let local = parts.last,
            node.namespace(ofPrefix: parts.count == 2 ? String(parts[0]) : "") == names.schema
        else { return nil }
        switch SimpleType.named[String(local)] {
        case .decimal, .double, .integer, .boundedInteger: return .number
        case .boolean: return .boolean
        default: return nil
        }
    }
}
