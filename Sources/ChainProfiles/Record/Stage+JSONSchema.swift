// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension ProfileBook {
    /// The JSON Schema (2020-12) of a stage's flat records.
    package func writeSchema(of stage: Stage, to writer: inout JSONWriter) {
        let book = self
        let fields = fields(of: stage)
        writer.object {
            $0.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            $0.member("title", "\(stage.reference): \(stage.name.zh) (\(stage.name.en))")
            $0.member("$comment", Self.beyondSchema)
            $0.member("type", "object")
            $0.member("required", fields.filter(\.isRequired).map(\.id))
            $0.member("additionalProperties", false)
            $0.key("properties")
            $0.object { writer in
                for field in fields {
                    writer.key(field.id)
                    writer.object { book.write(field, to: &$0) }
                }
            }
        }
    }

    /// What no schema can say of a record.
    private static let beyondSchema =
        "Beyond this schema a record is refused for a code that cannot be read, has a wrong check digit or is of a scheme that x-schemes does not name, and for a time in the future."

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

    private func write(_ field: RecordField, to writer: inout JSONWriter) {
        writer.member("title", "\(field.name.zh) (\(field.name.en))")
        writer.member("x-class", field.visibility.rawValue)
        switch field.kind {
        case .code:
            writer.member("x-kind", "code")
        case .goods(let rule):
            writer.member(
                "description",
                "CODE, or for lots CODE QUANTITY MEASURE, or an object; several in a list"
            )
            writer.member("x-kind", "goods")
            writer.member("x-level", rule.level.rawValue)
            writer.member("x-measure", rule.measure)
            if !rule.schemes.isEmpty { writer.member("x-schemes", rule.schemes.joined(separator: " ")) }
        case .document:
            writer.member("description", "the document's number, or an object")
            writer.member("x-kind", "document")
        case .element(let element):
            writer.member("x-kind", "element")
            writer.member("x-type", element.type.rawValue)
            writer.member("x-measure", element.measure)
            writer.member("x-list", element.list)
            if !element.schemes.isEmpty { writer.member("x-schemes", element.schemes.joined(separator: " ")) }
        case .time, .text, .documentPart, .sensors:
            break
        }
        form(of: field).writeSchema(to: &writer)
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
