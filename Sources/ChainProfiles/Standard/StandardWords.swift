// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// The words in which a standard is told in one language: sentences of the reference data, and the names of what
/// profiles name by ids.
package struct StandardWords: Sendable {
    package let book: ProfileBook
    package let language: LocalName.Language
    private let texts: [String: String]
    private let parties: [String: String]
    private let licences: [String: String]
    private let documents: [String: String]

    package init(_ book: ProfileBook, _ language: LocalName.Language) {
        self.book = book
        self.language = language
        func names<Item>(_ items: [Item], _ id: (Item) -> String, _ name: (Item) -> LocalName) -> [String:
            String]
        {
            Dictionary(items.map { (id($0), name($0).text(language)) }) { first, _ in first }
        }
        texts = names(book.reference.messages, \.id, \.text)
        parties = names(book.reference.parties, \.id, \.name)
        licences = names(book.reference.licences, \.id, \.name)
        documents = names(book.reference.documents, \.id, \.name)
    }

    /// The text of a key; the key itself where the reference data lacks it, which tests rule out.
    package subscript(key: String) -> String { texts[key] ?? key }

    /// A text with its values put in.
    package func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
        var result = ""
        var rest = self[key][...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            result += values.first { $0.key == name }?.value ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// Names in the language.
    package func text(_ name: LocalName) -> String { name.text(language) }
    package func party(_ id: String) -> String { parties[id] ?? id }
    package func licence(_ id: String) -> String { licences[id] ?? id }
    package func document(_ id: String) -> String { documents[id] ?? id }

    /// A department by its name today.
    package func department(_ id: String) -> String {
        guard let names = book.reference.departments.first(where: { $0.id == id })?.names else { return id }
        return names[names.count - 1].name.text(language)
    }

    /// Who issues a licence or document: a department or a kind of party.
    package func issuer(_ id: String) -> String {
        parties[id] ?? department(id)
    }

    /// The name of a code scheme.
    package func scheme(_ id: String) -> String {
        guard let names = CodeSchemeRegistry.format(id)?.names else { return self["scheme-" + id] }
        return language == .chinese ? names.zh : names.en
    }

    /// What a sensor measures.
    package func reading(_ type: String) -> String { texts["sensor-" + type] ?? type }

    /// A measure by its symbol, or by its name where the symbol is a word of the other language.
    package func measure(_ code: String) -> String {
        guard let measure = book.reference.measures.first(where: { $0.code == code }) else { return code }
        let isChinese = measure.symbol.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
        return isChinese && language == .english ? measure.name.en : measure.symbol
    }

    /// A length of time.
    package func period(_ period: Period) -> String {
        let unit = self["unit-" + period.unit.rawValue]
        switch language {
        case .chinese: return " \(period.count) \(unit)"
        case .english: return "\(period.count) \(unit)\(period.count == 1 ? "" : "s")"
        }
    }

    /// A value of an element by its name.
    package func value(_ value: String, of element: Element?) -> String {
        if element?.type == .boolean { return self["word-\(value)"] }
        let list = book.reference.lists.first { $0.id == element?.list }
        return list?.value(value)?.name.text(language) ?? value
    }

    /// Several things of which one is meant.
    package func any(_ items: [String]) -> String { items.joined(separator: self["word-or"]) }

    /// Several things.
    package func all(_ items: [String]) -> String { items.joined(separator: self["word-comma"]) }

    /// A state of an asset, in quotation marks.
    package func state(_ id: String) -> String { quoted(text(book.name(ofState: id))) }

    /// A text in quotation marks.
    package func quoted(_ text: String) -> String { self("word-quoted", ["text": text]) }

    /// A stage by its name, with its profile where that is another.
    package func stage(_ reference: String, in profile: String) -> String {
        let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let found = book.stages[reference]?.lazy.reversed().compactMap(\.stage).first
        else {
            return reference
        }
        if parts[0] == profile { return quoted(text(found.name)) }
        let name = book.profile(parts[0]).map { text($0.name) } ?? parts[0]
        return self("word-elsewhere", ["stage": text(found.name), "profile": name])
    }

    /// Several stages of which one is meant.
    package func stages(_ references: [String], in profile: String) -> String {
        any(references.map { stage($0, in: profile) })
    }
}
