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
    /// Fields that are not public, for queries.
    package private(set) var fields: Set<HiddenField> = []
    /// Codes of goods, places and parties that are public.
    package private(set) var publicCodes: Set<String> = []
    /// Every code in the events, canonical.
    package private(set) var everyCode: Set<String> = []
    /// Goods of class security with their products, and where they were, canonical.
    package private(set) var guardedUnits: Set<String> = []

    let book: ProfileBook
    private let hidden: Set<String>
    /// What the codes begin with that only goods of class security carry.
    private let guardedPrefixes: [String]
    private var publicTexts: Set<String> = []
    private var named: Set<String> = []
    /// When the event happened that is being added.
    private var time: Int64 = 0

    init(_ events: [Event], book: ProfileBook, also other: OtherTexts) {
        self.book = book
        hidden = Set(other.hidden.map(CanonicalCode.canonical))
        publicTexts = other.open.union(Self.names(book.reference))
        let (guarded, open) = (book.current.filter(\.isSecurity), book.current.filter { !$0.isSecurity })
        let schemes = Set(guarded.flatMap(\.unit.codes)).subtracting(open.flatMap(\.unit.codes))
        guardedPrefixes = schemes.subtracting(["gtin", "hn"]).map { "urn:qiongsu:\($0):" }
        for event in events { if let profile = profile(of: event), profile.isSecurity { addGuarded(event) } }
        for event in events { add(event) }
        texts.formUnion(other.hidden)
        identifiers.formUnion(other.hidden)
        // Words of the standard are no secrets, and days and times are public of every event.
        texts.subtract(book.reference.lists.flatMap { $0.values.map(\.id) })
        texts.subtract(book.reference.documents.map(\.id))
        texts = texts.filter { $0.count > 3 && !publicTexts.contains($0) && !Self.isDay($0) }
        texts.formUnion(other.names.filter { $0.utf8.count > 5 })
        // A secret that is part of something public cannot be told apart from it.
        texts.subtract(TextFinder(texts).found(in: Array(publicTexts.joined(separator: "\n").utf8)))
        identifiers = identifiers.filter { !publicCodes.contains(CanonicalCode.canonical($0)) }
        fields = fields.filter { $0.value.map(texts.contains) ?? true }
    }

    /// What the standard calls things, which pages say of everything.
    private static func names(_ reference: Reference) -> [String] {
        let names =
            reference.parties.map(\.name) + reference.licences.map(\.name) + reference.documents.map(\.name)
            + reference.lists.flatMap { $0.values.map(\.name) }
        return names.flatMap { [$0.zh, $0.en] }
    }

    /// Whether a text begins like `2026-03-01`.
    private static func isDay(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(10))
        return bytes.count == 10
            && bytes.enumerated().allSatisfy { place, byte in
                [4, 7].contains(place) ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
            }
    }

    func stage(of event: Event) -> Stage? {
        ProfileBook.stageReference(of: event).flatMap { book.stage($0, at: event.eventTime.milliseconds) }
    }

    func profile(of event: Event) -> Profile? {
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
        for code in Self.units(event).map(CanonicalCode.canonical) {
            guardedUnits.formUnion([code, Self.product(of: code)])
        }
        for place in Self.places(event) { guardedUnits.insert(CanonicalCode.canonical(place)) }
    }

    /// Whether a unit is of class security: a lot is where its product is.
    private func isGuarded(_ code: String) -> Bool {
        let canonical = CanonicalCode.canonical(code)
        return guardedUnits.contains(canonical) || guardedUnits.contains(Self.product(of: canonical))
            || guardedPrefixes.contains(where: canonical.hasPrefix)
    }

    /// Of a lot or serial number its product, else the code itself.
    private static func product(of canonical: String) -> String {
        guard canonical.hasPrefix("https://id.gs1.org/01/") else { return canonical }
        return canonical.split(separator: "/", omittingEmptySubsequences: false).prefix(5).joined(
            separator: "/"
        )
    }

    /// Whether neither a code nor another of its product stands anywhere.
    func isUnknown(_ canonical: String) -> Bool {
        let isKnown = everyCode.contains(canonical) || everyCode.contains(Self.product(of: canonical))
        return !isKnown && !hidden.contains(canonical)
    }

    func isHidden(_ identifier: String) -> Bool {
        let canonical = CanonicalCode.canonical(identifier)
        return hidden.contains(canonical) || canonical.hasPrefix("urn:qiongsu:person:")
            || canonical.hasPrefix("urn:qiongsu:resident-id:") || isGuarded(canonical)
    }

    private mutating func add(_ event: Event) {
        let codes = Self.units(event) + Self.inputs(event)
        time = event.eventTime.milliseconds
        for code in (codes + Self.places(event)).map(CanonicalCode.canonical) {
            everyCode.formUnion([code, Self.product(of: code)])
        }
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
        for field in event.extensions {
            add(field, stage)
            if !isPublic(field, of: stage) {
                fields.insert(
                    HiddenField(name: Self.name(field), value: nil, time: time, unit: .init(of: event))
                )
            }
        }
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
        guard named.insert("\(name)=\(text)").inserted else { return }
        fields.insert(HiddenField(name: name, value: text, time: time, unit: nil))
    }

    /// Short numbers occur anywhere.
    private mutating func hide(number literal: String?) {
        if let literal, literal.count > 5 { texts.insert(literal) }
    }

    private mutating func hide(sensors event: Event) {
        for values in event.sensorElements.flatMap({ $0.reports + [$0.metadata].compactMap(\.self) }) {
            hide(number: values[.value]?.number?.literal)
            if let device = values[.deviceID]?.text {
                hide(identifier: device)
                hide(device, name: "deviceID")
            }
        }
    }

    private mutating func hide(fields: [ExtensionField]) {
        for field in fields {
            for text in Self.strings(in: field.value) {
                if text.count > 5 { hide(text, name: Self.name(field)) }
            }
        }
    }

    /// A field's name as queries write it.
    static func name(_ field: ExtensionField) -> String {
        "\(field.name.prefix ?? ChainTerms.prefix):\(field.name.local)"
    }

    /// Texts and long numbers at any depth.
    static func strings(in value: ExtensionValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .number(let number): number.literal.count > 5 ? [number.literal] : []
        case .array(let items): items.flatMap(strings)
        case .object(let fields): fields.flatMap { strings(in: $0.value) }
        case .boolean, .null: []
        }
    }
}
