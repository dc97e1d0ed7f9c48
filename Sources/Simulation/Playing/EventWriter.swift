// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

/// Writes the EPCIS event of a record, as a system that knows the standard and the names of the fields would.
///
/// Shares nothing with the reader of flat records, so that each can show a mistake of the other.
struct EventWriter {
    let form: StageForm
    let stage: String
    let documentTypes: Set<String>
    /// Elements that hold codes.
    let identifiers: Set<String>

    private static let common: Set<String> = [
        "subject", "time", "place", "from", "to", "sensors", "operator", "container", "units", "inputs",
        "outputs",
    ]

    func event(_ fields: [FlatValue.Member], at time: Int) -> Event {
        var event = Event(
            type: form.type,
            eventTime: HainanClock.timestamp(time),
            timeZoneOffset: HainanClock.offset
        )
        event.action = form.action
        event.bizStep = form.step
        event.disposition = form.disposition
        event.extensions = [Self.field("stage", .string(stage))]
        var documents: [ExtensionValue] = []
        for field in fields {
            switch field.name {
            case "subject", "operator":
                if let text = Self.text(field.value) {
                    event.extensions.append(Self.field(field.name, .string(text)))
                }
            case "place": Self.put(place: Self.text(field.value), into: &event)
            case "from": event.sources = Self.party(field.value)
            case "to": event.destinations = Self.party(field.value)
            case "container", "units", "inputs", "outputs": put(field, into: &event)
            case "sensors": event.sensorElements = Self.sensors(field.value)
            case let name where documentTypes.contains(name):
                guard let (ids, object) = Self.document(name, field.value) else { continue }
                documents.append(object)
                event.bizTransactions += ids.map {
                    BizTransaction(type: "urn:qiongsu:document:\(name)", id: $0)
                }
            case let name where !Self.common.contains(name):
                let value = identifiers.contains(name) ? Self.canonical(field.value) : field.value
                event.extensions.append(Self.field(name, Self.extensionValue(value)))
            default: break
            }
        }
        if !documents.isEmpty { event.extensions.append(Self.field("documents", .array(documents))) }
        return event
    }

    private static func field(_ local: String, _ value: ExtensionValue) -> ExtensionField {
        ExtensionField(
            name: ExtensionName(prefix: "qs", local: local, namespace: "urn:qiongsu:chain#"),
            value: value
        )
    }

    /// Codes as URIs, however they are typed; what is no code stays as it is.
    private static func canonical(_ value: FlatValue) -> FlatValue {
        switch value {
        case .text(let text): .text((try? CodeReader.read(text).canonical) ?? text)
        case .list(let items): .list(items.map(canonical))
        default: value
        }
    }

    private static func text(_ value: FlatValue) -> String? {
        if case .text(let text) = value, !text.isEmpty { text } else { nil }
    }

    /// Goods that leave are not at the place any more.
    private static func put(place: String?, into event: inout Event) {
        guard let place else { return }
        event.readPoint = Location(id: place)
        if event.bizStep != "shipping", event.bizStep != "departing" {
            event.bizLocation = Location(id: place)
        }
    }

    private static func party(_ value: FlatValue) -> [PartyOrPlace] {
        text(value).map { [PartyOrPlace(type: "possessing_party", id: $0)] } ?? []
    }

    private func put(_ field: FlatValue.Member, into event: inout Event) {
        var single: [String] = []
        var lots: [QuantityElement] = []
        guard case .list(let items) = field.value else { return }
        for item in items {
            switch item {
            case .text(let code): single.append(code)
            case .object(let members):
                var lot = QuantityElement(epcClass: "")
                for member in members {
                    switch (member.name, member.value) {
                    case ("code", .text(let code)): lot.epcClass = code
                    case ("quantity", .number(let literal)): lot.quantity = DecimalNumber(literal: literal)
                    // Pieces are counted without a unit.
                    case ("measure", .text(let measure)) where measure != "H87": lot.uom = measure
                    default: break
                    }
                }
                lots.append(lot)
            default: break
            }
        }
        switch field.name {
        case "container": event.parentID = single.first ?? lots.first?.epcClass
        case "inputs": (event.inputEPCs, event.inputQuantities) = (single, lots)
        case "outputs": (event.outputEPCs, event.outputQuantities) = (single, lots)
        default:
            if form.type == .aggregation || form.type == .association {
                (event.childEPCs, event.childQuantities) = (single, lots)
            } else {
                (event.epcs, event.quantities) = (single, lots)
            }
        }
    }

    private static func document(_ type: String, _ value: FlatValue) -> (
        ids: [String], object: ExtensionValue
    )? {
        let members: [FlatValue.Member] =
            if case .object(let members) = value { members } else { [.init(name: "number", value: value)] }
        guard let number = members.first(where: { $0.name == "number" }).flatMap({ text($0.value) }) else {
            return nil
        }
        var numbers = [number]
        var fields = [field("type", .string(type)), field("number", .string(number))]
        for member in members.sorted(by: { $0.name < $1.name }) where member.name != "number" {
            if member.name == "sources", case .list(let items) = member.value {
                let sources = items.compactMap(text).map { $0.split(separator: " ").map(String.init) }
                fields.append(field("sources", .array(sources.map(source))))
                numbers += sources.compactMap(\.first)
            } else {
                fields.append(field(member.name, extensionValue(member.value)))
            }
        }
        return (numbers.map { uri(type, $0) }, .object(fields))
    }

    /// The URI of a certificate; numbers hold characters that a URI may not.
    static func uri(_ type: String, _ number: String) -> String {
        "urn:qiongsu:document:\(type):" + PercentEncoding.escape(number.utf8, .path)
    }

    /// A certificate from which another was made, with how much of it was used.
    private static func source(_ words: [String]) -> ExtensionValue {
        var fields = [field("number", .string(words.first ?? ""))]
        if words.count == 2 { fields.append(field("quantity", .number(DecimalNumber(literal: words[1])))) }
        return .object(fields)
    }

    private static func sensors(_ value: FlatValue) -> [SensorElement] {
        guard case .list(let readings) = value else { return [] }
        return readings.compactMap { reading in
            guard case .object(let members) = reading else { return nil }
            var report = SensorValues()
            for member in members {
                switch (member.name, member.value) {
                case ("time", .text(let text)): report[.time] = .text(text)
                case ("type", .text(let text)): report[.type] = .text(text)
                case ("measure", .text(let text)): report[.uom] = .text(text)
                case ("value", .number(let literal)):
                    report[.value] = .number(DecimalNumber(literal: literal))
                default: break
                }
            }
            return SensorElement(reports: [report])
        }
    }

    private static func extensionValue(_ value: FlatValue) -> ExtensionValue {
        switch value {
        case .text(let text): .string(text)
        case .number(let literal): .number(DecimalNumber(literal: literal))
        case .boolean(let boolean): .boolean(boolean)
        case .list(let items): .array(items.map(extensionValue))
        case .object(let members): .object(members.map { field($0.name, extensionValue($0.value)) })
        }
    }
}
