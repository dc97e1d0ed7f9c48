// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension RuleWords {
    private func stages(_ references: [String]) -> String { words.stages(references, in: stage.profile) }

    private func key(_ key: HistoryKey) -> String {
        switch key {
        case .unit: words["key-unit"]
        case .place: words["key-place"]
        case .container: words["key-container"]
        case .from: words["key-from"]
        case .subject: words["key-subject"]
        case .document(let type): words.quoted(words.document(type))
        case .element(let id): words.quoted(field(id))
        }
    }

    private func value(_ source: ValueSource) -> String {
        switch source {
        case .subject: words["key-subject"]
        case .place: words["key-place"]
        case .region: words["key-region"]
        case .from: words["key-from"]
        case .to: words["key-to"]
        case .container: words["key-container"]
        case .element(let id): element(id)
        }
    }

    /// An element that may be of another stage.
    private func element(_ id: String) -> String {
        if stage.index(of: id) != nil { return field(id) }
        let all = words.book.current.lazy.flatMap(\.stages).flatMap(\.elements)
        return all.first { $0.id == id }.map { words.text($0.name) } ?? id
    }

    private func percent(_ part: Double) -> String { Plain.text(part * 100) }

    func historySentence(_ kind: RuleKind) -> String? {
        switch kind {
        case .predecessor(let references):
            return words("rule-predecessor", ["stages": stages(references)])
        case .lifeState(let states):
            return words("rule-life-state", ["states": words.any(states.map(words.state))])
        case .intervalAfterUse(let references, let days, let key):
            return words(
                "rule-interval-after-use",
                ["stages": stages(references), "days": element(days), "key": self.key(key)]
            )
        case .expiry(let id):
            return words("rule-expiry", ["element": element(id)])
        case .interval(let since, let span, let key):
            return words(
                "rule-interval",
                ["stages": stages(since), "span": self.span(span), "key": self.key(key)]
            )
        case .dueDate(let due):
            return sentence(due)
        case .shipReceive(let references, let within, let tolerance):
            return words(
                "rule-ship-receive",
                [
                    "stages": stages(references), "within": words.period(within),
                    "tolerance": percent(tolerance),
                ]
            )
        case .setBalance(let used, let returned, let document, let within):
            return words(
                "rule-set-balance",
                [
                    "used": stages(used), "returned": stages(returned),
                    "document": words.document(document), "within": words.period(within),
                ]
            )
        case .stockBalance(let inward, let outward):
            return words("rule-stock-balance", ["in": stages(inward), "out": stages(outward)])
        case .unique(let references, let source):
            return words("rule-unique", ["stages": stages(references), "field": field(source.fieldName)])
        case .uniqueLink:
            return words["rule-unique-link"]
        case .match(let value, let references, let other, let key):
            return words(
                "rule-match",
                [
                    "value": self.value(value), "stages": stages(references), "other": self.value(other),
                    "key": self.key(key),
                ]
            )
        case .documentOverdrawn(let document, let tolerance):
            return words(
                "rule-document-overdrawn",
                ["document": words.document(document), "tolerance": percent(tolerance)]
            )
        case .quota(let licence, let amount, let per):
            return words(
                "rule-quota",
                [
                    "amount": field(amount.fieldName), "licence": words.licence(licence),
                    "per": words["quota-" + per.rawValue],
                ]
            )
        case .capacity(let capacity):
            return sentence(capacity)
        case .silentNode(let days, let after):
            return words(
                "rule-silent-node",
                ["days": "\(days)", "after": "\(after)", "span": "\(days * 10)"]
            )
        default:
            return nil
        }
    }

    private func sentence(_ due: DueDate) -> String {
        let from = due.from.map { words("rule-due-from", ["element": element($0)]) } ?? ""
        let stop = due.stop.isEmpty ? "" : words("rule-due-stop", ["stages": stages(due.stop)])
        let (then, key) = (stages(due.then), key(due.key))
        if let calendar = due.calendar {
            let base = calendar.base.isEmpty ? words.quoted(words.text(stage.name)) : stages(calendar.base)
            return words(
                "rule-due-calendar",
                [
                    "key": key, "base": base, "years": words.all(calendar.years.map(String.init)),
                    "every": "\(calendar.thenEvery)", "stages": then,
                    "month": calendar.keepsMonth ? words["rule-due-month"] : "",
                    "early": calendar.early.map { words("rule-due-early", ["early": words.period($0)]) }
                        ?? "",
                    "from": from, "stop": stop,
                ]
            )
        }
        if let by = due.by {
            let chooser = stage.index(of: by).map { stage.elements[$0] }
            let values = due.periods.sorted { $0.key < $1.key }.map { code, period in
                "\(words.value(code, of: chooser)) \(words.period(period))"
            }
            return words(
                "rule-due-by",
                [
                    "key": key, "stages": then, "by": field(by), "values": values.joined(separator: "; "),
                    "from": from, "stop": stop,
                ]
            )
        }
        let within = due.within.map(words.period) ?? ""
        return words(
            "rule-due-within",
            ["key": key, "stages": then, "within": within, "from": from, "stop": stop]
        )
    }

    private func sentence(_ capacity: Capacity) -> String {
        let chooser = capacity.by.flatMap { stage.index(of: $0) }.map { stage.elements[$0] }
        let key = capacity.by == nil ? "rule-capacity" : "rule-capacity-by"
        let sentence = words(
            key,
            [
                "in": stages(capacity.inward), "out": stages(capacity.outward),
                "by": capacity.by.map(field) ?? "",
            ]
        )
        guard !capacity.apart.isEmpty else { return sentence }
        let kinds = capacity.apart.map { pair in
            pair.map { words.value($0, of: chooser) }.joined(separator: " – ")
        }
        return sentence + words("rule-capacity-apart", ["kinds": kinds.joined(separator: "; ")])
    }
}
