// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// Events that the hash tests start from.
enum SampleEvent {
    static let namespace = "https://ns.example.com/epcis/"

    /// What `prehash()` gives for ``plain`` before what a test adds.
    static let plainPrehash =
        "eventType=ObjectEventeventTime=2026-03-01T02:00:00.000ZeventTimeZoneOffset=+08:00"
        + "epcListepc=https://id.gs1.org/01/04012345111118/21/987action=OBSERVE"

    static var plain: Event {
        var event = Event(
            type: .object,
            eventTime: time("2026-03-01T10:00:00+08:00"),
            timeZoneOffset: "+08:00"
        )
        event.action = .observe
        event.epcs = ["urn:epc:id:sgtin:4012345.011111.987"]
        return event
    }

    /// An event with every field that takes part in the hash; no real event has all of them.
    static var full: Event {
        var event = plain
        event.certificationInfo = ["https://example.org/cert/1", "https://example.org/cert/2"]
        event.epcs.append("urn:epc:id:sgtin:4012345.011111.986")
        event.quantities = [
            QuantityElement(
                epcClass: "urn:epc:class:lgtin:4012345.011111.L1",
                quantity: number("5.50"),
                uom: "KGM"
            ),
            QuantityElement(epcClass: "urn:epc:idpat:sgtin:4012345.011111.*"),
        ]
        event.parentID = "urn:epc:id:sscc:4012345.0111111111"
        event.childEPCs = ["urn:epc:id:sscc:4012345.0111111112", "urn:epc:id:sscc:4012345.0111111113"]
        event.childQuantities = [QuantityElement(epcClass: "urn:epc:class:lgtin:4012345.011111.L2")]
        event.inputEPCs = ["urn:epc:id:sgtin:4012345.022222.1", "urn:epc:id:sgtin:4012345.022222.2"]
        event.inputQuantities = [QuantityElement(epcClass: "urn:epc:class:lgtin:4012345.022222.L3")]
        event.outputEPCs = ["urn:epc:id:sgtin:4012345.033333.1", "urn:epc:id:sgtin:4012345.033333.2"]
        event.outputQuantities = [QuantityElement(epcClass: "urn:epc:class:lgtin:4012345.033333.L4")]
        event.transformationID = "urn:epc:id:gdti:4012345.55555.1234"
        event.bizStep = "shipping"
        event.disposition = "in_transit"
        event.persistentDisposition = PersistentDisposition(
            set: ["conformant", "sellable_accessible"],
            unset: ["expired"]
        )
        event.bizTransactions = [
            BizTransaction(type: "po", id: "urn:epcglobal:cbv:bt:4012345000009:1"),
            BizTransaction(type: nil, id: "urn:epcglobal:cbv:bt:4012345000009:2"),
        ]
        event.readPoint = Location(id: "urn:epc:id:sgln:4012345.00001.0", extensions: [text("dock", "A 1")])
        event.bizLocation = Location(id: "urn:epc:id:sgln:4012345.00001.7", extensions: [text("room", "B 2")])
        event.sources = [
            PartyOrPlace(type: "owning_party", id: "urn:epc:id:pgln:4012345.00000"),
            PartyOrPlace(type: "location", id: "urn:epc:id:sgln:4012345.00001.0"),
        ]
        event.destinations = [PartyOrPlace(type: "possessing_party", id: "urn:epc:id:pgln:4000001.98765")]
        event.sensorElements = [sensors("4.50"), sensors("5")]
        event.ilmd = [text("lot", "L1"), text("grade", "A")]
        event.extensions = [
            text("note", "picked by hand"),
            ExtensionField(name: name("boxes"), value: .array([.number(number("3")), .number(number("1"))])),
            ExtensionField(
                name: name("route"),
                value: .object([text("to", "Haikou"), text("from", "Sanya")])
            ),
        ]
        return event
    }

    static func time(_ text: String) -> Timestamp { Timestamp(text)! }

    static func number(_ literal: String) -> DecimalNumber { DecimalNumber(literal: literal) }

    static func name(_ local: String, in namespace: String? = namespace) -> ExtensionName {
        ExtensionName(prefix: "example", local: local, namespace: namespace)
    }

    static func text(_ local: String, in namespace: String? = namespace, _ value: String) -> ExtensionField {
        ExtensionField(name: name(local, in: namespace), value: .string(value))
    }

    private static func sensors(_ temperature: String) -> SensorElement {
        SensorElement(
            metadata: SensorValues(
                values: [
                    .time: .text("2026-03-01T09:00:00+08:00"),
                    .deviceID: .text("urn:epc:id:giai:4000001.111"),
                ],
                extensions: [text("calibrated", "2026-01-01")]
            ),
            reports: [
                SensorValues(
                    values: [
                        .type: .text("Temperature"), .value: .number(number(temperature)), .uom: .text("CEL"),
                    ],
                    extensions: [text("probe", "2")]
                ),
                SensorValues(values: [
                    .type: .text("Illuminance"), .value: .number(number("12")), .uom: .text("LUX"),
                ]),
            ],
            extensions: [text("shelf", "top")]
        )
    }
}
