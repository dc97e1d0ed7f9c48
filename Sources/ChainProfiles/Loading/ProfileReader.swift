// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// Reads one version of one profile.
struct ProfileReader {
    let reference: Reference

    func read(_ document: YAMLNode) -> Profile? {
        guard let map = document.map else { return nil }
        defer { map.finish() }
        let id = map.need("profile")?.text
        let from = map.need("from")?.day
        let industry = map.need("industry")?.text
        let plan = map.take("plan")?.texts ?? []
        let name = map.name("name")
        let lead = map.need("lead")?.texts ?? []
        let unit = map.need("unit").flatMap(unit)
        let isSecurity = map.take("security")?.boolean ?? false
        let shown = map.take("public")?.map
        let headline = shown?.take("headline").flatMap(YAMLMap.name)
        let nameElement = shown?.take("name")?.text
        let order = shown?.take("order")?.texts ?? []
        shown?.finish()
        let stageNodes = map.need("stages")?.list ?? []
        guard let id, let from, let day = HainanCalendar.date(from), let industry, let name, let unit else {
            return nil
        }
        let stages = stageNodes.compactMap { StageReader(profile: id, reference: reference).read($0) }
        return Profile(
            id: id,
            from: from,
            validFrom: HainanCalendar.start(of: day),
            industry: industry,
            plan: plan,
            name: name,
            lead: lead,
            unit: unit,
            isSecurity: isSecurity,
            stages: stages,
            headline: headline,
            nameElement: nameElement,
            publicOrder: order
        )
    }

    private func unit(_ node: YAMLNode) -> Profile.Unit? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        let codes = map.need("codes")?.texts ?? []
        guard let kind = map.need("kind")?.word(UnitKind.self) else { return nil }
        return Profile.Unit(kind: kind, codes: codes)
    }
}

/// Reads one stage.
struct StageReader {
    let profile: String
    let reference: Reference

    func read(_ node: YAMLNode) -> Stage? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        let id = map.need("id")?.text
        let name = map.name("name")
        let after = (map.take("after")?.texts ?? []).map(reference(to:))
        let optional = map.take("optional")?.boolean ?? false
        let actor = map.need("actor").flatMap { party($0, isRequired: true) }
        let from = map.take("from").flatMap { party($0, isRequired: false) }
        let to = map.take("to").flatMap { party($0, isRequired: false) }
        let event = map.need("event").flatMap(event)
        var goods: [GoodsRole: GoodsRule] = [:]
        for role in GoodsRole.allCases { goods[role] = map.take(role.rawValue).flatMap(self.goods) }
        let elements = (map.take("elements")?.list ?? []).compactMap { item -> Element? in
            guard let item = item.map else { return nil }
            defer { item.finish() }
            return ElementReader(reference: reference).use(item)
        }
        let documents = (map.take("documents")?.list ?? []).compactMap(document)
        let state = map.take("state")?.text
        let allowed = map.take("allowed-in")?.texts ?? []
        let service = map.take("serves")?.word(Stage.Service.self)
        let ruleNodes = map.take("rules")?.list ?? []
        guard let id, let name, let actor, let event else { return nil }
        if goods.isEmpty { addGoods(to: &goods, event.type) }
        check(goods, against: event.type, at: node)
        let reader = RuleReader(
            profile: profile,
            stage: id,
            reference: reference,
            elements: elements,
            goods: goods
        )
        let written = ruleNodes.enumerated().compactMap { index, node in reader.read(node, index: index) }
        let own = reader.ownRules(
            OwnRules(
                actor: actor,
                from: from,
                to: to,
                documents: documents,
                after: after,
                isOptionalAfter: optional,
                allowedIn: allowed
            ),
            written: written,
            at: node
        )
        return Stage(
            profile: profile,
            id: id,
            name: name,
            after: after,
            isOptionalAfter: optional,
            actor: actor,
            from: from,
            to: to,
            event: event,
            goods: goods,
            elements: elements,
            documents: documents,
            rules: written + own,
            state: state,
            allowedIn: allowed,
            service: service
        )
    }

    /// `slaughter` becomes `profile/slaughter` in its own profile.
    private func reference(to stage: String) -> String {
        stage.contains("/") ? stage : "\(profile)/\(stage)"
    }

    private func party(_ node: YAMLNode, isRequired: Bool) -> PartyRule? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        return PartyRule(
            types: map.take("types")?.texts ?? [],
            licences: map.take("licences")?.texts ?? [],
            isRequired: map.take("required")?.boolean ?? isRequired
        )
    }

    private func event(_ node: YAMLNode) -> Stage.EventForm? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        let action = map.take("action")?.word(Action.self)
        let disposition = map.take("disposition")?.text
        guard let typeNode = map.need("type"), let text = typeNode.text, let stepNode = map.need("step"),
            let step = stepNode.text
        else { return nil }
        let type = EventType(name: text)
        if case .custom = type {
            typeNode.fault("“\(text)” is no EPCIS event type")
            return nil
        }
        if (type == .transformation) != (action == nil) {
            node.fault(
                type == .transformation
                    ? "a TransformationEvent has no action" : "“action” is missing: ADD, OBSERVE or DELETE"
            )
        }
        if !CBV.bizStep.words.contains(step) { stepNode.fault("“\(step)” is no business step of the CBV") }
        if let disposition, !CBV.disposition.words.contains(disposition) {
            node.fault("“\(disposition)” is no disposition of the CBV")
        }
        return Stage.EventForm(type: type, action: action, step: step, disposition: disposition)
    }

    private func goods(_ node: YAMLNode) -> GoodsRule? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        let level = map.take("level")?.word(UnitKind.self) ?? .any
        let measureNode = map.take("measure")
        let measure = measureNode?.text
        if let measure, !reference.measures.contains(where: { $0.code == measure }) {
            measureNode?.fault("the measure “\(measure)” is not in the reference data")
        }
        return GoodsRule(
            level: level,
            measure: measure,
            schemes: map.take("schemes")?.texts ?? [],
            isRequired: map.take("required")?.boolean ?? true
        )
    }

    private func document(_ node: YAMLNode) -> DocumentRule? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        let required = map.take("required")?.boolean ?? false
        let issues = map.take("issues")?.boolean ?? false
        let covers = map.take("covers")?.text.map(AmountSource.init(text:))
        guard let typeNode = map.need("type"), let type = typeNode.text else { return nil }
        if !reference.documents.contains(where: { $0.id == type }) {
            typeNode.fault("the document “\(type)” is not in the reference data")
        }
        return DocumentRule(type: type, isRequired: required, isIssued: issues, covers: covers)
    }

    /// The roles that an event type has.
    private static func roles(of type: EventType) -> Set<GoodsRole> {
        switch type {
        case .object, .transaction, .custom: [.units]
        case .aggregation, .association: [.container, .units]
        case .transformation: [.inputs, .outputs]
        }
    }

    private func addGoods(to goods: inout [GoodsRole: GoodsRule], _ type: EventType) {
        for role in Self.roles(of: type) {
            goods[role] = GoodsRule(level: .any, measure: nil, schemes: [], isRequired: true)
        }
    }

    private func check(_ goods: [GoodsRole: GoodsRule], against type: EventType, at node: YAMLNode) {
        let roles = Self.roles(of: type)
        for role in goods.keys where !roles.contains(role) {
            node.fault("a \(type.name) has no “\(role.rawValue)”")
        }
    }
}

extension AmountSource {
    /// `inputs`, `outputs`, `units`, or the id of an element.
    init(text: String) {
        self = GoodsRole(rawValue: text).map(AmountSource.goods) ?? .element(text)
    }
}

extension CodeSource {
    init(text: String) {
        self = GoodsRole(rawValue: text).map(CodeSource.goods) ?? .element(text)
    }
}
