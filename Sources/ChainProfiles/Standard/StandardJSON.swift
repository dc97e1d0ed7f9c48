// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
package import TraceText

/// Writes the standards as programs read them: the same content as the pages, in both languages at once.
package struct StandardJSON {
    let book: ProfileBook
    private let chinese: StandardWords
    private let english: StandardWords

    package init(_ book: ProfileBook) {
        self.book = book
        chinese = StandardWords(book, .chinese)
        english = StandardWords(book, .english)
    }

    func words(_ language: LocalName.Language) -> StandardWords {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    // MARK: The index

    /// Which profiles there are, with the address of each file.
    package func writeIndex(to writer: inout JSONWriter) {
        writer.object {
            $0.objects("industries", book.reference.industries) { industry, writer in
                writer.member("id", industry.id)
                writer.member("name", industry.name)
            }
            $0.member("codes", StandardAddress.codes + ".json")
            $0.member("reference", StandardAddress.reference + ".json")
            $0.objects("profiles", book.current) { profile, writer in writeEntry(profile, to: &writer) }
        }
    }

    private func writeEntry(_ profile: Profile, to writer: inout JSONWriter) {
        writer.member("id", profile.id)
        writer.member("name", profile.name)
        writer.member("industry", profile.industry)
        writer.member("from", profile.from)
        writer.member("page", StandardAddress.profile(profile.id))
        writer.objects("versions", book.versions[profile.id] ?? []) { version, writer in
            writer.member("from", version.from)
            writer.member("json", StandardAddress.version(version) + ".json")
            writer.member("yaml", StandardAddress.version(version) + ".yaml")
        }
    }

    // MARK: One profile

    /// One version of a profile, whole.
    package func write(_ profile: Profile, to writer: inout JSONWriter) {
        writer.object {
            $0.member("id", profile.id)
            $0.member("from", profile.from)
            $0.member("until", book.versions[profile.id]?.first { $0.validFrom > profile.validFrom }?.from)
            $0.member("name", profile.name)
            $0.member("industry", profile.industry)
            $0.member("plan", profile.plan)
            $0.member("lead", profile.lead)
            $0.key("unit")
            $0.object {
                $0.member("kind", profile.unit.kind.rawValue)
                $0.member("codes", profile.unit.codes)
            }
            $0.member("security", profile.isSecurity)
            $0.key("public")
            $0.object {
                $0.member("headline", profile.headline)
                $0.member("name", profile.nameElement)
                $0.member("order", profile.publicOrder)
            }
            $0.objects("stages", profile.stages) { stage, writer in write(stage, of: profile, to: &writer) }
            $0.key("lists")
            $0.object { writeLists(of: profile, to: &$0) }
            $0.key("schemes")
            $0.array { writer in
                for id in StandardTeller(profile, chinese).schemes { writeScheme(id, to: &writer) }
            }
        }
    }

    private func write(_ stage: Stage, of profile: Profile, to writer: inout JSONWriter) {
        writer.member("id", stage.id)
        writer.member("reference", stage.reference)
        writer.member("name", stage.name)
        writer.member("after", stage.after)
        writer.member("optional", stage.isOptionalAfter)
        writer.member("state", stage.state)
        writer.member("allowedIn", stage.allowedIn)
        for (role, party) in [("actor", stage.actor), ("from", stage.from), ("to", stage.to)] {
            guard let party else { continue }
            writer.key(role)
            writer.object {
                $0.member("types", party.types)
                $0.member("licences", party.licences)
                $0.member("required", party.isRequired)
            }
        }
        writer.key("event")
        writer.object {
            $0.member("type", stage.event.type.name)
            $0.member("action", stage.event.action?.rawValue)
            $0.member("bizStep", stage.event.step)
            $0.member("disposition", stage.event.disposition)
        }
        writeGoods(of: stage, to: &writer)
        writer.objects("elements", stage.elements) { element, writer in write(element, to: &writer) }
        writeDocuments(of: stage, to: &writer)
        writer.objects("rules", stage.rules) { rule, writer in write(rule, of: stage, to: &writer) }
        writer.key("files")
        writer.object { writer in
            for file in StandardAddress.File.allCases {
                writer.member(file.rawValue, StandardAddress.file(file, stage, profile))
            }
            for kind in ["xlsx", "csv"] {
                writer.member("template.\(kind)", "/api/v1/records/\(stage.reference)/template.\(kind)")
            }
        }
    }

    private func writeGoods(of stage: Stage, to writer: inout JSONWriter) {
        writer.key("goods")
        writer.object { writer in
            for role in GoodsRole.allCases {
                guard let rule = stage.goods[role] else { continue }
                writer.key(role.rawValue)
                writer.object {
                    $0.member("level", rule.level.rawValue)
                    $0.member("measure", rule.measure)
                    $0.member("schemes", rule.schemes)
                    $0.member("required", rule.isRequired)
                }
            }
        }
    }

    private func write(_ element: Element, to writer: inout JSONWriter) {
        writer.member("id", element.id)
        writer.member("name", element.name)
        writer.member("type", element.type.rawValue)
        writer.member("measure", element.measure)
        writer.member("list", element.list)
        writer.member("schemes", element.schemes)
        writer.member("min", element.minimum)
        writer.member("max", element.maximum)
        if element.type == .text { writer.member("maxLength", element.textLimit) }
        writer.member("class", element.visibility.rawValue)
        writer.member("required", element.isRequired)
    }

    private func writeDocuments(of stage: Stage, to writer: inout JSONWriter) {
        writer.objects("documents", stage.documents) { document, writer in
            writer.member("type", document.type)
            writer.member("name", book.reference.documents.first { $0.id == document.type }?.name)
            writer.member("required", document.isRequired)
            writer.member("issues", document.isIssued)
            writer.member("covers", document.covers?.fieldName)
        }
    }

    private func write(_ rule: Rule, of stage: Stage, to writer: inout JSONWriter) {
        writer.member("id", rule.alarm)
        writer.member("name", book.reference.alarms.first { $0.id == rule.alarm }?.name)
        writer.member("kind", rule.kind.name)
        writer.member("level", rule.level.rawValue)
        writer.member("effect", rule.effect.rawValue)
        writer.member("basis", rule.basis)
        if let condition = rule.condition {
            writer.key("when")
            writer.object {
                $0.member("element", condition.element)
                $0.member(condition.isNegative ? "not-in" : "in", condition.values)
            }
        }
        writer.key("parameters")
        writer.object { rule.kind.writeParameters(to: &$0) }
        writer.member("says", LocalName { words($0).sentence(rule, of: stage) })
    }

    private func writeLists(of profile: Profile, to writer: inout JSONWriter) {
        let used = Set(profile.stages.flatMap { $0.elements.compactMap(\.list) })
        for list in book.reference.lists where used.contains(list.id) {
            writer.key(list.id)
            writer.object { write(list, to: &$0) }
        }
    }

    func write(_ list: Reference.CodeList, to writer: inout JSONWriter) {
        writer.member("name", list.name)
        writer.objects("values", list.values) { value, writer in
            writer.member("id", value.id)
            writer.member("name", value.name)
            writer.member("requirement", value.requirement)
            writer.member("level", value.level)
        }
    }
}
