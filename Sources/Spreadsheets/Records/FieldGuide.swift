// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// What a template tells of a field, in both languages.
struct FieldGuide {
    let field: RecordField
    let isRequired: Bool
    let kind: LocalName
    let measure: String
    /// The list whose values it takes.
    let list: Reference.CodeList?
    let visibility: LocalName
    /// What a right value looks like.
    let right: LocalName
    let example: FieldValue

    init(_ field: RecordField, stage: Stage, book: ProfileBook) {
        self.field = field
        let document = stage.documents.first { $0.type == field.id }
        isRequired = field.isRequired || document?.isRequired ?? false
        list = field.list.flatMap { id in book.reference.lists.first { $0.id == id } }
        measure = Self.measure(field, stage, book)
        visibility = book.word("class-" + field.visibility.rawValue)
        let (kind, right, expected) = Self.words(field)
        self.kind = book.word("kind-" + kind)
        let words = right.map { book.word("right-" + $0) } ?? LocalName(zh: "", en: "")
        let fill = expected ?? measure
        self.right = LocalName(
            zh: words.zh.filling("{expected}", with: fill),
            en: words.en.filling("{expected}", with: fill)
        )
        example = book.example(of: field, stage: stage)
    }

    /// The comment on the heading of a column.
    func comment(_ book: ProfileBook) -> String {
        LocalName.Language.allCases.map { language in
            let required = isRequired ? book.word("table-required").text(language) : nil
            let unit = measure.isEmpty ? nil : measure
            let seenBy = visibility.text(language)
            return [
                field.name.text(language), required, kind.text(language), unit, right.text(language), seenBy,
            ]
            .compactMap { $0 }.filter { !$0.isEmpty }
            .joined(separator: language == .chinese ? "；" : "; ")
        }.joined(separator: "\n")
    }

    private static func measure(_ field: RecordField, _ stage: Stage, _ book: ProfileBook) -> String {
        let code: String? =
            switch field.kind {
            case .element(let element): element.measure
            case .goods(let rule): rule.level == .item || rule.level == .asset ? nil : rule.measure
            default: nil
            }
        guard let code else { return "" }
        let symbol = book.reference.measures.first { $0.code == code }?.symbol
        return symbol.map { $0 == code ? code : "\($0) (\(code))" } ?? code
    }

    /// The ids of the words for the kind and for what is right, and what stands in the latter.
    private static func words(_ field: RecordField) -> (kind: String, right: String?, expected: String?) {
        switch field.kind {
        case .code: ("code", ["subject", "place"].contains(field.id) ? field.id : "code", nil)
        case .time: ("time", "time", nil)
        case .text: ("text", "text", "100")
        case .document: ("text", "document", nil)
        case .documentPart("quantity"): ("number", nil, nil)
        case .documentPart("issued"), .documentPart("valid-until"): ("date", "date", nil)
        case .documentPart("sources"): ("text", "sources", nil)
        case .documentPart: ("text", nil, nil)
        case .sensors: ("readings", "sensors", nil)
        case .goods(let rule): ("codes", rule.level == .asset ? "item" : rule.level.rawValue, nil)
        case .element(let element): words(element)
        }
    }

    private static func words(_ element: Element) -> (kind: String, right: String?, expected: String?) {
        switch element.type {
        case .text: return ("text", "text", String(element.textLimit))
        case .integer, .number:
            let limits = [element.minimum.map { "≥ \(plain($0))" }, element.maximum.map { "≤ \(plain($0))" }]
            let text = limits.compactMap { $0 }.joined(separator: ", ")
            return (element.type.rawValue, text.isEmpty ? nil : "number", text)
        case .date: return ("date", "date", nil)
        case .time: return ("time", "time", nil)
        case .boolean: return ("boolean", "boolean", nil)
        case .code: return ("list", "list", nil)
        case .codes, .checklist: return ("lists", "list", nil)
        case .identifier, .identifiers:
            let schemes = element.schemes.joined(separator: ", ")
            return (
                element.type == .identifier ? "code" : "codes", schemes.isEmpty ? nil : "identifier", schemes
            )
        }
    }

    private static func plain(_ number: Double) -> String { SheetPart.shown(number) }
}

extension RecordField {
    /// The list of its values.
    var list: String? {
        if case .element(let element) = kind { element.list } else { nil }
    }

    /// How a spreadsheet program is to take what is typed in: codes are text, or they lose digits.
    var format: String {
        switch kind {
        case .time: DateFormat.time
        case .documentPart("issued"), .documentPart("valid-until"): DateFormat.day
        case .documentPart("quantity"): "General"
        case .element(let element):
            switch element.type {
            case .integer: "0"
            case .number: "General"
            case .date: DateFormat.day
            case .time: DateFormat.time
            default: "@"
            }
        default: "@"
        }
    }
}

extension String {
    fileprivate func filling(_ mark: String, with text: String) -> String {
        guard let range = firstRange(of: mark) else { return self }
        return self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
