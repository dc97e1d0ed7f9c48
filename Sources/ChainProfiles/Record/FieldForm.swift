// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// What a field of a record may hold in JSON: the one description from which both the published JSON Schema and
/// the server's own check come, so that neither refuses what the other takes.
///
/// Whether a code can be read and fits its scheme is beyond what a schema can say; ``RecordReader`` judges it.
package indirect enum FieldForm: Sendable {
    /// A text with something in it.
    case text(maximum: Int)
    /// A text without white space.
    case word(maximum: Int)
    /// A code with its amount: `CODE 12.5 KGM`. The measure may be one of a few, or be left out.
    case codeAndAmount(measures: [String], needsAmount: Bool)
    case day
    case time
    case number(NumberForm)
    case boolean
    case choice([String])
    /// One or more.
    case list(FieldForm)
    case object([Member], oneOf: [[String]] = [])
    /// Forms of different JSON types.
    case either([FieldForm])

    /// A member of an object.
    package struct Member: Sendable {
        package let name: String
        package let form: FieldForm
        package let isRequired: Bool

        package init(_ name: String, _ form: FieldForm, isRequired: Bool = false) {
            self.name = name
            self.form = form
            self.isRequired = isRequired
        }
    }

    /// Which numbers.
    package struct NumberForm: Sendable {
        package var minimum: Double?
        package var maximum: Double?
        package var isWhole = false
        package var isAboveZero = false
    }

    /// The most goods in one role of one record, and values in one list.
    static let listLimit = 20_000
    /// The longest code.
    static let codeLimit = 2000

    /// The JSON types that it may have, by their names in JSON Schema.
    var types: [String] {
        switch self {
        case .text, .word, .codeAndAmount, .day, .time, .choice: ["string"]
        case .number(let number): [number.isWhole ? "integer" : "number"]
        case .boolean: ["boolean"]
        case .list: ["array"]
        case .object: ["object"]
        case .either(let forms): forms.flatMap(\.types)
        }
    }
}

extension FieldForm {
    /// What is wrong with a value.
    ///
    /// - Parameter field: how faults name it.
    func faults(in json: JSONValue, field: String) -> [RecordFault] {
        func fault(_ reason: RecordFault.Reason, _ expected: String) -> [RecordFault] {
            [RecordFault(field, reason, value: FieldValue(json)?.plain ?? "null", expected: expected)]
        }
        switch self {
        case .text(let maximum):
            guard let text = json.string, text.hasInk else { return fault(.wrongType, "“…”") }
            return text.unicodeScalars.count > maximum ? fault(.tooLong, "≤ \(maximum)") : []
        case .word(let maximum):
            guard let text = json.string, !text.isEmpty, !text.hasGap else { return fault(.wrongType, "“…”") }
            return text.unicodeScalars.count > maximum ? fault(.tooLong, "≤ \(maximum)") : []
        case .codeAndAmount(let measures, let needsAmount):
            guard let text = json.string else {
                return fault(.wrongType, "CODE 12.5 \(measures.first ?? "H87")")
            }
            return Self.goodsFault(in: text, measures, needsAmount, field: field).map { [$0] } ?? []
        case .day:
            return json.string.flatMap(HainanCalendar.date) == nil ? fault(.wrongType, "2026-03-01") : []
        case .time:
            return json.string.flatMap(Timestamp.init) == nil
                ? fault(.wrongType, "2026-03-01T08:30:00+08:00") : []
        case .number(let number):
            return number.fault(in: json).map { fault($0.reason, $0.expected) } ?? []
        case .boolean:
            return json.boolean == nil ? fault(.wrongType, "true, false") : []
        case .choice(let words):
            guard let text = json.string, words.contains(text) else {
                return fault(.notInList, words.prefix(12).joined(separator: ", "))
            }
            return []
        case .list(let form):
            guard json.kind == .array, (1...Self.listLimit).contains(json.count) else {
                return fault(.wrongType, "[…]")
            }
            return json.elements.flatMap { form.faults(in: $0, field: field) }
        case .object(let members, let choices):
            guard json.kind == .object else { return fault(.wrongType, "{…}") }
            return Self.faults(in: json, members, choices, field: field)
        case .either(let forms):
            guard let form = forms.first(where: { $0.types.contains(json.kind.rawValue) }) else {
                return fault(.wrongType, types.joined(separator: ", "))
            }
            return form.faults(in: json, field: field)
        }
    }

    private static func faults(
        in json: JSONValue,
        _ members: [Member],
        _ choices: [[String]],
        field: String
    ) -> [RecordFault] {
        func path(_ name: String) -> String { field.isEmpty ? name : "\(field).\(name)" }
        var faults: [RecordFault] = []
        var names: Set<String> = []
        let forms = Dictionary(members.map { ($0.name, $0) }) { first, _ in first }
        for (key, value) in json.members {
            let name = key.string ?? ""
            names.insert(name)
            if let member = forms[name] {
                faults += member.form.faults(in: value, field: path(name))
            } else {
                let value = FieldValue(value)?.plain
                faults.append(.unknown(path(name), value: value, among: members.map { path($0.name) }))
            }
        }
        for member in members where member.isRequired && !names.contains(member.name) {
            faults.append(RecordFault(path(member.name), .required))
        }
        if !choices.isEmpty, !choices.contains(where: { $0.allSatisfy(names.contains) }) {
            let expected = choices.map { $0.joined(separator: " + ") }.joined(separator: ", ")
            faults.append(RecordFault(field, .required, expected: expected))
        }
        return faults
    }

    /// `CODE`, `CODE 12.5` or `CODE 12.5 KGM`, with one space between.
    private static func goodsFault(
        in text: String,
        _ measures: [String],
        _ needsAmount: Bool,
        field: String
    ) -> RecordFault? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let unit = measures.first ?? "H87"
        guard words.count <= 3, !words[0].isEmpty, !words[0].hasGap, text.unicodeScalars.count <= codeLimit
        else { return RecordFault(field, .wrongType, value: text, expected: "CODE 12.5 \(unit)") }
        guard words.count > 1 else {
            return needsAmount ? RecordFault(field, .noQuantity, value: words[0], expected: unit) : nil
        }
        guard isAmount(words[1]) else {
            return RecordFault(field, .wrongType, value: words[1], expected: "12.5")
        }
        guard words.count == 2 || measures.contains(words[2]) else {
            let right = measures.prefix(12).joined(separator: ", ")
            return RecordFault(field, .wrongMeasure, value: words[2], expected: right)
        }
        return nil
    }

    /// Digits with or without a fraction, that are more than nothing.
    private static func isAmount(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        return areDigits && parts.count <= 2 && (parts[0] == "0" || parts[0].first != "0")
            && word.contains { $0 != "0" && $0 != "." }
    }
}

extension FieldForm.NumberForm {
    fileprivate func fault(in json: JSONValue) -> (reason: RecordFault.Reason, expected: String)? {
        guard let number = json.numberLiteral.flatMap(Double.init), number.isFinite else {
            return (.wrongType, isWhole ? "1" : "1.5")
        }
        if isWhole, number != number.rounded() { return (.wrongType, "1, 2, 3") }
        if isAboveZero, number <= 0 { return (.tooSmall, "> 0") }
        if let minimum, number < minimum { return (.tooSmall, "≥ \(Plain.text(minimum))") }
        if let maximum, number > maximum { return (.tooLarge, "≤ \(Plain.text(maximum))") }
        return nil
    }
}

extension String {
    /// Whether anything stands in it but white space.
    var hasInk: Bool { unicodeScalars.contains { !$0.properties.isWhitespace } }

    /// Whether white space stands in it.
    var hasGap: Bool { unicodeScalars.contains { $0.properties.isWhitespace } }
}
