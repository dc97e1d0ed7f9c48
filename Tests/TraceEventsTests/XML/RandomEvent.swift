// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceTesting
import TraceText

@testable import TraceEvents

/// Events with every part that a type can have, and fields outside the standard of every kind and shape.
struct RandomEvent {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func document() -> EPCISDocument {
        var document = EPCISDocument(events: [])
        document.creationDate = Timestamp("2026-02-03T04:05:06Z")
        for _ in 0..<pick(1...3) { document.events.append(event()) }
        if chance(3) { document.extensions = topFields() }
        if chance(3) {
            document.header = [text("sender"), text("receiver"), text("instanceIdentifier")].filter { _ in
                chance(2)
            }
        }
        if chance(3) {
            var element = VocabularyElement(id: "urn:x:1", children: ["urn:x:2"])
            for _ in 0..<pick(0...3) {
                element.attributes.append(.init(id: "urn:x:a", value: value(depth: 2)))
            }
            document.vocabularies = [
                Vocabulary(type: "urn:epcglobal:epcis:vtype:BusinessLocation", elements: [element])
            ]
        }
        return document
    }

    mutating func event() -> Event {
        let types = EventType.standard + [.custom("https://example.org/own#Event"), .custom("own:Event")]
        let type = types.randomElement(using: &generator) ?? .object
        var event = Event(
            type: type,
            eventTime: Timestamp(milliseconds: Int64(pick(0...2_000_000_000)) * 1000),
            timeZoneOffset: "+08:00"
        )
        if chance(2) { event.eventID = "urn:uuid:1" }
        if chance(3) { event.recordTime = Timestamp(milliseconds: 1_700_000_000_000) }
        if chance(3) {
            event.certificationInfo = Array(["https://a.org/1", "https://a.org/2"].prefix(pick(1...2)))
        }
        if chance(3) {
            event.errorDeclaration = ErrorDeclaration(
                declarationTime: Timestamp(milliseconds: 0),
                reason: "did_not_occur",
                correctiveEventIDs: Array(["urn:x:1", "urn:x:2"].prefix(pick(0...2))),
                extensions: topFields()
            )
        }
        event.extensions = topFields()
        if case .custom = type { return event }
        fill(&event)
        return event
    }

    private mutating func fill(_ event: inout Event) {
        event.action = event.type == .transformation ? nil : Action.allCases.randomElement(using: &generator)
        let quantities = [
            QuantityElement(epcClass: "urn:x:c", quantity: number(), uom: "KGM"),
            QuantityElement(epcClass: "urn:x:d"), QuantityElement(epcClass: "urn:x:e", uom: "KGM"),
        ]
        switch event.type {
        case .object:
            (event.epcs, event.quantities) = (["urn:x:1", "urn:x:2"], quantities)
            event.ilmd = topFields()
        case .transaction:
            (event.parentID, event.epcs, event.quantities) = ("urn:x:p", ["urn:x:1"], quantities)
        case .transformation:
            (event.inputEPCs, event.inputQuantities) = (["urn:x:1"], quantities)
            (event.outputEPCs, event.outputQuantities) = (["urn:x:2"], quantities)
            event.transformationID = "urn:x:t"
            event.ilmd = topFields()
        default:
            (event.parentID, event.childEPCs, event.childQuantities) = ("urn:x:p", ["urn:x:1"], quantities)
        }
        event.bizTransactions = [
            BizTransaction(type: "po", id: "urn:x:1"), BizTransaction(type: nil, id: "urn:x:2"),
        ]
        if chance(2) { event.bizStep = "shipping" }
        if chance(2) { event.disposition = "https://example.org/own" }
        if chance(3) { event.persistentDisposition = .init(set: ["expired"], unset: ["urn:x:own"]) }
        if chance(2) { event.readPoint = Location(id: "urn:x:r", extensions: topFields()) }
        if chance(2) { event.bizLocation = Location(id: "urn:x:b") }
        if chance(2) { event.sources = [.init(type: "owning_party", id: "urn:x:1")] }
        if chance(2) { event.destinations = [.init(type: "urn:x:own", id: "urn:x:1")] }
        if chance(2) { event.sensorElements = [sensorElement()] }
    }

    private mutating func sensorElement() -> SensorElement {
        var metadata = SensorValues(values: [.time: .text("2026-02-03T04:05:06Z")])
        metadata.extensions = attributes()
        var report = SensorValues(values: [
            .type: .text("Temperature"), .value: .number(number()), .booleanValue: .boolean(true),
            .stringValue: .text(" a \n<&\">"), .component: .text("x"),
        ])
        report.extensions = attributes()
        return SensorElement(metadata: metadata, reports: [report], extensions: topFields())
    }

    /// Fields of sensor data, whose names are all different.
    private mutating func attributes() -> [ExtensionField] {
        ["q1", "q2", "1 odd"].filter { _ in chance(2) }.map {
            ExtensionField(
                name: ExtensionName(prefix: "own", local: $0, namespace: "https://example.org/own/"),
                value: value(depth: 2)
            )
        }
    }

    mutating func topFields() -> [ExtensionField] { fields(depth: 3) }

    /// Fields whose names are all different, as keys of JSON are.
    private mutating func fields(depth: Int) -> [ExtensionField] {
        var fields: [ExtensionField] = []
        for _ in 0..<pick(0...4) {
            let name = name()
            if fields.contains(where: { $0.name == name }) { continue }
            fields.append(ExtensionField(name: name, value: value(depth: depth)))
        }
        return fields
    }

    private mutating func name() -> ExtensionName {
        let locals = [
            "a", "b", "@c", "@id", "#text", "1x", "", "_x0041_", "_xylo", "海南", "a b", "a/b", "action", "@",
            "Poll", "StandardBusinessDocumentHeader",
        ]
        let spaces: [(String?, String?)] = [
            (nil, nil), ("own", "https://example.org/own/"), (nil, "https://example.org/full#"),
            ("lost", nil), ("own", "urn:x:other:"), ("epcis", "urn:epcglobal:epcis:xsd:2"),
            ("1bad prefix", "urn:x:bad:"), ("xmlfoo", "urn:x:xml:"), ("sbdh", XMLNamespace.header),
            ("xml", XMLNamespace.xml), ("q", "urn:epcglobal:epcis-query:xsd:1"),
        ]
        let space = spaces.randomElement(using: &generator) ?? (nil, nil)
        return ExtensionName(
            prefix: space.0,
            local: locals.randomElement(using: &generator) ?? "a",
            namespace: space.1
        )
    }

    mutating func value(depth: Int) -> ExtensionValue {
        switch pick(0...(depth > 0 ? 8 : 4)) {
        case 0, 1: return .string(string())
        case 2: return .number(number())
        case 3: return .boolean(chance(2))
        case 4: return .null
        case 5, 6: return .object(fields(depth: depth - 1))
        default:
            var values: [ExtensionValue] = []
            for _ in 0..<pick(0...3) { values.append(value(depth: depth - 1)) }
            return .array(values)
        }
    }

    private mutating func string() -> String {
        [
            "", " ", "a", " a", "a\n", "\r\n", "\t", "<&>\"'", "]]>", "海南", "\u{0}", "\u{1}", "\u{FFFE}",
            "\u{FFFF}x",
            "true", "5", "{}", "\u{1F34D}",
        ].randomElement(using: &generator) ?? ""
    }

    private mutating func number() -> DecimalNumber {
        let literals = [
            "0", "-0", "12", "-1.50", "1e3", "2.5E-2", "123456789012345678901234", "1e999", "-3.25e+1",
        ]
        return DecimalNumber(literal: literals.randomElement(using: &generator) ?? "0")
    }

    private func text(_ local: String) -> ExtensionField {
        ExtensionField(
            name: ExtensionName(prefix: nil, local: local, namespace: nil),
            value: .string("urn:x:\(local)")
        )
    }

    private mutating func chance(_ sides: Int) -> Bool { Int.random(in: 0..<sides, using: &generator) == 0 }
    private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}
