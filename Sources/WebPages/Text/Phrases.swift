// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import WebAPI

/// The texts of the catalogue in one language.
struct Phrases: Sendable {
    let language: PageLanguage
    private let texts: [String: String]

    init(language: PageLanguage, texts: [String: String]) {
        self.language = language
        self.texts = texts
    }

    /// The text of a key that exists; tests go through every key that pages use.
    subscript(key: String) -> String {
        guard let text = texts[key] else {
            assertionFailure("the catalogue has no text \(key)")
            return key
        }
        return text
    }

    /// The text of a key that may not exist, such as a business step of somebody's own.
    func text(_ key: String) -> String? { texts[key] }

    /// The name of a code scheme: of one that is described as data, from there.
    func name(ofScheme id: String) -> String? {
        if let text = texts["scheme.\(id)"] { return text }
        guard let names = CodeSchemeRegistry.format(id)?.names else { return nil }
        return language == .chinese ? names.zh : names.en
    }

    /// A text with its values put in.
    func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
        Self.filled(self[key], values)
    }

    /// A text that depends on a number, which is its `{n}`.
    func count(_ key: String, _ number: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let forms = self[key].utf8.split(separator: UInt8(ascii: "|"), maxSplits: 1)
        let form = (number == 1 ? forms.first : forms.last).map { String(Substring($0)) }
        let others = values.map { ($0.key, $0.value) }
        return Self.filled(form ?? "", [("n", String(number))] + others)
    }

    private static func filled(_ text: String, _ values: some Sequence<(key: String, value: String)>)
        -> String
    {
        // By bytes: going by characters would be most of what it takes to tell a journey.
        var result = ""
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            result += Substring(rest[..<open])
            let name = Substring(rest[rest.index(after: open)..<close])
            if let value = values.first(where: { $0.key == name })?.value { result += value }
            rest = rest[rest.index(after: close)...]
        }
        return result + Substring(rest)
    }
}
