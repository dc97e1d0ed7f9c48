// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension EventDecoder {
    func text(_ value: JSONValue) throws(DocumentFault) -> String {
        guard let text = value.string else { throw mismatch(value, "a string") }
        return text
    }

    func optionalText(_ value: JSONValue?) throws(DocumentFault) -> String? {
        guard let value else { return nil }
        return try text(value)
    }

    /// The text of a field that must be there.
    func text(_ value: JSONValue?, of object: JSONValue, _ name: StaticString) throws(DocumentFault) -> String
    {
        try text(try required(value, of: object, name))
    }

    func required(
        _ value: JSONValue?,
        of object: JSONValue,
        _ name: StaticString
    ) throws(DocumentFault) -> JSONValue {
        guard let value else {
            throw DocumentFault(.schema, at: .pointer(object.pointer), "the field \(name) is missing")
        }
        return value
    }

    /// The bare word of a standard value, or the URI of one's own, whole where it was written with a prefix.
    func word(_ value: JSONValue, _ vocabulary: CBV) throws(DocumentFault) -> String {
        let text = try text(value)
        if vocabulary.words.contains(text) { return text }
        let bare = vocabulary.bareWord(text)
        return bare == text ? vocabulary.bareWord(wholeWord(text, vocabulary)) : bare
    }

    /// The whole URI of a value with a prefix, unless that is no value that a document may hold.
    private func wholeWord(_ text: String, _ vocabulary: CBV) -> String {
        let whole = namespaces.expanded(text, withStandard: true)
        if whole == text || vocabulary.words.contains(vocabulary.bareWord(whole)) { return whole }
        let own = namespaces.expanded(text)
        return URISyntax.isURI(own) && !vocabulary.reserves(own) ? own : text
    }

    func optionalWord(_ value: JSONValue?, _ vocabulary: CBV) throws(DocumentFault) -> String? {
        guard let value else { return nil }
        return try word(value, vocabulary)
    }

    func time(_ value: JSONValue) throws(DocumentFault) -> Timestamp {
        guard let time = Timestamp(try text(value)) else {
            throw mismatch(value, "a date and time with zone, as in 2026-02-03T04:05:06.789+08:00")
        }
        return time
    }

    func number(_ value: JSONValue?) throws(DocumentFault) -> DecimalNumber? {
        guard let value else { return nil }
        guard let literal = value.numberLiteral else { throw mismatch(value, "a number") }
        return DecimalNumber(literal: literal)
    }

    func texts(_ value: JSONValue) throws(DocumentFault) -> [String] {
        try list(value) { (item) throws(DocumentFault) in try text(item) }
    }

    func list<Element>(
        _ value: JSONValue,
        _ element: (JSONValue) throws(DocumentFault) -> Element
    ) throws(DocumentFault) -> [Element] {
        guard value.kind == .array else { throw mismatch(value, "a list") }
        var elements: [Element] = []
        elements.reserveCapacity(value.count)
        for item in value.elements { elements.append(try element(item)) }
        return elements
    }

    /// An extension field of any depth.
    func field(_ key: JSONValue, _ value: JSONValue) -> ExtensionField {
        ExtensionField(name: ExtensionName(key: key, in: namespaces), value: extensionValue(value))
    }

    /// All members of an object as extension fields.
    func fields(_ value: JSONValue) -> [ExtensionField] {
        value.members.map { field($0.key, $0.value) }
    }

    func extensionValue(_ value: JSONValue) -> ExtensionValue {
        switch value.kind {
        case .null: .null
        case .boolean: .boolean(value.boolean ?? false)
        case .number: .number(DecimalNumber(literal: value.numberLiteral ?? "0"))
        case .string: .string(value.string ?? "")
        case .array: .array(value.elements.map(extensionValue))
        case .object: .object(fields(value))
        }
    }

    private func mismatch(_ value: JSONValue, _ expected: String) -> DocumentFault {
        DocumentFault(
            .schema,
            at: .pointer(value.pointer),
            "expected \(expected), found \(value.kind.described)"
        )
    }
}
