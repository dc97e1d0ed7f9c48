// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension ProfileBook {
    /// A finding in words.
    package func text(of finding: Finding, _ language: LocalName.Language) -> String {
        text(
            finding.reason.rawValue,
            field: finding.field,
            value: finding.details.value,
            expected: finding.details.expected,
            stage: finding.stage,
            language
        )
    }

    /// A fault of a record in words.
    package func text(of fault: RecordFault, stage: Stage?, _ language: LocalName.Language) -> String {
        text(
            fault.reason.rawValue,
            field: fault.field,
            value: fault.value,
            expected: fault.expected,
            stage: stage,
            language
        )
    }

    /// The words of a reason with its values filled in. Ids that the reference data names are told by their names.
    package func text(
        _ reason: String,
        field: String?,
        value: String?,
        expected: String?,
        stage: Stage?,
        _ language: LocalName.Language
    ) -> String {
        guard let words = message(reason)?.text(language) else { return reason }
        var filled = ""
        var rest = words[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        {
            filled += rest[..<open]
            switch rest[rest.utf8.index(after: open)..<close] {
            case "field": filled += field.map { name(ofField: $0, stage: stage).text(language) } ?? ""
            case "value": filled += value.map { named($0, language) } ?? ""
            case "expected": filled += expected.map { named($0, language) } ?? ""
            default: filled += rest[open...close]
            }
            rest = rest[rest.utf8.index(after: close)...]
        }
        return filled + rest
    }

    /// The name of a field of a stage's records: an element, a document, or one that every record has.
    package func name(ofField field: String, stage: Stage?) -> LocalName {
        if let element = stage?.elements.first(where: { $0.id == field }) { return element.name }
        if let document = reference.documents.first(where: { $0.id == field }) { return document.name }
        if let name = message("name-" + field) { return name }
        let parts = field.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, let part = message("part-" + parts[1]) {
            let first = name(ofField: parts[0], stage: stage)
            return LocalName(zh: first.zh + part.zh, en: "\(first.en): \(part.en)")
        }
        return reference.licences.first { $0.id == field }?.name ?? LocalName(zh: field, en: field)
    }

    /// The words of a message in both languages, with its values filled in.
    package func words(_ message: String, field: String? = nil, value: String? = nil, expected: String? = nil)
        -> LocalName
    {
        func words(_ language: LocalName.Language) -> String {
            text(message, field: field, value: value, expected: expected, stage: nil, language)
        }
        return LocalName(zh: words(.chinese), en: words(.english))
    }

    private func message(_ id: String) -> LocalName? { messages[id] }

    /// A list of ids by their names, as far as they have any.
    private func named(_ text: String, _ language: LocalName.Language) -> String {
        text.split(separator: ", ").map { word in
            let id = String(word)
            let name =
                reference.parties.first { $0.id == id }?.name
                ?? reference.licences.first { $0.id == id }?.name
                ?? reference.documents.first { $0.id == id }?.name
                ?? stages[id]?.last?.stage?.name ?? versions[id]?.last?.name
            return name?.text(language) ?? duration(id, language) ?? id
        }.joined(separator: ", ")
    }

    /// A length of time, such as `≤ 15 days`, in a language; nil where the text is none.
    private func duration(_ text: String, _ language: LocalName.Language) -> String? {
        guard language == .chinese, let space = text.lastIndex(of: " "),
            text[..<space].last?.isNumber ?? false,
            let unit = Period.Unit(word: text[text.index(after: space)...]),
            let name = message("unit-" + unit.rawValue)
        else { return nil }
        return text[...space] + name.zh
    }
}

extension String {
    fileprivate func replacing(_ mark: String, _ text: String) -> String {
        guard let range = firstRange(of: mark) else { return self }
        return String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
