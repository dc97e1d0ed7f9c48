// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceTesting
import TraceText

/// Random events over few identifiers, written in both forms, so that queries find some of them.
struct RandomEvents {
    var generator: SeededGenerator
    private var count = 0

    static let start: Int64 = 1_770_000_000_000
    static let serials = (1...3).flatMap { product in
        (1...4).map { serial in
            (
                urn: "urn:epc:id:sgtin:690123\(product).012345.\(serial)",
                link: "https://id.gs1.org/01/0690123\(product)12345\(checkDigits[product - 1])/21/\(serial)"
            )
        }
    }
    static let lots = (1...3).map { lot in
        (
            urn: "urn:epc:class:lgtin:6901231.012345.L\(lot)",
            link: "https://id.gs1.org/01/06901231123451/10/L\(lot)".replacingCheck
        )
    }
    static let places = (0...3).map {
        (urn: "urn:epc:id:sgln:6901231.0000\($0).0", other: "urn:epc:id:sgln:6901231.0000\($0).x")
    }
    static let steps = ["shipping", "receiving", "packing", "storing"]
    static let dispositions = ["active", "in_transit", "damaged"]
    static let units = ["CEL", "KEL", "FAH"]
    private static let checkDigits = (1...3).map { checkDigit("0690123\($0)12345") }

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func next(_ count: Int) -> [Event] { (0..<count).map { _ in next() } }

    mutating func next() -> Event {
        count += 1
        var event = Event(type: type(), eventTime: time(), timeZoneOffset: "+08:00")
        event.eventID = "urn:uuid:\(UInt32.random(in: 0...UInt32.max, using: &generator))-\(count)"
        if event.type != .transformation { event.action = .observe }
        event.bizStep = chance() ? Self.steps.randomElement(using: &generator) : nil
        event.disposition = chance() ? Self.dispositions.randomElement(using: &generator) : nil
        event.readPoint = chance() ? Location(id: place()) : nil
        event.bizLocation = chance() ? Location(id: place()) : nil
        addUnits(to: &event)
        if chance() { event.sources = [PartyOrPlace(type: "owning_party", id: place())] }
        if chance() || event.type == .transaction {
            event.bizTransactions = [
                BizTransaction(
                    type: "po",
                    id: "urn:epcglobal:cbv:bt:6901231000000:\(Int.random(in: 1...3, using: &generator))"
                )
            ]
        }
        addFields(to: &event)
        if chance() { event.sensorElements = [sensor()] }
        return event
    }

    private mutating func chance() -> Bool { Bool.random(using: &generator) }

    private mutating func type() -> EventType {
        EventType.standard.randomElement(using: &generator) ?? .object
    }

    /// Many events share an instant.
    private mutating func time() -> Timestamp {
        Timestamp(milliseconds: Self.start + Int64.random(in: 0...40, using: &generator) * 1000)
    }

    private mutating func serial() -> String {
        let forms = Self.serials.randomElement(using: &generator) ?? Self.serials[0]
        return chance() ? forms.urn : forms.link
    }

    private mutating func place() -> String {
        let forms = Self.places.randomElement(using: &generator) ?? Self.places[0]
        return chance() ? forms.urn : forms.other
    }

    private mutating func quantity() -> QuantityElement {
        let forms = Self.lots.randomElement(using: &generator) ?? Self.lots[0]
        return QuantityElement(
            epcClass: chance() ? forms.urn : forms.link,
            quantity: DecimalNumber(literal: String(Int.random(in: 1...5, using: &generator))),
            uom: chance() ? ["KGM", "GRM"].randomElement(using: &generator) : nil
        )
    }

    private mutating func addUnits(to event: inout Event) {
        switch event.type {
        case .object, .transaction, .custom:
            event.epcs = [serial(), serial()]
            event.quantities = chance() ? [quantity()] : []
        case .aggregation, .association:
            event.parentID = serial()
            // Another serial, in another class of serials: a unit cannot be its own parent.
            event.childEPCs = ["urn:x:child:\(Int.random(in: 1...9, using: &generator))"]
            event.childQuantities = chance() ? [quantity()] : []
        case .transformation:
            event.inputEPCs = [serial()]
            event.outputEPCs = [serial()]
            event.outputQuantities = chance() ? [quantity()] : []
            event.transformationID =
                chance() ? "urn:x:transformation:\(Int.random(in: 1...3, using: &generator))" : nil
        }
    }

    private mutating func addFields(to event: inout Event) {
        func field(_ local: String, _ value: ExtensionValue) -> ExtensionField {
            ExtensionField(
                name: ExtensionName(prefix: "ex", local: local, namespace: "https://ex.example/ns/"),
                value: value
            )
        }
        if chance() {
            event.extensions.append(
                field(
                    "grade",
                    .number(DecimalNumber(literal: String(Int.random(in: 1...9, using: &generator))))
                )
            )
        }
        if chance() {
            event.extensions.append(
                field(
                    "box",
                    .object([
                        field("colour", .string(["red", "green"].randomElement(using: &generator) ?? "red"))
                    ])
                )
            )
        }
    }

    private mutating func sensor() -> SensorElement {
        let report = SensorValues(values: [
            .type: .text("Temperature"),
            .value: .number(DecimalNumber(literal: String(Int.random(in: 0...30, using: &generator)))),
            .uom: .text(Self.units.randomElement(using: &generator) ?? "CEL"),
        ])
        return SensorElement(reports: [report])
    }

    private static func checkDigit(_ digits: String) -> Int {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            sum += (digit.wholeNumberValue ?? 0) * (index % 2 == 0 ? 3 : 1)
        }
        return (10 - sum % 10) % 10
    }

    fileprivate static func gtinWithCheck(_ thirteen: String) -> String {
        thirteen + String(checkDigit(thirteen))
    }
}

extension String {
    /// The lot's link with the right check digit in place of its last GTIN digit.
    fileprivate var replacingCheck: String {
        var parts = split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        parts[4] = RandomEvents.gtinWithCheck(String(parts[4].dropLast()))
        return parts.joined(separator: "/")
    }
}
