// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension EventEncoder {
    func writeErrorDeclaration(_ declaration: ErrorDeclaration, to writer: inout JSONWriter) {
        writer.object {
            $0.member("declarationTime", declaration.declarationTime.text)
            $0.member("reason", declaration.reason)
            writeTexts("correctiveEventIDs", declaration.correctiveEventIDs, to: &$0)
            writeFields(declaration.extensions, to: &$0)
        }
    }

    func writeLocation(_ name: String, _ location: Location?, to writer: inout JSONWriter) {
        guard let location else { return }
        writer.key(name)
        writer.object {
            $0.member("id", identifiers.apply(to: location.id))
            writeFields(location.extensions, to: &$0)
        }
    }

    func writeQuantities(_ name: String, _ quantities: [QuantityElement], to writer: inout JSONWriter) {
        writeList(name, quantities, to: &writer) { element, writer in
            writer.object {
                $0.member("epcClass", identifiers.apply(to: element.epcClass))
                if let quantity = element.quantity {
                    $0.key("quantity")
                    $0.number(quantity.literal)
                }
                $0.member("uom", element.uom)
            }
        }
    }

    func writeParties(_ list: String, _ name: String, _ parties: [PartyOrPlace], to writer: inout JSONWriter)
    {
        writeList(list, parties, to: &writer) { party, writer in
            writer.object {
                $0.member("type", party.type)
                $0.member(name, identifiers.apply(to: party.id))
            }
        }
    }

    func writeSensorElement(_ element: SensorElement, to writer: inout JSONWriter) {
        writer.object {
            if let metadata = element.metadata {
                $0.key("sensorMetadata")
                writeSensorValues(metadata, to: &$0)
            }
            $0.key("sensorReport")
            $0.array { for report in element.reports { writeSensorValues(report, to: &$0) } }
            writeFields(element.extensions, to: &$0)
        }
    }

    private func writeSensorValues(_ values: SensorValues, to writer: inout JSONWriter) {
        writer.object {
            for field in SensorField.allCases {
                guard let value = values[field] else { continue }
                $0.key(field.rawValue)
                switch value {
                case .text(let text): $0.string(text)
                case .number(let number): $0.number(number.literal)
                case .boolean(let boolean): $0.boolean(boolean)
                }
            }
            writeFields(values.extensions, to: &$0)
        }
    }

    func writeIdentifiers(_ name: String, _ list: [String], to writer: inout JSONWriter) {
        guard case .asSent = identifiers else {
            // A unit that was sent in two forms has one form now, and stands once in a set.
            var seen = Set<String>(minimumCapacity: list.count)
            return writeTexts(
                name,
                list.map(identifiers.apply).filter { seen.insert($0).inserted },
                to: &writer
            )
        }
        writeTexts(name, list, to: &writer)
    }

    func writeTexts(_ name: String, _ list: [String], to writer: inout JSONWriter) {
        writeList(name, list, to: &writer) { $1.string($0) }
    }

    /// A list that is left out where it is empty.
    func writeList<Element>(
        _ name: String,
        _ list: [Element],
        to writer: inout JSONWriter,
        _ element: (Element, inout JSONWriter) -> Void
    ) {
        guard !list.isEmpty else { return }
        writer.key(name)
        writer.beginArray()
        for item in list { element(item, &writer) }
        writer.endArray()
    }

    func writeFields(_ fields: [ExtensionField], to writer: inout JSONWriter) {
        for field in fields {
            writer.key(scope.key(of: field.name))
            write(field.value, to: &writer)
        }
    }

    func write(_ value: ExtensionValue, to writer: inout JSONWriter) {
        switch value {
        case .string(let text): writer.string(text)
        case .number(let number): writer.number(number.literal)
        case .boolean(let boolean): writer.boolean(boolean)
        case .null: writer.null()
        case .object(let fields): writer.object { writeFields(fields, to: &$0) }
        case .array(let values): writer.array { for value in values { write(value, to: &$0) } }
        }
    }
}
