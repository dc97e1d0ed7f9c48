// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Writes fields outside the standard so that ``XMLValueDecoder`` reads the same.
enum XMLValueEncoder {
    /// Writes fields as elements; those at the front that can be are attributes of the element just started.
    ///
    /// - Parameters:
    ///   - isNested: whether the element lies in another extension, where names need no namespace.
    ///   - taken: attributes that the element already has; nil where it may have none.
    static func write(
        _ fields: [ExtensionField],
        isNested: Bool,
        taken: Set<String>? = [],
        to writer: inout XMLWriter
    ) {
        var rest = fields[...]
        if let taken {
            for (name, value) in takeAttributes(from: &rest, taken: taken, &writer) {
                writer.attribute(name, value)
            }
        }
        for field in rest { write(field, isNested: isNested, to: &writer) }
    }

    /// Writes a field as one element, or as one for each value of an array.
    static func write(_ field: ExtensionField, isNested: Bool, to writer: inout XMLWriter) {
        let name = writer.name(
            XMLName.encoded(field.name.local),
            in: XMLName.namespace(of: field.name, isNested: isNested),
            prefix: field.name.prefix
        )
        guard case .array(let values) = field.value, !values.isEmpty else {
            return writeElement(name, field.value, isOnly: false, to: &writer)
        }
        for value in values { writeElement(name, value, isOnly: values.count == 1, to: &writer) }
    }

    /// Writes the value of the element just started.
    ///
    /// - Parameter isTyped: whether an `xsi:type` may say what the value is; else our mark does.
    static func writeContent(
        _ value: ExtensionValue,
        isTyped: Bool,
        taken: Set<String> = [],
        to writer: inout XMLWriter
    ) {
        switch value {
        case .string(let text): write(string: text, to: &writer)
        case .number(let number): write(number, isTyped: isTyped, to: &writer)
        case .boolean(let boolean): write(boolean, isTyped: isTyped, to: &writer)
        case .null: mark(.null, &writer)
        case .array(let values):
            mark(.array, &writer)
            let item = writer.name("item", in: XMLNamespace.marks)
            for value in values { writeElement(item, value, isOnly: false, to: &writer) }
        case .object(let fields): write(object: fields, taken: taken, to: &writer)
        }
    }

    private static func writeElement(
        _ name: String,
        _ value: ExtensionValue,
        isOnly: Bool,
        to writer: inout XMLWriter
    ) {
        writer.start(name)
        if isOnly { writer.attribute(writer.name("list", in: XMLNamespace.marks), "true") }
        writeContent(value, isTyped: !isOnly, to: &writer)
        writer.end()
    }

    private static func mark(_ mark: XMLMark, _ writer: inout XMLWriter) {
        writer.attribute(writer.name("type", in: XMLNamespace.marks), mark.rawValue)
    }

    private static func write(string text: String, to writer: inout XMLWriter) {
        guard text.isXMLText else {
            mark(.json, &writer)
            var json = JSONWriter()
            json.string(text)
            return writer.text(json.text.escapingNonCharacters)
        }
        if text.hasXMLSpaceAround { writer.attribute("xml:space", "preserve") }
        writer.text(text)
    }

    private static func write(_ number: DecimalNumber, isTyped: Bool, to writer: inout XMLWriter) {
        if isTyped {
            writer.attribute(
                writer.name("type", in: XMLNamespace.instance),
                writer.name(number.xmlType, in: XMLNamespace.schema)
            )
        } else {
            mark(.number, &writer)
        }
        writer.text(number.literal)
    }

    private static func write(_ boolean: Bool, isTyped: Bool, to writer: inout XMLWriter) {
        if isTyped {
            writer.attribute(
                writer.name("type", in: XMLNamespace.instance),
                writer.name("boolean", in: XMLNamespace.schema)
            )
        } else {
            mark(.boolean, &writer)
        }
        writer.text(boolean ? "true" : "false")
    }
}

extension XMLValueEncoder {
    private static func write(
        object fields: [ExtensionField],
        taken: Set<String>,
        to writer: inout XMLWriter
    ) {
        var rest = fields[...]
        for (name, value) in takeAttributes(from: &rest, taken: taken, &writer) {
            writer.attribute(name, value)
        }
        let hasAttributes = rest.count < fields.count
        let isAlone = !hasAttributes && rest.count < 2
        var text: ExtensionValue?
        if let first = rest.first, first.name.isText, first.value.canBeText(isAlone: isAlone) {
            text = first.value
            rest = rest.dropFirst()
        }
        switch text {
        case .number(let number): write(number, isTyped: false, to: &writer)
        case .boolean(let boolean): write(boolean, isTyped: false, to: &writer)
        default:
            // Without attributes or elements the text alone would be read as a plain value.
            if !hasAttributes, rest.isEmpty { mark(.object, &writer) }
            if case .string(let string) = text { write(string: string, to: &writer) }
        }
        for field in rest { write(field, isNested: true, to: &writer) }
    }

    /// Takes the fields at the front that can be attributes.
    static func takeAttributes(
        from fields: inout ArraySlice<ExtensionField>,
        taken: Set<String>,
        _ writer: inout XMLWriter
    ) -> [(name: String, value: String)] {
        var taken = taken
        var attributes: [(name: String, value: String)] = []
        while let field = fields.first, field.name.local.hasPrefix("@"), case .string(let text) = field.value,
            text.isXMLText, !field.name.isMetaAttribute
        {
            let name = writer.name(
                XMLName.encoded(field.name.local.dropFirst()),
                in: XMLName.namespace(of: field.name, isNested: true),
                prefix: field.name.prefix
            )
            guard taken.insert(name).inserted else { break }
            attributes.append((name, text))
            fields = fields.dropFirst()
        }
        return attributes
    }
}

extension ExtensionName {
    fileprivate var isText: Bool { local == "#text" && prefix == nil && namespace == nil }

    /// `xml:space`, which would be taken for a mark, and `xml:id`, which must be a name and unique.
    fileprivate var isMetaAttribute: Bool {
        namespace == XMLNamespace.xml && (local == "@space" || local == "@id")
    }
}

extension ExtensionValue {
    /// Whether the value can be the text of an object's element: not blank, and of characters of XML.
    ///
    /// - Parameter isAlone: whether the object has nothing else, and is marked as an object, not by its text.
    fileprivate func canBeText(isAlone: Bool) -> Bool {
        switch self {
        case .string(let text): text.isXMLText && !text.utf8.allSatisfy(\.isXMLSpace)
        case .number, .boolean: !isAlone
        case .null, .object, .array: false
        }
    }
}

extension DecimalNumber {
    /// The type of XML Schema that has the number as it is written.
    fileprivate var xmlType: String {
        let isExact = literal.utf8.count <= 18 && !literal.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
        if !isExact { return "double" }
        return literal.utf8.contains(UInt8(ascii: ".")) ? "decimal" : "integer"
    }
}

extension String {
    /// Whether white space stands at an end, which readers take away.
    fileprivate var hasXMLSpaceAround: Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        return first.isXMLSpace || last.isXMLSpace
    }

    /// A JSON text without the two characters that XML may not hold.
    var escapingNonCharacters: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0xFFFE: text += "\\ufffe"
            case 0xFFFF: text += "\\uffff"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
