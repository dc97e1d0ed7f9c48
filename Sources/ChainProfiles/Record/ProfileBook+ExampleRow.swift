// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension ProfileBook {
    /// A value that a field of a stage's records may have, as it would stand in a table.
    ///
    /// Codes are right in their form and belong to nobody.
    package func example(of field: RecordField, stage: Stage) -> FieldValue {
        switch field.kind {
        case .code: .text(code(field.id == "place" ? ["place"] : ["uscc"]))
        case .time: .text("2026-03-01 08:30:00")
        case .text: .text(word("table-example").zh)
        case .sensors: .text("2026-03-01T08:30:00+08:00 Temperature 4.5 CEL")
        case .document: .text("HN-2026-000001")
        case .documentPart("quantity"): .number(.init("500"))
        case .documentPart("sources"): .text("HN-2026-000000 120")
        case .documentPart("issued"): .text("2026-03-01")
        case .documentPart("valid-until"): .text("2026-12-31")
        case .documentPart: .text(word("table-example").zh)
        case .goods(let rule): .text(goods(rule, GoodsRole(rawValue: field.id) ?? .units, stage))
        case .element(let element): value(of: element)
        }
    }

    /// Words of the reference data; the id itself where it has none.
    package func word(_ id: String) -> LocalName {
        reference.messages.first { $0.id == id }?.text ?? LocalName(zh: id, en: id)
    }

    private func goods(_ rule: GoodsRule, _ role: GoodsRole, _ stage: Stage) -> String {
        let own = profile(stage.profile)?.unit.codes ?? []
        let schemes = rule.schemes.isEmpty ? (role == .container ? ["sscc"] : own) : rule.schemes
        switch rule.level {
        case .item, .asset: return code(schemes)
        case .lot, .any: return (role == .container ? code(schemes) : code(["gtin-lot"])) + " 120"
        }
    }

    private func code(_ schemes: [String]) -> String {
        let known = schemes.lazy.compactMap { scheme in
            reference.messages.first { $0.id == "example-" + scheme }?.text.zh
        }
        return known.first ?? word("example-gtin").zh
    }

    private func value(of element: Element) -> FieldValue {
        switch element.type {
        case .text:
            let text = element.name.zh + word("table-example").zh
            return .text(String(text.prefix(element.maximumLength ?? text.count)))
        case .integer, .number:
            return .number(.init(Plain.text(Self.number(element))))
        case .date: return .text("2026-03-01")
        case .time: return .text("2026-03-01 08:30:00")
        case .boolean: return .text(word("table-yes").zh)
        case .code, .codes, .checklist:
            let values = reference.lists.first { $0.id == element.list }?.values ?? []
            let count = element.type == .code ? 1 : 2
            return .text(values.prefix(count).map(\.name.zh).joined(separator: "; "))
        case .identifier, .identifiers: return .text(code(element.schemes))
        }
    }

    /// Within the limits of the element.
    private static func number(_ element: Element) -> Double {
        let plain = max(element.minimum ?? 1, 1)
        return min(plain, element.maximum ?? plain)
    }
}
