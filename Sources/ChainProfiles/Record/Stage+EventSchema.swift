// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
package import TraceText

extension ProfileBook {
    /// The JSON Schema (2020-12) of the EPCIS event that a record of a stage becomes.
    ///
    /// It says what the profile adds to EPCIS; the standard's own schema holds besides. An event that is about
    /// what has happened already says of its values only what they are, so a text may be empty here.
    package func writeEventSchema(of stage: Stage, to writer: inout JSONWriter) {
        let book = self
        writer.object {
            $0.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            $0.member("title", "\(stage.reference), EPCIS 2.0: \(stage.name.zh) (\(stage.name.en))")
            $0.member("$comment", Self.beyondEventSchema)
            $0.member("type", "object")
            let required =
                ["type", "eventTime", "eventTimeZoneOffset"] + (stage.event.action == nil ? [] : ["action"])
            let elements = stage.elements.filter(\.isRequired).map(\.id)
            $0.member(
                "required",
                required + ([ChainTerms.stage, ChainTerms.subject] + elements).map(Self.field)
            )
            $0.key("properties")
            $0.object { book.writeProperties(of: stage, to: &$0) }
            $0.key("patternProperties")
            $0.object {
                let names = [ChainTerms.stage, ChainTerms.subject, ChainTerms.operator, ChainTerms.documents]
                let known = (names + stage.elements.map(\.id)).joined(separator: "|")
                $0.key("^\(ChainTerms.prefix):(?!(?:\(known))\(FieldForm.end))")
                $0.boolean(false)
            }
        }
    }

    private static func field(_ id: String) -> String { "\(ChainTerms.prefix):\(id)" }

    private static let beyondEventSchema =
        "What the profile adds to the JSON Schema of EPCIS 2.0. The @context must declare qs as urn:qiongsu:chain#. Codes of goods, parties and places must be URIs that can be read, with right check digits; eventTime must not lie in the future."

    private func writeProperties(of stage: Stage, to writer: inout JSONWriter) {
        func constant(_ name: String, _ value: String) {
            writer.key(name)
            writer.object { $0.member("const", value) }
        }
        constant("type", stage.event.type.name)
        if let action = stage.event.action { constant("action", action.rawValue) }
        writer.key("eventTime")
        writer.object { FieldForm.time.writeSchema(to: &$0) }
        writer.key("eventTimeZoneOffset")
        writer.object { $0.member("type", "string") }
        usual("bizStep", stage.event.step, to: &writer)
        if let disposition = stage.event.disposition { usual("disposition", disposition, to: &writer) }
        constant(Self.field(ChainTerms.stage), stage.reference)
        for id in [ChainTerms.subject, ChainTerms.operator] {
            writer.key(Self.field(id))
            writer.object {
                let name = name(ofField: id, stage: stage)
                $0.member("title", "\(name.zh) (\(name.en))")
                if id == ChainTerms.subject {
                    FieldForm.text(maximum: FieldForm.codeLimit).writeSchema(to: &$0)
                }
            }
        }
        writer.key(Self.field(ChainTerms.documents))
        writer.object { writeDocuments(of: stage, to: &$0) }
        for element in stage.elements {
            writer.key(Self.field(element.id))
            writer.object {
                $0.member("title", "\(element.name.zh) (\(element.name.en))")
                $0.member("x-type", element.type.rawValue)
                $0.member("x-measure", element.measure)
                writeEventForm(of: element, to: &$0)
            }
        }
    }

    private func usual(_ name: String, _ value: String, to writer: inout JSONWriter) {
        writer.key(name)
        writer.object {
            $0.member("type", "string")
            $0.member("default", value)
        }
    }

    private func writeDocuments(of stage: Stage, to writer: inout JSONWriter) {
        writer.member("description", "types: " + stage.documents.map(\.type).joined(separator: ", "))
        func document(_ writer: inout JSONWriter) {
            writer.member("type", "object")
            writer.member("required", ["type", "number"].map(Self.field))
            writer.key("properties")
            writer.object { writer in
                for id in ["type", "number"] {
                    writer.key(Self.field(id))
                    writer.object { $0.member("type", "string") }
                }
            }
        }
        writer.key("anyOf")
        writer.array {
            $0.object { document(&$0) }
            $0.object {
                $0.member("type", "array")
                $0.key("items")
                $0.object { document(&$0) }
            }
        }
    }

    /// A list of one value may be written as that value.
    private func writeEventForm(of element: Element, to writer: inout JSONWriter) {
        func single(_ writer: inout JSONWriter) {
            switch element.type {
            case .text:
                writer.member("type", "string")
                writer.member("maxLength", element.textLimit)
            case .identifier, .identifiers:
                writer.member("type", "string")
            case .code, .codes, .checklist:
                FieldForm.choice(values(of: element)).writeSchema(to: &writer)
            case .integer, .number, .date, .time, .boolean:
                form(of: element).writeSchema(to: &writer)
            }
        }
        guard element.type.isMultiple else { return single(&writer) }
        writer.key("anyOf")
        writer.array {
            $0.object { single(&$0) }
            $0.object {
                $0.member("type", "array")
                $0.key("items")
                $0.object { single(&$0) }
            }
        }
    }
}
