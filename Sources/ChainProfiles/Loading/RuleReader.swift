// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads the rules of one stage, and makes those that follow from its other lines.
struct RuleReader {
    let profile: String
    let stage: String
    let reference: Reference
    let elements: [Element]
    let goods: [GoodsRole: GoodsRule]

    /// One written rule; its parameters are read by its kind.
    func read(_ node: YAMLNode, index: Int) -> Rule? {
        guard let map = node.map else { return nil }
        let id = map.need("id")?.text
        let level = map.take("level")?.word(AlarmLevel.self)
        let effect = map.take("effect")?.word(Effect.self)
        let basis = map.take("basis").flatMap(YAMLMap.name)
        let condition = map.take("when").flatMap(condition)
        guard let kindNode = map.need("kind"), let name = kindNode.text else { return nil }
        guard RuleKind.names.contains(name) else {
            kindNode.fault(
                "“\(name)” is no rule kind; known are: \(RuleKind.names.sorted().joined(separator: ", "))"
            )
            _ = map.takeAll()
            return nil
        }
        let kind = kind(name, map)
        map.finish()
        guard let id, let kind else { return nil }
        guard let alarm = reference.alarms.first(where: { $0.id == id }) else {
            node.fault("the alarm “\(id)” is not in the reference data")
            return nil
        }
        return Rule(
            alarm: id,
            kind: kind,
            level: level ?? alarm.level,
            effect: effect ?? alarm.effect,
            basis: basis ?? alarm.basis,
            condition: condition,
            index: index
        )
    }

    private func condition(_ node: YAMLNode) -> Rule.Condition? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        let element = map.need("element").flatMap(element)
        let values = map.take("in")?.texts
        let others = map.take("not-in")?.texts
        guard let element else { return nil }
        guard (values == nil) != (others == nil) else {
            node.fault("a condition needs either “in” or “not-in”")
            return nil
        }
        return Rule.Condition(element: element, values: values ?? others ?? [], isNegative: others != nil)
    }

    /// The id of an element of this stage.
    func element(_ node: YAMLNode) -> String? {
        guard let id = node.text else { return nil }
        if elements.contains(where: { $0.id == id }) { return id }
        node.fault("the stage “\(stage)” has no element “\(id)”")
        return nil
    }

    /// `slaughter` becomes `profile/slaughter`.
    func stages(_ node: YAMLNode?) -> [String] {
        (node?.texts ?? []).map { $0.contains("/") ? $0 : "\(profile)/\($0)" }
    }

    /// Goods of the event, or an element of the stage.
    func amount(_ node: YAMLNode) -> AmountSource? {
        guard let text = node.text else { return nil }
        if let role = GoodsRole(rawValue: text) {
            if goods[role] != nil { return .goods(role) }
            node.fault("the stage “\(stage)” has no “\(text)”")
            return nil
        }
        return element(node).map(AmountSource.element)
    }

    func codes(_ node: YAMLNode) -> CodeSource? {
        switch amount(node) {
        case .goods(let role): .goods(role)
        case .element(let id): .element(id)
        case nil: nil
        }
    }

    func document(_ node: YAMLNode) -> String? {
        guard let id = node.text else { return nil }
        if reference.documents.contains(where: { $0.id == id }) { return id }
        node.fault("the document “\(id)” is not in the reference data")
        return nil
    }

    func key(_ node: YAMLNode?) -> HistoryKey? {
        guard let node else { return .unit }
        switch node.text {
        case "unit": return .unit
        case "place": return .place
        case "container": return .container
        case "from": return .from
        case "subject": return .subject
        case let text?:
            if elements.contains(where: { $0.id == text }) { return .element(text) }
            return document(node).map(HistoryKey.document)
        case nil: return nil
        }
    }

    func value(_ node: YAMLNode, isOwn: Bool) -> ValueSource? {
        switch node.text {
        case "subject": .subject
        case "place": .place
        case "region": .region
        case "from": .from
        case "to": .to
        case "container": .container
        case let text?: isOwn ? element(node).map(ValueSource.element) : .element(text)
        case nil: nil
        }
    }

    func span(_ map: YAMLMap) -> Span? {
        let (least, most) = (map.take("at-least")?.period, map.take("at-most")?.period)
        if least == nil, most == nil { map.place.fault("“at-least” or “at-most” is missing") }
        return Span(atLeast: least, atMost: most)
    }
}
