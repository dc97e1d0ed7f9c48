// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

extension RecordReader {
    /// EPCIS lets a transformation have only inputs or only outputs where an identifier ties it together; made of
    /// its goods and its time, so that the same record gives the same event.
    func completeTransformation(_ event: inout Event) {
        guard event.type == .transformation else { return }
        let inputs = event.inputEPCs + event.inputQuantities.map(\.epcClass)
        let outputs = event.outputEPCs + event.outputQuantities.map(\.epcClass)
        guard inputs.isEmpty != outputs.isEmpty, let code = (inputs + outputs).first else { return }
        let name = PercentEncoding.escape(code.utf8, .path)
        event.transformationID = "urn:qiongsu:transformation:\(name):\(event.eventTime.milliseconds)"
    }

    mutating func value(of element: Element) -> ExtensionValue? {
        guard let value = left.removeValue(forKey: element.id), value.plain.trimmed != "" else {
            if element.isRequired { faults.append(RecordFault(element.id, .required)) }
            return nil
        }
        if element.type.isMultiple {
            let texts = value.items.compactMap { single($0, element) }
            return .array(texts)
        }
        return single(value, element)
    }

    private mutating func single(_ value: FieldValue, _ element: Element) -> ExtensionValue? {
        let text = value.plain.trimmed
        func fault(_ reason: RecordFault.Reason, _ expected: String?) {
            faults.append(RecordFault(element.id, reason, value: text, expected: expected))
        }
        switch element.type {
        case .text:
            let limit = element.textLimit
            if text.count > limit { fault(.tooLong, "≤ \(limit)") }
            return .string(text)
        case .integer, .number:
            return number(text, element)
        case .date:
            guard let day = Self.day(value) else {
                fault(.wrongType, "2026-03-01")
                return nil
            }
            return .string(day)
        case .time:
            guard let time = Self.time(value) else {
                fault(.wrongType, "2026-03-01T08:30:00+08:00")
                return nil
            }
            return .string(time.text)
        case .boolean:
            let words = ["true": true, "false": false, "是": true, "否": false, "yes": true, "no": false]
            guard let boolean = words[text.lowercased()] else {
                fault(.wrongType, "true, false")
                return nil
            }
            return .boolean(boolean)
        case .code, .codes, .checklist:
            return listed(text, element)
        case .identifier, .identifiers:
            return identifier(text, element).map(ExtensionValue.string)
        }
    }

    /// A number, with or without its measure.
    private mutating func number(_ text: String, _ element: Element) -> ExtensionValue? {
        let words = text.split(separator: " ").map(String.init)
        guard words.count <= 2, let number = words.first.flatMap(Self.number) else {
            faults.append(RecordFault(element.id, .wrongType, value: text, expected: element.measure ?? "0"))
            return nil
        }
        if words.count == 2, !(element.measure.map { agrees(words[1], $0) } ?? false) {
            faults.append(RecordFault(element.id, .wrongMeasure, value: words[1], expected: element.measure))
        }
        let value = number.value
        if element.type == .integer, value != value.rounded() {
            faults.append(RecordFault(element.id, .wrongType, value: text, expected: "1, 2, 3"))
        }
        if let minimum = element.minimum, value < minimum {
            faults.append(
                RecordFault(element.id, .tooSmall, value: text, expected: "≥ \(Plain.text(minimum))")
            )
        }
        if let maximum = element.maximum, value > maximum {
            faults.append(
                RecordFault(element.id, .tooLarge, value: text, expected: "≤ \(Plain.text(maximum))")
            )
        }
        return .number(number)
    }

    /// A value of a list by its id or one of its names.
    private mutating func listed(_ text: String, _ element: Element) -> ExtensionValue? {
        let list = book.reference.lists.first { $0.id == element.list }
        let value = list?.values.first { $0.id == text || $0.name.zh == text || $0.name.en == text }
        guard let value else {
            let names = list?.values.prefix(12).map(\.id).joined(separator: ", ")
            faults.append(RecordFault(element.id, .notInList, value: text, expected: names))
            return nil
        }
        return .string(value.id)
    }

    private mutating func identifier(_ text: String, _ element: Element) -> String? {
        guard let canonical = code(text, field: element.id) else { return nil }
        let scheme = CanonicalCode.identify(canonical).scheme.id
        let family = ["sgtin", "lgtin", "gtin"].contains(scheme) ? "gtin" : scheme
        if !element.schemes.isEmpty, !element.schemes.contains(family), !element.schemes.contains(scheme) {
            faults.append(
                RecordFault(
                    element.id,
                    .wrongCode,
                    value: text,
                    expected: element.schemes.joined(separator: ", ")
                )
            )
        }
        return canonical
    }

    /// Readings: objects with time, type, value (or min and max) and measure; in a table `TIME TYPE VALUE MEASURE`.
    mutating func readings(_ value: FieldValue) -> [SensorElement] {
        value.items.compactMap { item in
            var members: [String: String] = [:]
            switch item {
            case .object(let given): members = given.mapValues(\.plain)
            default:
                let words = item.plain.split(separator: " ").map(String.init)
                for (name, word) in zip(["time", "type", "value", "measure"], words) { members[name] = word }
            }
            var report = SensorValues()
            report[.type] = members["type"].map(SensorValue.text)
            report[.uom] = members["measure"].map(SensorValue.text)
            report[.time] = members["time"].flatMap { Self.time(.text($0)) }.map { SensorValue.text($0.text) }
            for (name, field) in [("value", SensorField.value), ("min", .minValue), ("max", .maxValue)] {
                report[field] = members[name].flatMap(Self.number).map(SensorValue.number)
            }
            let hasValue = report[.value] != nil || (report[.minValue] != nil && report[.maxValue] != nil)
            guard report[.type] != nil, report[.time] != nil, hasValue else {
                faults.append(
                    RecordFault(
                        "sensors",
                        .wrongType,
                        value: item.plain,
                        expected: "2026-03-01T08:30:00+08:00 Temperature 4.5 CEL"
                    )
                )
                return nil
            }
            return SensorElement(metadata: nil, reports: [report])
        }
    }
}
