// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceGraph
import TraceText
import WebAPI

/// Puts codes, places and times into the words of one language.
struct Wording: Sendable {
    let phrases: Phrases
    let names: NameBook

    var language: PageLanguage { phrases.language }

    /// A name of the profiles.
    func text(_ name: LocalName) -> String {
        switch language {
        case .chinese: name.zh
        case .english: name.en
        }
    }

    /// A product's name alone, `海南贵妃芒`, or its code where nobody has named it.
    func name(_ code: TraceCode) -> String {
        names.name(of: code.canonical, language) ?? ReadableCode.label(of: code, phrases)
    }

    /// The name with lot or serial number, `海南贵妃芒 · 批次 A1`.
    func fullName(_ code: TraceCode) -> String {
        guard let name = names.name(of: code.canonical, language) else {
            return ReadableCode.label(of: code, phrases)
        }
        return [name, ReadableCode.ownPart(of: code, phrases)].compactMap(\.self).joined(separator: " · ")
    }

    /// What a place or party is called; its code in readable form where nobody has named it.
    func name(of id: String) -> String { name(CanonicalCode.identify(id)) }

    /// The city of a place, where the name does not say it already.
    func city(of id: String) -> String? {
        let canonical = CanonicalCode.canonical(id)
        guard let city = names.city(of: canonical, language) else { return nil }
        return names.name(of: canonical, language)?.contains(city) == true ? nil : city
    }

    /// The address of a code's page in this language.
    func address(_ code: TraceCode) -> String { address(path: code.path) }

    func address(of id: String) -> String { address(CanonicalCode.identify(id)) }

    func address(path: String) -> String {
        switch language {
        case .chinese: path
        case .english: path + (path.contains("?") ? "&lang=en" : "?lang=en")
        }
    }

    /// What happened, in two or three words.
    func step(_ event: TracedEvent) -> String {
        event.bizStep.map(phrases.bizStep) ?? phrases.happening(type: event.type, action: event.action)
    }

    /// `三亚：2026年3月2日 – 3月9日` without the place: the days from one moment to another.
    func days(_ first: ShanghaiTime, _ last: ShanghaiTime) -> String {
        if first.date == last.date { return first.day(phrases) }
        let end = first.date.year == last.date.year ? last.shortDay(phrases) : last.day(phrases)
        return phrases("time.span", ["first": first.day(phrases), "last": end])
    }
}
