// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Checks what can be judged only when everything is read: names that other files define, and the shape of
/// the chain.
struct ProfileCheck {
    let profile: Profile
    let book: ProfileBook
    let root: YAMLNode

    func run() {
        known(
            profile.industry,
            among: book.reference.industries.map(\.id),
            as: "industry",
            at: key("industry")
        )
        for id in profile.lead {
            known(id, among: book.reference.departments.map(\.id), as: "department", at: key("lead"))
        }
        var ids: Set<String> = []
        for stage in profile.stages {
            if !ids.insert(stage.id).inserted {
                node(of: stage).fault("the stage “\(stage.id)” stands twice")
            }
            check(stage)
        }
        for id in profile.publicOrder where profile.stage(id) == nil {
            key("public").fault("“order” names the stage “\(id)”, which the profile has not")
        }
        if let name = profile.nameElement,
            !profile.publicOrder.contains(where: { profile.stage($0)?.showsPublicly(name) ?? false })
        {
            key("public").fault(
                "“name” is an element of class public of a stage in “order”; “\(name)” is none"
            )
        }
        checkReachability()
    }

    private func check(_ stage: Stage) {
        let place = node(of: stage)
        for party in [stage.actor, stage.from, stage.to].compactMap({ $0 }) {
            for type in party.types {
                known(type, among: book.reference.parties.map(\.id), as: "party", at: place)
            }
            for licence in party.licences {
                known(licence, among: book.reference.licences.map(\.id), as: "licence", at: place)
            }
        }
        for reference in stage.after { self.stage(reference, at: place) }
        var elements: Set<String> = []
        for element in stage.elements {
            if !elements.insert(element.id).inserted {
                place.fault("the element “\(element.id)” stands twice in the stage “\(stage.id)”")
            }
            check(element, at: place)
        }
        for document in stage.documents {
            if case .element(let id) = document.covers, stage.index(of: id) == nil {
                place.fault("“covers” names the element “\(id)”, which the stage “\(stage.id)” has not")
            }
        }
        for rule in stage.rules { check(rule, of: stage, at: place) }
    }

    private func check(_ element: Element, at place: YAMLNode) {
        if let list = element.list {
            known(list, among: book.reference.lists.map(\.id), as: "list", at: place)
        }
        if let measure = element.measure {
            known(measure, among: book.reference.measures.map(\.code), as: "measure", at: place)
        }
        for other in book.versions.values.joined() {
            for stage in other.stages {
                guard let twin = stage.elements.first(where: { $0.id == element.id }),
                    !twin.agrees(with: element)
                else {
                    continue
                }
                place.fault(
                    "the element “\(element.id)” means something else in \(stage.reference): names, type, measure, list and schemes must be the same everywhere"
                )
                return
            }
        }
    }

    private func check(_ rule: Rule, of stage: Stage, at place: YAMLNode) {
        for reference in rule.kind.otherStages { self.stage(reference, at: place) }
        for (stages, element) in rule.kind.otherElements {
            let targets = stages.compactMap(find)
            if !targets.isEmpty, !targets.contains(where: { $0.index(of: element) != nil }) {
                place.fault(
                    "the rule \(rule.alarm) of “\(stage.id)” asks for the element “\(element)”, which none of \(stages.joined(separator: ", ")) has"
                )
            }
        }
    }

    /// Every stage must be reachable from one that begins the chain.
    private func checkReachability() {
        var reached = Set(
            profile.stages.filter { stage in
                stage.after.isEmpty || stage.isOptionalAfter
                    || stage.after.contains { !$0.hasPrefix(profile.id + "/") }
            }.map(\.reference)
        )
        var grew = true
        while grew {
            let next = profile.stages.filter { stage in
                !reached.contains(stage.reference) && stage.after.contains(where: reached.contains)
            }
            grew = !next.isEmpty
            reached.formUnion(next.map(\.reference))
        }
        if reached.isEmpty { root.fault("no stage begins the chain: every stage comes after another one") }
        for stage in profile.stages where !reached.contains(stage.reference) {
            node(of: stage).fault(
                "the stage “\(stage.id)” can never happen: what it comes after leads back to itself"
            )
        }
    }

    private func find(_ reference: String) -> Stage? {
        let parts = reference.split(separator: "/")
        guard parts.count == 2 else { return nil }
        if parts[0] == profile.id { return profile.stage(String(parts[1])) }
        return book.versions[String(parts[0])]?.lazy.compactMap { $0.stage(String(parts[1])) }.first
    }

    private func stage(_ reference: String, at place: YAMLNode) {
        if find(reference) == nil { place.fault("there is no stage “\(reference)”") }
    }

    private func known(_ id: String, among ids: [String], as kind: String, at place: YAMLNode) {
        if !ids.contains(id) { place.fault("the \(kind) “\(id)” is not in the reference data") }
    }

    private func key(_ name: String) -> YAMLNode {
        root[name] ?? root
    }

    private func node(of stage: Stage) -> YAMLNode {
        key("stages").list.first { $0["id"]?.plainText == stage.id } ?? root
    }
}

extension RuleKind {
    /// The other stages that a rule names.
    package var otherStages: [String] {
        switch self {
        case .predecessor(let stages), .intervalAfterUse(let stages, _, _), .interval(let stages, _, _),
            .shipReceive(let stages, _, _), .unique(let stages, _), .match(_, let stages, _, _):
            stages
        case .dueDate(let due): due.then + due.stop + (due.calendar?.base ?? [])
        case .setBalance(let used, let returned, _, _): used + returned
        case .stockBalance(let inward, let outward): inward + outward
        case .capacity(let capacity): capacity.inward + capacity.outward
        default: []
        }
    }

    /// The stages, of all that there are, whose records can change what the rule of a stage says.
    func watchedStages(of stage: Stage, among all: [Stage]) -> [String] {
        switch self {
        case .documentOverdrawn(let type, _):
            [stage.reference] + all.filter { $0.documents.contains { $0.type == type } }.map(\.reference)
        case .quota, .silentNode:
            [stage.reference]
        case .shipReceive, .setBalance, .stockBalance, .unique, .dueDate:
            otherStages + [stage.reference]
        case .lifeState:
            all.filter { $0.profile == stage.profile && $0.state != nil }.map(\.reference)
        case .uniqueLink:
            all.filter { $0.profile == stage.profile && $0.goods[.container] != nil }.map(\.reference)
        case .expiry(let element):
            all.filter { $0.index(of: element) != nil }.map(\.reference)
        default:
            otherStages
        }
    }

    /// Elements that stages other than the rule's own must have.
    var otherElements: [(stages: [String], element: String)] {
        switch self {
        case .intervalAfterUse(let stages, let days, _): [(stages, days)]
        case .match(_, let stages, .element(let id), _): [(stages, id)]
        default: []
        }
    }
}
