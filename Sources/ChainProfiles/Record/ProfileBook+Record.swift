// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents
import TraceText

extension ProfileBook {
    /// The stage that an event says it records, as `profile/stage`.
    package static func stageReference(of event: Event) -> String? {
        for field in event.extensions where field.name.local == ChainTerms.stage {
            if field.name.namespace == ChainTerms.namespace, case .string(let reference) = field.value {
                return reference
            }
        }
        return nil
    }

    /// The stage of a reference in the version that holds at an instant, in milliseconds since 1970.
    package func stage(_ reference: String, at milliseconds: Int64) -> Stage? {
        guard let version = stages[reference]?.last(where: { $0.from <= milliseconds }) else { return nil }
        return version.stage
    }

    /// The codes of goods that an event says were used up in its own goods, beside the inputs of a transformation.
    package func consumed(in event: Event) -> [String] {
        guard let reference = Self.stageReference(of: event),
            let stage = stage(reference, at: event.eventTime.milliseconds), !stage.consumed.isEmpty
        else { return [] }
        var codes: [String] = []
        for field in event.extensions where field.name.namespace == ChainTerms.namespace {
            guard let index = stage.index(of: field.name.local), stage.elements[index].isConsumed else {
                continue
            }
            codes += ElementValue(field.value, as: stage.elements[index].type)?.texts ?? []
        }
        return codes
    }

    /// What an event says in the words of its profile; nil where it names no stage that was valid at its time.
    ///
    /// Values of another type than their element's are left out here; ``RecordRules`` tells of them.
    package func record(of event: Event, number: Int64, eventID: String) -> StageRecord? {
        guard let reference = Self.stageReference(of: event),
            let stage = stage(reference, at: event.eventTime.milliseconds)
        else { return nil }
        var subject: String?
        var documents: [StageRecord.DocumentUse] = []
        var values: [ElementValue?] = Array(repeating: nil, count: stage.elements.count)
        for field in event.extensions where field.name.namespace == ChainTerms.namespace {
            switch field.name.local {
            case ChainTerms.subject:
                if case .string(let text) = field.value { subject = CanonicalCode.canonical(text) }
            case ChainTerms.documents:
                documents = StageRecord.DocumentUse.list(field.value)
            case let local:
                guard let index = stage.index(of: local) else { continue }
                values[index] = ElementValue(field.value, as: stage.elements[index].type)
            }
        }
        return StageRecord(
            stage: stage,
            number: number,
            eventID: eventID,
            time: event.eventTime.milliseconds,
            subject: subject,
            place: (event.readPoint ?? event.bizLocation).map { CanonicalCode.canonical($0.id) },
            from: Self.party(event.sources),
            to: Self.party(event.destinations),
            goods: Self.goods(of: event),
            values: values,
            documents: documents,
            readings: Self.readings(of: event)
        )
    }

    /// The party of a list of sources or destinations: who has the goods, else who owns them.
    private static func party(_ list: [PartyOrPlace]) -> String? {
        let party = list.first { $0.type == "possessing_party" } ?? list.first { $0.type == "owning_party" }
        return party.map { CanonicalCode.canonical($0.id) }
    }

    private static func goods(of event: Event) -> [StageRecord.Goods] {
        var goods: [StageRecord.Goods] = []
        func add(_ codes: [String], _ amounts: [QuantityElement], _ role: GoodsRole) {
            for code in codes {
                goods.append(
                    .init(code: CanonicalCode.canonical(code), role: role, quantity: nil, measure: nil)
                )
            }
            for amount in amounts {
                goods.append(
                    .init(
                        code: CanonicalCode.canonical(amount.epcClass),
                        role: role,
                        quantity: amount.quantity?.value,
                        measure: amount.uom
                    )
                )
            }
        }
        add(event.epcs, event.quantities, .units)
        add(event.childEPCs, event.childQuantities, .units)
        if let parent = event.parentID { add([parent], [], .container) }
        add(event.inputEPCs, event.inputQuantities, .inputs)
        add(event.outputEPCs, event.outputQuantities, .outputs)
        return goods
    }

    /// What sensors measured, by time. A reading without time counts as taken at the event's.
    private static func readings(of event: Event) -> [StageRecord.Reading] {
        guard !event.sensorElements.isEmpty else { return [] }
        var readings: [StageRecord.Reading] = []
        for element in event.sensorElements {
            let common = element.metadata.flatMap(time(of:))
            for report in element.reports {
                let value = report[.value]?.number?.value
                guard let type = report[.type]?.text, let low = report[.minValue]?.number?.value ?? value,
                    let high = report[.maxValue]?.number?.value ?? value
                else { continue }
                readings.append(
                    StageRecord.Reading(
                        type: type,
                        measure: report[.uom]?.text,
                        time: time(of: report) ?? common ?? event.eventTime.milliseconds,
                        low: low,
                        high: high
                    )
                )
            }
        }
        return readings.sorted { $0.time < $1.time }
    }

    private static func time(of values: SensorValues) -> Int64? {
        values[.time]?.text.flatMap { Timestamp($0) }?.milliseconds
    }
}

extension StageRecord.DocumentUse {
    /// Whether every document of an event's field says of which type and number it is.
    static func isList(_ value: ExtensionValue) -> Bool {
        guard case .array(let items) = value else { return names(value) }
        return items.allSatisfy(names)
    }

    private static func names(_ value: ExtensionValue) -> Bool {
        guard case .object(let fields) = value else { return false }
        return ["type", "number"].allSatisfy { text($0, of: fields) != nil }
    }

    private static func text(_ local: String, of fields: [ExtensionField]) -> String? {
        for field in fields where field.name.local == local {
            if case .string(let text) = field.value { return text }
        }
        return nil
    }

    /// The documents of an event's field.
    static func list(_ value: ExtensionValue) -> [Self] {
        let items: [ExtensionValue] = if case .array(let items) = value { items } else { [value] }
        return items.compactMap { item in
            guard case .object(let fields) = item else { return nil }
            func text(_ local: String) -> String? { Self.text(local, of: fields) }
            guard let type = text("type"), let number = text("number") else { return nil }
            var document = Self(type: type, number: number)
            document.issuer = text("issuer")
            document.issued = text("issued")
            document.validUntil = text("valid-until")
            document.measure = text("measure")
            for field in fields {
                switch (field.name.local, field.value) {
                case ("quantity", .number(let number)): document.quantity = number.value
                case ("sources", .array(let items)):
                    document.sources = items.compactMap { Source($0, of: type) }
                case ("sources", let item): document.sources = [Source(item, of: type)].compactMap(\.self)
                default: break
                }
            }
            return document
        }
    }
}

extension StageRecord.DocumentUse.Source {
    fileprivate init?(_ value: ExtensionValue, of type: String) {
        guard case .object(let fields) = value else { return nil }
        var number: String?
        var quantity: Double?
        for field in fields {
            switch (field.name.local, field.value) {
            case ("number", .string(let text)): number = text
            case ("quantity", .number(let amount)): quantity = amount.value
            default: break
            }
        }
        guard let number else { return nil }
        self.init(number: number, uri: ChainTerms.document(type, number), quantity: quantity)
    }
}

extension ElementValue {
    /// The value of an event's field as the type of its element; nil where it is of another type.
    package init?(_ value: ExtensionValue, as type: Element.Kind) {
        switch (type, value) {
        case (.text, .string(let text)), (.code, .string(let text)), (.date, .string(let text)):
            self = .text(text)
        case (.identifier, .string(let text)):
            self = .text(CanonicalCode.canonical(text))
        case (.integer, .number(let number)), (.number, .number(let number)):
            self = .number(number.value)
        case (.boolean, .boolean(let boolean)):
            self = .boolean(boolean)
        case (.time, .string(let text)):
            guard let time = Timestamp(text) else { return nil }
            self = .time(time.milliseconds)
        case (_, .array(let items)) where type.isMultiple:
            var texts: [String] = []
            for item in items {
                guard case .string(let text) = item else { return nil }
                texts.append(type == .identifiers ? CanonicalCode.canonical(text) : text)
            }
            self = .texts(texts)
        case (_, .string(let text)) where type.isMultiple:
            self = .texts([type == .identifiers ? CanonicalCode.canonical(text) : text])
        default:
            return nil
        }
    }
}
