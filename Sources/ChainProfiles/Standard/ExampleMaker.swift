// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

/// Fills the fields of an example, and mends them until no rule of the record finds anything.
struct ExampleMaker {
    let stage: Stage
    let profile: Profile
    let book: ProfileBook
    /// The record's time, in milliseconds since 1970.
    let time: Int64
    var values: [String: Value] = [:]
    var goods: [GoodsRole: Goods] = [:]

    /// The value of an element.
    enum Value: Equatable {
        case text(String)
        case number(Double)
        case boolean(Bool)
        case texts([String])

        /// As conditions of rules see it.
        var words: [String] {
            switch self {
            case .text(let text): [text]
            case .texts(let texts): texts
            case .boolean(let boolean): [boolean ? "true" : "false"]
            case .number: []
            }
        }
    }

    /// The goods in one role.
    struct Goods {
        let code: String
        var quantity: Double?
        let measure: String?
    }

    init(stage: Stage, profile: Profile, book: ProfileBook, time: Int64) {
        self.stage = stage
        self.profile = profile
        self.book = book
        self.time = time
    }

    mutating func fill() {
        for role in GoodsRole.allCases {
            if let rule = stage.goods[role] { goods[role] = goods(role, rule) }
        }
        for element in stage.elements { values[element.id] = usual(element) }
        // Two rules may pull at one value; each round gives way at the other end.
        for round in 0..<8 where !isRight {
            for rule in stage.rules where applies(rule) { keep(rule, round: round) }
        }
    }

    /// The fields of the flat record.
    var fields: [String: FieldValue] {
        var fields: [String: FieldValue] = [
            "subject": .text(ExampleCode.party(kind(stage.actor))), "time": .text(clock(time)),
            "place": .text(ExampleCode.place(kind(stage.actor))),
        ]
        if let from = stage.from { fields["from"] = .text(ExampleCode.party(kind(from))) }
        if let to = stage.to { fields["to"] = .text(ExampleCode.party(kind(to))) }
        for (role, goods) in goods { fields[role.rawValue] = field(goods) }
        for element in stage.elements { fields[element.id] = values[element.id].map(field) }
        for document in stage.documents { fields[document.type] = field(document) }
        if let readings { fields["sensors"] = readings }
        return fields
    }

    private func kind(_ party: PartyRule) -> String { party.types.first ?? "party" }

    /// A moment at +08:00.
    func clock(_ milliseconds: Int64) -> String {
        String(Timestamp(milliseconds: milliseconds + 8 * 3_600_000).text.prefix(19)) + "+08:00"
    }

    func day(_ days: Int) -> String { Plain.day(time + Int64(days) * 86_400_000) }

    // MARK: What is usual

    private func usual(_ element: Element) -> Value {
        switch element.type {
        case .text:
            return .text(Self.shortened("示例" + element.name.zh, to: element.textLimit))
        case .integer, .number: return .number(amount(element))
        case .date: return .text(day(isExpiry(element.id) ? 180 : 0))
        case .time: return .text(clock(time))
        case .boolean: return .boolean(true)
        case .code: return .text(book.values(of: element).first ?? "")
        case .codes, .checklist: return .texts(Array(book.values(of: element).prefix(3)))
        case .identifier: return .text(identifier(element, 1))
        case .identifiers: return .texts([identifier(element, 1), identifier(element, 2)])
        }
    }

    private static func shortened(_ text: String, to limit: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    }

    private func amount(_ element: Element) -> Double {
        let usual: Double =
            switch element.measure {
            case "CEL": 3
            case "P1": 50
            case "KGM", "LTR": 100
            default: 10
            }
        return Swift.min(Swift.max(usual, element.minimum ?? 0), element.maximum ?? .greatestFiniteMagnitude)
    }

    /// Whether some rule takes the element for the last day of the goods.
    private func isExpiry(_ element: String) -> Bool {
        book.current.contains { profile in
            profile.stages.contains { stage in
                stage.rules.contains { if case .expiry(element) = $0.kind { true } else { false } }
            }
        }
    }

    private func identifier(_ element: Element, _ number: Int) -> String {
        let open = element.schemes.filter { !(CodeSchemeRegistry.format($0)?.isPersonal ?? false) }
        let scheme = open.first ?? element.schemes.first ?? "gtin"
        return ExampleCode.code(scheme, seed: element.id, number: number)
    }

    // MARK: Goods

    private func goods(_ role: GoodsRole, _ rule: GoodsRule) -> Goods {
        let level = rule.level == .any ? (profile.unit.kind == .any ? .lot : profile.unit.kind) : rule.level
        let schemes = rule.schemes.isEmpty ? profile.unit.codes : rule.schemes
        let isContainer = role == .container
        let scheme =
            level == .lot && schemes.contains("gtin")
            ? "gtin" : isContainer && schemes.contains("sscc") ? "sscc" : schemes.first ?? "gtin"
        let code = ExampleCode.code(
            scheme,
            seed: profile.id,
            number: isContainer ? 90 : origin(of: stage, isMade: role == .outputs),
            level: level
        )
        let isCounted = rule.level == .lot || rule.level == .any && level == .lot
        return Goods(code: code, quantity: isCounted ? 100 : nil, measure: rule.measure)
    }

    /// The place in the chain where the goods of a stage were made: goods of one make have one code.
    private func origin(of stage: Stage, isMade: Bool) -> Int {
        var at = stage
        var isMade = isMade
        for _ in 0..<profile.stages.count {
            let isBegin = at.event.action == .add && at.event.type == .object
            let next = at.after.lazy.compactMap { reference in
                profile.stages.first { $0.reference == reference }
            }.first
            guard !isMade, !isBegin, let next, next.reference != at.reference else { break }
            at = next
            isMade = at.event.type == .transformation
        }
        let index = profile.stages.firstIndex { $0.reference == at.reference } ?? 0
        return index + 1 + (at.event.type == .transformation && !isMade ? 50 : 0)
    }

    private func field(_ goods: Goods) -> FieldValue {
        guard let quantity = goods.quantity else { return .text(goods.code) }
        var members: [String: FieldValue] = [
            "code": .text(goods.code), "quantity": .number(FieldValue.DecimalText(Plain.text(quantity))),
        ]
        if let measure = goods.measure { members["measure"] = .text(measure) }
        return .object(members)
    }

    private func field(_ value: Value) -> FieldValue {
        switch value {
        case .text(let text): .text(text)
        case .number(let number): .number(FieldValue.DecimalText(Plain.text(number)))
        case .boolean(let boolean): .boolean(boolean)
        case .texts(let texts): .list(texts.map(FieldValue.text))
        }
    }

    // MARK: Documents and readings

    private func field(_ document: DocumentRule) -> FieldValue {
        let type = book.reference.documents.first { $0.id == document.type }
        var members: [String: FieldValue] = [
            "number": .text(
                "EX-" + day(0).filter { $0 != "-" } + "-" + ExampleCode.padded(profile.stages.count)
            ),
            "issued": .text(day(0)), "valid-until": .text(day(type?.days ?? 365)),
        ]
        let issuer =
            book.reference.departments.first { $0.id == type?.issuer }?.name(at: time)
            ?? book.reference.parties.first { $0.id == type?.issuer }?.name
        if let issuer { members["issuer"] = .text(issuer.zh) }
        if let covers = document.covers, let covered = amount(covers) {
            members["quantity"] = .number(FieldValue.DecimalText(Plain.text(covered)))
        }
        return .object(members)
    }

    func amount(_ source: AmountSource) -> Double? {
        switch source {
        case .goods(let role): goods[role].map { $0.quantity ?? 1 }
        case .element(let id): if case .number(let number)? = values[id] { number } else { nil }
        }
    }

    /// Three readings inside every range, no further apart than a rule allows.
    private var readings: FieldValue? {
        let ranges = stage.rules.compactMap {
            if case .sensorRange(let range) = $0.kind { range } else { nil }
        }
        guard let range = ranges.first else { return nil }
        let step = stage.rules.lazy.compactMap { rule -> Int64? in
            if case .sensorGap(_, let interval, _) = rule.kind { interval.after(0) } else { nil }
        }.first
        let middle =
            switch (range.minimum, range.maximum) {
            case (let low?, let high?): (low + high) / 2
            case (let low?, nil): low
            case (nil, let high?): high
            case (nil, nil): 0.0
            }
        return .list(
            (0..<3).map { index in
                .object([
                    "time": .text(clock(time + Int64(index - 2) * (step ?? 1_800_000))),
                    "type": .text(range.type),
                    "value": .number(FieldValue.DecimalText(Plain.text(middle))),
                    "measure": .text(range.measure),
                ])
            }
        )
    }
}
