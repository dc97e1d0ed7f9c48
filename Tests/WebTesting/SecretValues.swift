// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceText

/// What of some events is not public, by the words of their profiles.
package struct SecretValues: Sendable {
    /// Texts that must occur in no answer.
    package private(set) var texts: Set<String> = []
    /// Identifiers about which nobody may learn anything, as they were sent.
    package private(set) var identifiers: Set<String> = []
    /// Fields that are not public, with their values, for queries.
    package private(set) var fields: [(name: String, value: String)] = []
    /// Codes of goods, places and parties that are public.
    package private(set) var publicCodes: Set<String> = []
    /// Every code in the events, canonical.
    package private(set) var everyCode: Set<String> = []
    /// Units of class security, canonical.
    package private(set) var guardedUnits: Set<String> = []

    private let book: ProfileBook
    private let hidden: Set<String>
    /// What the codes begin with that only goods of class security carry.
    private let guardedPrefixes: [String]
    private var publicTexts: Set<String> = []

    init(_ events: [Event], book: ProfileBook, hidden: Set<String>) {
        self.book = book
        self.hidden = Set(hidden.map(CanonicalCode.canonical))
        let (guarded, open) = (book.current.filter(\.isSecurity), book.current.filter { !$0.isSecurity })
        let schemes = Set(guarded.flatMap(\.unit.codes)).subtracting(open.flatMap(\.unit.codes))
        guardedPrefixes = schemes.subtracting(["gtin", "hn"]).map { "urn:qiongsu:\($0):" }
        for event in events { if let profile = profile(of: event), profile.isSecurity { addGuarded(event) } }
        for event in events { add(event) }
        texts.formUnion(hidden)
        identifiers.formUnion(hidden)
        // Words of the standard are no secrets, and days and times are public of every event.
        texts.subtract(book.reference.lists.flatMap { $0.values.map(\.id) })
        texts.subtract(book.reference.documents.map(\.id))
        texts = texts.filter { text in
            text.count > 3 && !publicTexts.contains(text) && text.prefixMatch(of: /\d{4}-\d{2}-\d{2}/) == nil
        }
        // A secret that is part of something public cannot be told apart from it.
        let shown = publicTexts.joined(separator: "\n")
        texts = texts.filter { !shown.contains($0) }
        identifiers = identifiers.filter { !publicCodes.contains(CanonicalCode.canonical($0)) }
        fields = fields.filter { texts.contains($0.value) }
    }

    private func stage(of event: Event) -> Stage? {
        ProfileBook.stageReference(of: event).flatMap { book.stage($0, at: event.eventTime.milliseconds) }
    }

    private func profile(of event: Event) -> Profile? {
        stage(of: event).flatMap { book.profile($0.profile, at: event.eventTime.milliseconds) }
    }

    private static func units(_ event: Event) -> [String] {
        event.epcs + event.childEPCs + event.outputEPCs + [event.parentID].compactMap(\.self)
            + (event.quantities + event.childQuantities + event.outputQuantities).map(\.epcClass)
    }

    private static func inputs(_ event: Event) -> [String] {
        event.inputEPCs + event.inputQuantities.map(\.epcClass)
    }

    private static func places(_ event: Event) -> [String] {
        [event.readPoint?.id, event.bizLocation?.id].compactMap(\.self)
    }

    private mutating func addGuarded(_ event: Event) {
        guardedUnits.formUnion(Self.units(event).map(CanonicalCode.canonical))
        for place in Self.places(event) { guardedUnits.insert(CanonicalCode.canonical(place)) }
    }

    /// Whether a unit is of class security: a lot is where its product is.
    private func isGuarded(_ code: String) -> Bool {
        let canonical = CanonicalCode.canonical(code)
        let product = canonical.split(separator: "/10/")[0].split(separator: "/21/")[0]
        return guardedUnits.contains(canonical) || guardedPrefixes.contains(where: canonical.hasPrefix)
            || canonical.hasPrefix("https://id.gs1.org/01/")
                && guardedUnits.contains { $0 == product || $0.hasPrefix(product + "/") }
    }

    private func isHidden(_ identifier: String) -> Bool {
        let canonical = CanonicalCode.canonical(identifier)
        return hidden.contains(canonical) || canonical.hasPrefix("urn:qiongsu:person:")
            || canonical.hasPrefix("urn:qiongsu:resident-id:") || isGuarded(canonical)
    }

    private mutating func add(_ event: Event) {
        let codes = Self.units(event) + Self.inputs(event)
        everyCode.formUnion((codes + Self.places(event)).map(CanonicalCode.canonical))
        let isSecret = profile(of: event)?.isSecurity ?? false || codes.contains { isGuarded($0) }
        if isSecret { return addWhole(event) }
        codes.forEach { show($0) }
        for place in Self.places(event) { isHidden(place) ? hide(identifier: place) : show(place) }
        guard let stage = stage(of: event) else { return addPlain(event) }
        for party in event.sources + event.destinations { hide(identifier: party.id) }
        for transaction in event.bizTransactions { hide(identifier: transaction.id) }
        for amount in event.quantities + event.childQuantities + event.inputQuantities
            + event.outputQuantities
        {
            hide(number: amount.quantity?.literal)
        }
        hide(sensors: event)
        hide(fields: event.ilmd)
        texts.insert(EventHash.uri(digest: event.hashDigest()))
        for field in event.extensions { add(field, stage) }
    }

    private mutating func add(_ field: ExtensionField, _ stage: Stage) {
        guard field.name.namespace == ChainTerms.namespace else { return hide(fields: [field]) }
        switch field.name.local {
        case ChainTerms.stage: break
        case ChainTerms.subject:
            if case .string(let text) = field.value { isHidden(text) ? hide(identifier: text) : show(text) }
        case ChainTerms.documents: addDocuments(field.value)
        case let local:
            guard let element = stage.elements.first(where: { $0.id == local }) else {
                return hide(fields: [field])
            }
            let isOpen = element.visibility == .public
            for text in Self.strings(in: field.value) {
                if isOpen, !isHidden(text) {
                    publicTexts.insert(text)
                } else if ![.code, .codes, .checklist, .boolean, .date, .time].contains(element.type) {
                    hide(text, name: "qs:" + local)
                }
            }
        }
    }

    private mutating func addDocuments(_ value: ExtensionValue) {
        guard case .array(let items) = value else { return }
        for case .object(let fields) in items {
            let type = fields.first { $0.name.local == "type" }.flatMap { Self.strings(in: $0.value).first }
            let isOpen = book.reference.documents.first { $0.id == type }?.visibility == .public
            for field in fields where field.name.local != "type" {
                for text in Self.strings(in: field.value) {
                    let isShown = isOpen && ["number", "issued", "valid-until"].contains(field.name.local)
                    if isShown {
                        publicTexts.insert(text)
                    } else {
                        hide(text, name: "qs:" + field.name.local)
                    }
                }
            }
        }
    }

    /// Nothing of an event of class security is public.
    private mutating func addWhole(_ event: Event) {
        for code in Self.units(event) + Self.places(event) { hide(identifier: code) }
        for code in Self.inputs(event) where isGuarded(code) { hide(identifier: code) }
        for party in event.sources + event.destinations { texts.insert(party.id) }
        for transaction in event.bizTransactions { hide(identifier: transaction.id) }
        hide(sensors: event)
        hide(fields: event.ilmd)
        if let id = event.eventID { hide(identifier: id) }
        texts.insert(EventHash.uri(digest: event.hashDigest()))
        for field in event.extensions {
            if field.name.local == ChainTerms.stage { continue }
            hide(fields: [field])
        }
    }

    /// Of an event without stage everything is public but persons and what is guarded.
    private mutating func addPlain(_ event: Event) {
        for party in event.sources + event.destinations {
            isHidden(party.id) ? hide(identifier: party.id) : show(party.id)
        }
        for transaction in event.bizTransactions { show(transaction.id) }
        for text in (event.ilmd + event.extensions).flatMap({ Self.strings(in: $0.value) }) {
            if isHidden(text) { hide(identifier: text) } else { publicTexts.insert(text) }
        }
    }

    private mutating func show(_ code: String) {
        guard !isHidden(code) else { return }
        publicCodes.insert(CanonicalCode.canonical(code))
        publicTexts.formUnion([code, CanonicalCode.canonical(code)])
    }

    private mutating func hide(identifier: String) {
        identifiers.insert(identifier)
        let code = CanonicalCode.identify(identifier)
        texts.formUnion([identifier, code.canonical])
        if code.plainText.count > 5 { texts.insert(code.plainText) }
    }

    private mutating func hide(_ text: String, name: String) {
        texts.insert(text)
        fields.append((name, text))
    }

    /// Short numbers occur anywhere.
    private mutating func hide(number literal: String?) {
        if let literal, literal.count > 5 { texts.insert(literal) }
    }

    private mutating func hide(sensors event: Event) {
        for values in event.sensorElements.flatMap({ $0.reports + [$0.metadata].compactMap(\.self) }) {
            hide(number: values[.value]?.number?.literal)
            if let device = values[.deviceID]?.text { hide(identifier: device) }
        }
    }

    private mutating func hide(fields: [ExtensionField]) {
        for field in fields {
            for text in Self.strings(in: field.value) {
                if text.count > 5 {
                    hide(text, name: "\(field.name.prefix ?? "qs"):\(field.name.local)")
                }
            }
        }
    }

    /// Texts and long numbers at any depth.
    private static func strings(in value: ExtensionValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .number(let number): number.literal.count > 5 ? [number.literal] : []
        case .array(let items): items.flatMap(strings)
        case .object(let fields): fields.flatMap { strings(in: $0.value) }
        case .boolean, .null: []
        }
    }
}
