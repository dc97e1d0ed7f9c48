// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension ProfileBook {
    /// The JSON Schema (2020-12) of a stage's flat records.
    package func writeSchema(of stage: Stage, to writer: inout JSONWriter) {
        let book = self
        writer.object {
            $0.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            $0.member("title", "\(stage.reference): \(stage.name.zh) (\(stage.name.en))")
            $0.member("type", "object")
            $0.key("required")
            $0.array { writer in for field in book.requiredFields(of: stage) { writer.string(field) } }
            $0.member("additionalProperties", false)
            $0.key("properties")
            $0.object { writer in
                for field in book.fields(of: stage) { book.write(field, to: &writer) }
            }
        }
    }

    /// The fields of a stage's flat records, in the order in which forms and tables show them.
    package func fields(of stage: Stage) -> [RecordField] {
        var fields: [RecordField] = []
        func add(_ id: String, _ kind: RecordField.Kind, isRequired: Bool, visibility: Visibility) {
            fields.append(
                RecordField(
                    id: id,
                    name: name(ofField: id, stage: stage),
                    kind: kind,
                    isRequired: isRequired,
                    visibility: visibility
                )
            )
        }
        add("subject", .code, isRequired: true, visibility: .public)
        add("time", .time, isRequired: true, visibility: .public)
        add("place", .code, isRequired: true, visibility: .public)
        if let from = stage.from { add("from", .code, isRequired: from.isRequired, visibility: .chain) }
        if let to = stage.to { add("to", .code, isRequired: to.isRequired, visibility: .chain) }
        for role in [GoodsRole.container, .units, .inputs, .outputs] {
            guard let rule = stage.goods[role] else { continue }
            add(role.rawValue, .goods(rule), isRequired: rule.isRequired, visibility: .public)
        }
        for element in stage.elements {
            add(element.id, .element(element), isRequired: element.isRequired, visibility: element.visibility)
        }
        for document in stage.documents {
            let visibility = reference.documents.first { $0.id == document.type }?.visibility ?? .chain
            add(document.type, .document, isRequired: false, visibility: visibility)
            for part in RecordReader.documentParts.dropFirst() {
                add(
                    "\(document.type).\(part)",
                    .documentPart(part),
                    isRequired: false,
                    visibility: visibility
                )
            }
        }
        add("sensors", .sensors, isRequired: false, visibility: .chain)
        add("operator", .text, isRequired: false, visibility: .personal)
        return fields
    }

    private func requiredFields(of stage: Stage) -> [String] {
        fields(of: stage).filter(\.isRequired).map(\.id)
    }

    private func write(_ field: RecordField, to writer: inout JSONWriter) {
        let book = self
        writer.key(field.id)
        writer.object {
            $0.member("title", "\(field.name.zh) (\(field.name.en))")
            switch field.kind {
            case .code, .text:
                $0.member("type", "string")
            case .time:
                $0.member("type", "string")
                $0.member("format", "date-time")
            case .goods(let rule):
                $0.member(
                    "description",
                    "CODE, or CODE QUANTITY for lots\(rule.measure.map { ", in \($0)" } ?? ""); several in a list"
                )
                $0.key("type")
                $0.array { writer in for type in ["string", "array", "object"] { writer.string(type) } }
            case .document:
                $0.member(
                    "description",
                    "the document's number, or an object with number, issuer, issued, valid-until, quantity"
                )
                $0.key("type")
                $0.array { writer in for type in ["string", "object"] { writer.string(type) } }
            case .documentPart(let part):
                $0.member("type", part == "quantity" ? "number" : "string")
                if part == "issued" || part == "valid-until" { $0.member("format", "date") }
            case .sensors:
                $0.member(
                    "description",
                    "readings: TIME TYPE VALUE MEASURE, or objects with time, type, value or min and max, measure"
                )
                $0.key("type")
                $0.array { writer in for type in ["string", "array"] { writer.string(type) } }
            case .element(let element):
                book.write(element, to: &$0)
            }
        }
    }

    private func write(_ element: Element, to writer: inout JSONWriter) {
        func scalar(_ writer: inout JSONWriter) {
            switch element.type {
            case .integer, .number:
                writer.member("type", element.type.rawValue)
                if let minimum = element.minimum {
                    writer.key("minimum")
                    writer.number(Plain.text(minimum))
                }
                if let maximum = element.maximum {
                    writer.key("maximum")
                    writer.number(Plain.text(maximum))
                }
            case .boolean:
                writer.member("type", "boolean")
            case .date, .time:
                writer.member("type", "string")
                writer.member("format", element.type == .date ? "date" : "date-time")
            case .code, .codes, .checklist:
                writer.member("type", "string")
                writer.key("enum")
                let values = reference.lists.first { $0.id == element.list }?.values ?? []
                writer.array { writer in for value in values { writer.string(value.id) } }
            case .text, .identifier, .identifiers:
                writer.member("type", "string")
                if element.type == .text { writer.member("maxLength", element.maximumLength ?? 500) }
            }
        }
        if let measure = element.measure { writer.member("x-measure", measure) }
        if !element.schemes.isEmpty { writer.member("x-schemes", element.schemes.joined(separator: " ")) }
        writer.member("x-class", element.visibility.rawValue)
        if element.type.isMultiple {
            writer.member("type", "array")
            writer.key("items")
            writer.object { scalar(&$0) }
        } else {
            scalar(&writer)
        }
    }
}

/// One field of a flat record.
package struct RecordField: Sendable {
    package let id: String
    package let name: LocalName
    package let kind: Kind
    package let isRequired: Bool
    package let visibility: Visibility

    /// What stands in it.
    package enum Kind: Sendable {
        case code, time, text, document, sensors
        case documentPart(String)
        case goods(GoodsRule)
        case element(Element)
    }
}
