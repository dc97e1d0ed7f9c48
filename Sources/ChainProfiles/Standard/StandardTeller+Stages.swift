// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension StandardTeller {
    private typealias Entry = StandardDocument.Entry

    // MARK: S1, the data elements

    var elements: StandardDocument.Section {
        let groups = profile.stages.map { stage in
            StandardDocument.Block.group(
                StandardDocument.Section("stage-\(stage.id)", heading(stage), blocks(of: stage))
            )
        }
        return StandardDocument.Section("S1", words["std-s1"], [.text(words["std-s1-text"])] + groups)
    }

    func heading(_ stage: Stage) -> String { "\(words.text(stage.name)) (\(stage.id))" }

    private func blocks(of stage: Stage) -> [StandardDocument.Block] {
        let fields = book.fields(of: stage)
        let common = fields.filter { field in
            switch field.kind {
            case .element, .document, .documentPart: false
            default: true
            }
        }
        var blocks: [StandardDocument.Block] = [
            .text(parties(stage)), .heading(words["std-common-fields"]), .entries(common.map(entry)),
        ]
        if !stage.elements.isEmpty {
            blocks += [.heading(words["std-elements"]), .entries(stage.elements.map(entry))]
        }
        if !stage.documents.isEmpty {
            blocks += [
                .heading(words["std-documents"]), .entries(stage.documents.map { entry($0, of: stage) }),
            ]
        }
        return blocks
    }

    /// A field that every record has, or goods.
    private func entry(_ field: RecordField) -> StandardDocument.Entry {
        var details = [must(field.isRequired), visibility(field.visibility)]
        var notes: [String] = []
        switch field.kind {
        case .goods(let rule):
            details.insert(words["unit-kind-" + rule.level.rawValue], at: 0)
            if let measure = rule.measure { details.append(measureText(measure)) }
            if !rule.schemes.isEmpty { details.append(words.any(rule.schemes.map(words.scheme))) }
            notes.append(words["std-goods-" + rule.level.rawValue])
        default:
            notes.append(words["std-field-" + field.id])
        }
        return StandardDocument.Entry(words.text(field.name), code: field.id, details: details, notes: notes)
    }

    private func entry(_ element: Element) -> StandardDocument.Entry {
        var details = [words["type-" + element.type.rawValue], must(element.isRequired)]
        if let measure = element.measure { details.append(measureText(measure)) }
        details.append(limits(element))
        if !element.schemes.isEmpty { details.append(words.any(element.schemes.map(words.scheme))) }
        details.append(visibility(element.visibility))
        var notes: [String] = [other(element.name)]
        if let list = book.reference.lists.first(where: { $0.id == element.list }) {
            let values = list.values.prefix(8).map { "\($0.id) \(words.text($0.name))" }.joined(
                separator: "; "
            )
            let more = list.values.count > 8 ? words("std-more-values", ["n": "\(list.values.count)"]) : ""
            notes.append(words("std-values", ["list": list.id, "values": values]) + more)
        }
        return StandardDocument.Entry(
            words.text(element.name),
            code: element.id,
            details: details,
            notes: notes
        )
    }

    /// A name in the language that the page is not in: the standard gives both.
    private func other(_ name: LocalName) -> String {
        words.language == .chinese ? name.en : name.zh
    }

    private func limits(_ element: Element) -> String {
        let unit = element.measure.map { " " + words.measure($0) } ?? ""
        func text(_ number: Double) -> String { Plain.text(number) + unit }
        return switch (element.minimum, element.maximum) {
        case (let low?, let high?): words("limit-between", ["low": text(low), "high": text(high)])
        case (let low?, nil): words("limit-least", ["low": text(low)])
        case (nil, let high?): words("limit-most", ["high": text(high)])
        case (nil, nil):
            element.type == .text
                ? words("std-characters", ["n": "\(element.textLimit)"]) : ""
        }
    }

    private func measureText(_ code: String) -> String {
        words("std-measure", ["code": code, "symbol": words.measure(code)])
    }

    private func must(_ isRequired: Bool) -> String { words[isRequired ? "std-required" : "std-optional"] }

    func visibility(_ visibility: Visibility) -> String { words["class-" + visibility.rawValue] }

    private func entry(_ use: DocumentRule, of stage: Stage) -> StandardDocument.Entry {
        let type = book.reference.documents.first { $0.id == use.type }
        var details = [words[use.isIssued ? "std-issues" : "std-uses"], must(use.isRequired)]
        if let type { details.append(visibility(type.visibility)) }
        if let days = type?.days { details.append(words("std-days", ["n": "\(days)"])) }
        if let issuer = type?.issuer { details.append(words("std-issuer", ["name": words.issuer(issuer)])) }
        let covers = use.covers.map { source in
            words(
                "std-covers",
                [
                    "amount": words.quoted(words.text(book.name(ofField: source.fieldName, stage: stage)))
                ]
            )
        }
        return StandardDocument.Entry(
            words.document(use.type),
            code: use.type,
            details: details,
            notes: [covers ?? "", type?.basis.map { words("std-basis", ["basis": words.text($0)]) } ?? ""]
        )
    }

    // MARK: The rules

    var rules: StandardDocument.Section {
        let groups = profile.stages.filter { !$0.rules.isEmpty }.map { stage in
            StandardDocument.Block.group(
                StandardDocument.Section(
                    "rules-\(stage.id)",
                    heading(stage),
                    [.entries(stage.rules.map { entry($0, of: stage) })]
                )
            )
        }
        return StandardDocument.Section(
            "rules",
            words["std-rules"],
            [.text(words["std-rules-text"])] + groups
        )
    }

    /// A rule: its alarm, what is checked, how much it weighs and why.
    package func entry(_ rule: Rule, of stage: Stage) -> StandardDocument.Entry {
        let alarm = book.reference.alarms.first { $0.id == rule.alarm }
        return StandardDocument.Entry(
            alarm.map { words.text($0.name) } ?? rule.alarm,
            code: rule.alarm,
            details: [
                words("std-level", ["level": words["level-" + rule.level.rawValue]]),
                words["effect-" + rule.effect.rawValue], rule.kind.name,
            ],
            notes: [
                words.sentence(rule, of: stage), words("std-basis", ["basis": words.text(rule.basis)]),
            ]
        )
    }
}
