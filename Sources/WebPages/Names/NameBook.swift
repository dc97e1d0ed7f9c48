// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import WebAPI

/// What master data calls the things of one page.
struct NameBook: Sendable, Equatable {
    private var entries: [String: Entry]

    /// - Parameter entries: by canonical code.
    init(_ entries: [String: Entry] = [:]) {
        self.entries = entries
    }

    subscript(canonical: String) -> Entry? {
        get { entries[canonical] }
        set { entries[canonical] = newValue }
    }

    /// What is known of one place, party or product.
    struct Entry: Sendable, Equatable {
        var name = Bilingual()
        var city = Bilingual()
        /// Who makes the product, where the record names them in words.
        var maker = Bilingual()
        /// The code of who makes the product or runs the place.
        var party: String?

        init(
            name: Bilingual = Bilingual(),
            city: Bilingual = Bilingual(),
            maker: Bilingual = Bilingual(),
            party: String? = nil
        ) {
            self.name = name
            self.city = city
            self.maker = maker
            self.party = party
        }

        /// Reads the attributes of master data; what the first element lacks the next may have.
        init(_ elements: [VocabularyElement]) {
            for element in elements {
                for attribute in element.attributes {
                    guard case .string(let text) = attribute.value, !text.isEmpty else { continue }
                    set(attribute.id, text)
                }
            }
        }

        private mutating func set(_ attribute: String, _ text: String) {
            switch attribute {
            case "urn:epcglobal:cbv:mda#name", "urn:epcglobal:cbv:mda#descriptionShort":
                name.chinese = name.chinese ?? text
            case "urn:qiongsu:mda#nameEnglish": name.english = name.english ?? text
            case "urn:epcglobal:cbv:mda#city": city.chinese = city.chinese ?? text
            case "urn:qiongsu:mda#cityEnglish": city.english = city.english ?? text
            case "urn:epcglobal:cbv:mda#manufacturerOfTradeItemPartyName":
                maker.chinese = maker.chinese ?? text
            case "urn:qiongsu:mda#manufacturerEnglish": maker.english = maker.english ?? text
            case "urn:qiongsu:mda#party": party = party ?? text
            default: break
            }
        }
    }
}

extension NameBook {
    /// Under which codes a name may be recorded, the most exact first: a lot, its product; a gate, its site.
    static func keys(of canonical: String) -> [String] {
        guard canonical.hasPrefix("https://id.gs1.org/") else { return [canonical] }
        let slashes = canonical.utf8.indices.filter { canonical.utf8[$0] == UInt8(ascii: "/") }
        guard slashes.count > 4 else { return [canonical] }
        return [canonical, String(canonical[..<slashes[4]])]
    }

    /// The most exact entry of a code.
    func entry(of canonical: String) -> Entry? {
        for key in Self.keys(of: canonical) {
            if let entry = entries[key], !entry.name.isEmpty { return entry }
        }
        return nil
    }

    func name(of canonical: String, _ language: PageLanguage) -> String? {
        entry(of: canonical)?.name[language]
    }

    /// Who makes a product or runs a place.
    func party(of canonical: String, _ language: PageLanguage) -> String? {
        let entry = entry(of: canonical)
        if let maker = entry?.maker[language] { return maker }
        return entry?.party.flatMap { name(of: CanonicalCode.canonical($0), language) }
    }

    func city(of canonical: String, _ language: PageLanguage) -> String? {
        entry(of: canonical)?.city[language]
    }
}
