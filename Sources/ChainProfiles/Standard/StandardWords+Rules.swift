// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension StandardWords {
    /// What a rule of a stage checks, in one sentence.
    package func sentence(_ rule: Rule, of stage: Stage) -> String {
        let words = RuleWords(words: self, stage: stage)
        let sentence = words.recordSentence(rule.kind) ?? words.historySentence(rule.kind) ?? rule.kind.name
        guard let condition = rule.condition else { return sentence }
        return self(
            condition.isNegative ? "rule-when-not" : "rule-when",
            [
                "element": words.field(condition.element),
                "values": words.values(condition.values, of: condition.element), "sentence": sentence,
            ]
        )
    }
}

/// The parameters of a stage's rules by their names.
struct RuleWords {
    let words: StandardWords
    let stage: Stage

    func field(_ id: String) -> String {
        words.text(words.book.name(ofField: id, stage: stage))
    }

    func values(_ values: [String], of element: String) -> String {
        let own = stage.index(of: element).map { stage.elements[$0] }
        return words.any(values.map { words.quoted(words.value($0, of: own)) })
    }

    private func limits(_ low: Double?, _ high: Double?, _ measure: String?) -> String {
        let unit = measure.map { " " + words.measure($0) } ?? ""
        func text(_ number: Double) -> String { Plain.text(number) + unit }
        return switch (low, high) {
        case (let low?, let high?): words("limit-between", ["low": text(low), "high": text(high)])
        case (let low?, nil): words("limit-least", ["low": text(low)])
        case (nil, let high?): words("limit-most", ["high": text(high)])
        case (nil, nil): ""
        }
    }

    func span(_ span: Span) -> String {
        switch (span.atLeast, span.atMost) {
        case (let low?, let high?):
            words("span-between", ["low": words.period(low), "high": words.period(high)])
        case (let low?, nil): words("span-least", ["low": words.period(low)])
        case (nil, let high?): words("span-most", ["high": words.period(high)])
        case (nil, nil): ""
        }
    }

    func recordSentence(_ kind: RuleKind) -> String? {
        switch kind {
        case .elementRequired(let element):
            return words("rule-element-required", ["element": field(element)])
        case .elementLimit(let limit):
            return elementLimit(limit)
        case .elementValue(let element, let values, let isNegative):
            let key = isNegative ? "rule-element-value-not" : "rule-element-value"
            return words(key, ["element": field(element), "values": self.values(values, of: element)])
        case .duration(let start, let end, let span):
            return words(
                "rule-duration",
                ["start": field(start), "end": field(end), "span": self.span(span)]
            )
        case .licenceValid(let role, let licences):
            let names = words.all(licences.map { words.quoted(words.licence($0)) })
            return words("rule-licence-valid", ["party": words["key-" + role.rawValue], "licences": names])
        case .partyType(let role, let types):
            let names = words.any(types.map { words.quoted(words.party($0)) })
            return words("rule-party-type", ["party": words["key-" + role.rawValue], "types": names])
        case .region(let role, let prefixes, let isNegative):
            let names = words.any(prefixes.map(region))
            let key = isNegative ? "rule-region-not" : "rule-region"
            return words(key, ["place": words["key-" + role.rawValue], "regions": names])
        case .documentValid(let document, let isRequired):
            let key = isRequired ? "rule-document-valid" : "rule-document-valid-if"
            return words(key, ["document": words.document(document)])
        case .massBalance(let output, let input, let low, let high):
            let key =
                low == high
                ? "rule-mass-balance-exact" : low == 0 ? "rule-mass-balance-most" : "rule-mass-balance"
            return words(
                key,
                [
                    "output": field(output.fieldName), "input": field(input.fieldName),
                    "low": Plain.text(low), "high": Plain.text(high),
                ]
            )
        case .sensorRange(let range):
            let limits = limits(range.minimum, range.maximum, range.measure)
            let type = words.reading(range.type)
            guard let tolerated = range.tolerated else {
                return words("rule-sensor-range-always", ["type": type, "limits": limits])
            }
            return words(
                "rule-sensor-range",
                ["type": type, "limits": limits, "tolerated": words.period(tolerated)]
            )
        case .sensorGap(let type, let interval, let times):
            return words(
                "rule-sensor-gap",
                [
                    "type": words.reading(type), "interval": words.period(interval),
                    "times": Plain.text(times),
                ]
            )
        case .codeCheck(let source, let schemes, let region):
            let names = words.any(schemes.map { words.quoted(words.scheme($0)) })
            let key = schemes.isEmpty ? "rule-code-check-any" : "rule-code-check"
            let sentence = words(key, ["field": field(source.fieldName), "schemes": names])
            guard let region else { return sentence }
            return sentence + words("rule-code-check-region", ["place": words["key-" + region.rawValue]])
        default:
            return nil
        }
    }

    private func elementLimit(_ limit: ElementLimit) -> String {
        let measure = stage.index(of: limit.element).flatMap { stage.elements[$0].measure }
        guard let by = limit.by else {
            let limits = limits(limit.minimum, limit.maximum, measure)
            return words("rule-element-limit", ["element": field(limit.element), "limits": limits])
        }
        let chooser = stage.index(of: by).map { stage.elements[$0] }
        let values = limit.limits.sorted { $0.key < $1.key }.map { code, maximum in
            "\(words.value(code, of: chooser)) \(limits(nil, maximum, measure))"
        }
        return words(
            "rule-element-limit-by",
            ["element": field(limit.element), "by": field(by), "values": values.joined(separator: "; ")]
        )
    }

    private func region(_ code: String) -> String {
        let region = words.book.reference.regions.first { $0.code == code && $0.until == nil }
        return region.map { words.text($0.name) + " (\(code))" } ?? code
    }
}
