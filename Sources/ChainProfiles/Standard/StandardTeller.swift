// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Tells the standard of one version of one profile: all that an implementer needs, from the profile alone.
package struct StandardTeller {
    let words: StandardWords
    let profile: Profile

    var book: ProfileBook { words.book }

    package init(_ profile: Profile, _ words: StandardWords) {
        self.profile = profile
        self.words = words
    }

    /// The whole document.
    package var document: StandardDocument {
        let name = words.text(profile.name)
        var document = StandardDocument(
            title: words("std-title", ["name": name]),
            lead: words("std-lead", ["name": name])
        )
        document.facts = facts
        document.links = links
        document.sections = [chain, codes, elements, rules, formats, interfaces, publicPage, lists]
        return document
    }

    private typealias Fact = StandardDocument.Fact

    private var facts: [StandardDocument.Fact] {
        let industry = book.reference.industries.first { $0.id == profile.industry }
        let versions = book.versions[profile.id] ?? []
        let next = versions.first { $0.validFrom > profile.validFrom }
        let validity =
            next.map { words("std-valid-until", ["from": profile.from, "until": $0.from]) }
            ?? words("std-valid-from", ["from": profile.from])
        var facts = [
            Fact(words["std-id"], profile.id),
            Fact(words["std-industry"], industry.map { words.text($0.name) } ?? profile.industry),
            Fact(words["std-lead-department"], words.all(profile.lead.map(words.department))),
            Fact(words["std-version"], validity),
            Fact(words["std-unit"], unit),
        ]
        if !profile.plan.isEmpty {
            facts.append(Fact(words["std-plan"], profile.plan.joined(separator: ", ")))
        }
        if profile.isSecurity { facts.append(Fact(words["std-public"], words["std-security"])) }
        return facts
    }

    /// What is traced, and with which codes.
    var unit: String {
        words(
            "std-unit-text",
            [
                "kind": words["unit-kind-" + profile.unit.kind.rawValue],
                "codes": words.any(profile.unit.codes.map(words.scheme)),
            ]
        )
    }

    private var links: [StandardDocument.Link] {
        let versions = (book.versions[profile.id] ?? []).filter { $0.from != profile.from }
        return [
            StandardDocument.Link(
                words["std-yaml"],
                StandardAddress.version(profile) + ".yaml",
                isFile: true
            ),
            StandardDocument.Link(
                words["std-json"],
                StandardAddress.version(profile) + ".json",
                isFile: true
            ),
        ]
            + versions.map {
                StandardDocument.Link(
                    words("std-other-version", ["from": $0.from]),
                    StandardAddress.version($0)
                )
            } + [
                StandardDocument.Link(words["std-all"], StandardAddress.index),
                StandardDocument.Link(words["std-all-codes"], StandardAddress.codes),
                StandardDocument.Link(words["std-all-reference"], StandardAddress.reference),
            ]
    }

    // MARK: S5, the chain

    private var chain: StandardDocument.Section {
        let steps = profile.stages.enumerated().map { index, stage in
            StandardDocument.Entry(
                "\(index + 1). \(words.text(stage.name))",
                code: stage.id,
                details: [],
                notes: [before(stage), parties(stage), life(stage)],
                links: [StandardDocument.Link(words["std-to-elements"], "#stage-\(stage.id)")]
            )
        }
        return StandardDocument.Section("S5", words["std-s5"], [.text(words["std-s5-text"]), .chain(steps)])
    }

    private func before(_ stage: Stage) -> String {
        guard !stage.after.isEmpty else { return words["std-begins"] }
        let stages = words.stages(stage.after, in: profile.id)
        return words(stage.isOptionalAfter ? "std-after-optional" : "std-after", ["stages": stages])
    }

    /// Who acts, from whom and to whom.
    func parties(_ stage: Stage) -> String {
        var text = words("std-actor", ["parties": party(stage.actor)])
        if let from = stage.from {
            text += words("std-from", ["parties": party(from), "required": must(from)])
        }
        if let to = stage.to { text += words("std-to", ["parties": party(to), "required": must(to)]) }
        return text
    }

    private func must(_ rule: PartyRule) -> String {
        words[rule.isRequired ? "std-required-short" : "std-optional-short"]
    }

    private func party(_ rule: PartyRule) -> String {
        let types = rule.types.isEmpty ? words["std-anybody"] : words.any(rule.types.map(words.party))
        guard !rule.licences.isEmpty else { return types }
        let licences = words.all(rule.licences.map { words.quoted(words.licence($0)) })
        return words("std-holding", ["parties": types, "licences": licences])
    }

    private func life(_ stage: Stage) -> String {
        let allowed =
            stage.allowedIn.isEmpty
            ? "" : words("std-allowed-in", ["states": words.any(stage.allowedIn.map(words.state))])
        let state = stage.state.map { words("std-state", ["state": words.state($0)]) } ?? ""
        return allowed + state
    }

    // MARK: S4, the codes

    /// Every code scheme that a record of the profile may carry.
    package var schemes: [String] {
        let goods = profile.stages.flatMap { $0.goods.values.flatMap(\.schemes) }.sorted()
        let elements = profile.stages.flatMap { $0.elements.flatMap(\.schemes) }
        let licences = profile.stages.flatMap { stage in
            (stage.actor.licences + (stage.from?.licences ?? []) + (stage.to?.licences ?? [])).compactMap {
                id in
                book.reference.licences.first { $0.id == id }?.scheme
            }
        }
        var seen: Set<String> = []
        return (profile.unit.codes + goods + elements + ["uscc", "place"] + licences).filter {
            seen.insert($0).inserted
        }
    }

    private var codes: StandardDocument.Section {
        let teller = SchemeTeller(words)
        return StandardDocument.Section(
            "S4",
            words["std-s4"],
            [
                .text(words("std-s4-text", ["unit": unit])), .entries(schemes.map(teller.entry)),
                .text(words["std-s4-forms"]),
                .links([StandardDocument.Link(words["std-all-codes"], StandardAddress.codes)]),
            ]
        )
    }

    // MARK: The public page, and the lists

    private var publicPage: StandardDocument.Section {
        var blocks: [StandardDocument.Block] = []
        if profile.isSecurity { blocks.append(.text(words["std-security"])) }
        if let headline = profile.headline {
            blocks.append(.facts([Fact(words["std-headline"], words.text(headline))]))
        }
        let named = profile.stages.lazy.flatMap(\.elements).first { $0.id == profile.nameElement }
        if let named { blocks.append(.facts([Fact(words["std-goods-name"], words.text(named.name))])) }
        let entries = profile.publicOrder.compactMap { profile.stage($0) }.map { stage in
            let shown = stage.elements.filter { $0.visibility == .public }.map { words.text($0.name) }
            let documents = stage.documents.filter { use in
                book.reference.documents.first { $0.id == use.type }?.visibility == .public
            }.map { words.document($0.type) }
            let shownText = words.all(shown + documents)
            return StandardDocument.Entry(
                words.text(stage.name),
                code: stage.id,
                notes: [shownText.isEmpty ? words["std-public-stage-only"] : shownText]
            )
        }
        if !profile.isSecurity { blocks.append(.text(words["std-public-text"])) }
        blocks.append(.entries(entries))
        return StandardDocument.Section("public", words["std-public"], blocks)
    }

    private var lists: StandardDocument.Section {
        let used = Set(profile.stages.flatMap { $0.elements.compactMap(\.list) })
        let groups = book.reference.lists.filter { used.contains($0.id) }.map(words.list)
        return StandardDocument.Section(
            "lists",
            words["std-lists"],
            groups.isEmpty ? [.text(words["std-no-lists"])] : groups
        )
    }
}
