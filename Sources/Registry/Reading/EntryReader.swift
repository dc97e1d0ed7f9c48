// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceText

/// Reads one line of the import format.
struct EntryReader {
    let book: ProfileBook
    let regions: RegionTable
    let line: Int
    private(set) var faults: [RegistryFault] = []
    private var left: [String: FieldValue] = [:]
    /// The members that were looked for.
    private var known: [String] = []

    private static let textLimit = 200
    private static let listLimit = 50
    static let lineLimit = 64 << 10

    init(line: Int, book: ProfileBook, regions: RegionTable) {
        self.line = line
        self.book = book
        self.regions = regions
    }

    /// The entry of a line; nil where there are faults.
    mutating func read(_ bytes: [UInt8]) -> RegistryEntry? {
        guard let document = try? JSONDocument(parsing: bytes, limits: JSONLimits(length: Self.lineLimit)),
            case .object(let members)? = FieldValue(document.root)
        else {
            let shown = String(decoding: bytes.prefix(40), as: UTF8.self)
            fault("line", .wrongType, value: shown, expected: #"{"kind":"subject", …}"#)
            return nil
        }
        left = members
        guard let kind: RegistryEntry.Kind = word("kind") else { return nil }
        let content: RegistryEntry.Content? =
            switch kind {
            case .subject: subject()
            case .licence: licence()
            case .place: place()
            case .product: product()
            }
        let from = day("from", isRequired: true)
        let until = day("until")
        if let from, let until, until < from {
            let expected = "≥ " + HainanCalendar.text(HainanCalendar.date(of: from))
            let value = HainanCalendar.text(HainanCalendar.date(of: until))
            fault("until", .tooSmall, value: value, expected: expected)
        }
        for (name, value) in left.sorted(by: { $0.key < $1.key }) {
            let near = NearWords.nearest(name, among: known)
            fault(name, .unknown, value: value.plain, expected: near.joined(separator: ", "))
        }
        guard faults.isEmpty, let content, let from else { return nil }
        return RegistryEntry(content, validFrom: from, validUntil: until)
    }

    // MARK: Kinds

    private mutating func subject() -> RegistryEntry.Content? {
        let id = code("id", of: ["uscc", "person", "pgln"], isRequired: true)
        let name = name()
        let types = types()
        let region = region()
        let filing: FilingState? = word("filing")
        guard let id, let name, let region, let filing else { return nil }
        return .subject(Subject(id: id, name: name, types: types, region: region, filing: filing))
    }

    private mutating func licence() -> RegistryEntry.Content? {
        let type = text("type", isRequired: true)
        let known = book.reference.licences.first { $0.id == type }
        if let type, known == nil {
            fault("type", .notInList, value: type, expected: ids(book.reference.licences.map(\.id)))
        }
        let number = number(of: known)
        let holder = code("holder", of: ["uscc", "person", "pgln"], isRequired: true)
        let issuer = text("issuer")
        let source = text("source") ?? "declared"
        let quantity = decimal("quantity", 0...1e15)
        guard let type, let number, let holder else { return nil }
        return .licence(
            Licence(
                type: type,
                number: number,
                holder: holder,
                issuer: issuer,
                source: source,
                quantity: quantity
            )
        )
    }

    private mutating func place() -> RegistryEntry.Content? {
        let id = code("id", of: ["place", "sgln"], isRequired: true)
        let name = name()
        let holder = code("holder", of: ["uscc", "person", "pgln"])
        let use = text("use")
        let region = region()
        let latitude = decimal("latitude", -90...90)
        let longitude = decimal("longitude", -180...180)
        let area = decimal("area", 0...1e9)
        let capacity = capacity()
        guard let id, let name, let region else { return nil }
        return .place(
            Place(
                id: id,
                name: name,
                holder: holder,
                use: use,
                region: region,
                latitude: latitude,
                longitude: longitude,
                area: area,
                capacity: capacity
            )
        )
    }

    private mutating func product() -> RegistryEntry.Content? {
        let id = code("id", of: ["gtin", "product"], isRequired: true)
        let name = name()
        let profile = text("profile", isRequired: true)
        if let profile, !book.ids.contains(profile) {
            fault("profile", .notInList, value: profile, expected: ids(book.ids))
        }
        let holder = code("holder", of: ["uscc", "person", "pgln"])
        guard let id, let name, let profile else { return nil }
        return .product(Product(id: id, name: name, profile: profile, holder: holder))
    }

    // MARK: Members

    private mutating func take(_ name: String) -> FieldValue? {
        known.append(name)
        return left.removeValue(forKey: name)
    }

    private mutating func fault(
        _ field: String,
        _ reason: RecordFault.Reason,
        value: String? = nil,
        expected: String? = nil
    ) {
        let shown = value.map { $0.count > 80 ? $0.prefix(80) + "…" : $0 }
        faults.append(
            RegistryFault(line: line, field: field, reason: reason, value: shown, expected: expected)
        )
    }

    private mutating func text(_ name: String, isRequired: Bool = false) -> String? {
        let value = take(name)
        let text: String? =
            switch value {
            case .text(let text)?: text.trimmed
            case .number(let number)?: number.literal
            case nil: nil
            default: ""
            }
        guard let text, !text.isEmpty else {
            if let value, text?.isEmpty ?? false, value != .text("") {
                fault(name, .wrongType, value: value.plain, expected: "“…”")
            } else if isRequired {
                fault(name, .required)
            }
            return nil
        }
        if text.count > Self.textLimit {
            fault(name, .tooLong, value: "\(text.count)", expected: "≤ \(Self.textLimit)")
            return nil
        }
        return text
    }

    private mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String) -> Word?
    where Word.RawValue == String {
        guard let text = text(name, isRequired: true) else { return nil }
        if let word = Word(rawValue: text) { return word }
        fault(name, .notInList, value: text, expected: ids(Word.allCases.map(\.rawValue)))
        return nil
    }

    /// A name in both languages, or one text for both.
    private mutating func name() -> LocalName? {
        if case .object(var members)? = left["name"] {
            _ = take("name")
            let chinese = members.removeValue(forKey: "zh").map { $0.plain.trimmed } ?? ""
            let english = members.removeValue(forKey: "en").map { $0.plain.trimmed } ?? chinese
            for (other, value) in members.sorted(by: { $0.key < $1.key }) {
                fault("name.\(other)", .unknown, value: value.plain, expected: "name.zh, name.en")
            }
            if chinese.isEmpty { fault("name", .required) }
            let length = max(chinese.count, english.count)
            if length > Self.textLimit {
                fault("name", .tooLong, value: "\(length)", expected: "≤ \(Self.textLimit)")
            }
            return chinese.isEmpty ? nil : LocalName(zh: chinese, en: english)
        }
        return text("name", isRequired: true).map { LocalName(zh: $0, en: $0) }
    }

    private mutating func types() -> [String] {
        let values = take("types").map { value -> [String] in
            if case .list(let items) = value { items.map(\.plain) } else { [value.plain] }
        }
        guard let values, !values.isEmpty, values.count <= Self.listLimit else {
            fault("types", .required)
            return []
        }
        for type in values where !book.reference.parties.contains(where: { $0.id == type }) {
            fault("types", .notInList, value: type, expected: ids(book.reference.parties.map(\.id)))
        }
        return values
    }

    private mutating func region() -> String? {
        guard let code = text("region", isRequired: true) else { return nil }
        guard regions.knows(code) else {
            let examples = regions.citiesAndCounties.prefix(4).map { "\($0.code) \($0.name.zh)" }
            fault("region", .notInList, value: code, expected: examples.joined(separator: ", ") + " …")
            return nil
        }
        return code
    }

    private mutating func code(_ name: String, of schemes: [String], isRequired: Bool = false) -> String? {
        guard let text = text(name, isRequired: isRequired) else { return nil }
        do throws(CodeError) {
            let code = try CodeReader.read(text)
            guard schemes.contains(code.scheme.id) else {
                fault(name, .wrongCode, value: text, expected: schemes.joined(separator: ", "))
                return nil
            }
            return code.canonical
        } catch {
            fault(name, .wrongCode, value: text, expected: error.reason)
            return nil
        }
    }

    /// The number as its scheme writes it.
    private mutating func number(of type: Reference.LicenceType?) -> String? {
        guard let text = text("number", isRequired: true) else { return nil }
        guard let scheme = type?.scheme else { return text }
        do throws(CodeError) {
            return try CodeReader.read(text, as: scheme).plainText
        } catch {
            fault("number", .wrongCode, value: text, expected: error.reason)
            return nil
        }
    }

    private mutating func decimal(_ name: String, _ range: ClosedRange<Double>) -> Double? {
        guard let value = take(name) else { return nil }
        return decimal(value, name, range)
    }

    private mutating func decimal(_ value: FieldValue, _ name: String, _ range: ClosedRange<Double>)
        -> Double?
    {
        guard let number = Double(value.plain), number.isFinite else {
            fault(name, .wrongType, value: value.plain, expected: "12.5")
            return nil
        }
        guard range.contains(number) else {
            let isSmall = number < range.lowerBound
            let bound = isSmall ? "≥ \(range.lowerBound.plainText)" : "≤ \(range.upperBound.plainText)"
            fault(name, isSmall ? .tooSmall : .tooLarge, value: value.plain, expected: bound)
            return nil
        }
        return number
    }

    private mutating func capacity() -> [String: Double] {
        guard let value = take("capacity") else { return [:] }
        guard case .object(let members) = value, members.count <= Self.listLimit else {
            fault("capacity", .wrongType, value: value.plain, expected: #"{"*": 500, …}"#)
            return [:]
        }
        var capacity: [String: Double] = [:]
        for (kind, amount) in members.sorted(by: { $0.key < $1.key }) {
            capacity[kind] = decimal(amount, "capacity", 0...1e15)
        }
        return capacity
    }

    /// A day, as the instant of its begin.
    private mutating func day(_ name: String, isRequired: Bool = false) -> Int64? {
        guard let text = text(name, isRequired: isRequired) else { return nil }
        guard let date = HainanCalendar.date(text) else {
            fault(name, .wrongType, value: text, expected: "2026-03-01")
            return nil
        }
        return HainanCalendar.start(of: date)
    }

    /// Ids as they are to be written; names would not help whoever writes a file.
    private func ids(_ ids: [String]) -> String {
        (ids.count <= 60 ? ids : ids.prefix(60) + ["…"]).joined(separator: " | ")
    }
}
