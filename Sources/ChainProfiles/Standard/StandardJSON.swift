// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

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

    // MARK: The index

    /// Which profiles there are, with the address of each file.
    package func writeIndex(to writer: inout JSONWriter) {
        writer.object {
            $0.key("industries")
            $0.array { writer in
                for industry in book.reference.industries {
                    writer.object {
                        $0.member("id", industry.id)
                        $0.name("name", industry.name)
                    }
                }
            }
            $0.member("codes", StandardAddress.codes + ".json")
            $0.member("reference", StandardAddress.reference + ".json")
            $0.key("profiles")
            $0.array { writer in
                for profile in book.current { writer.object { writeEntry(profile, to: &$0) } }
            }
        }
    }

    private func writeEntry(_ profile: Profile, to writer: inout JSONWriter) {
        writer.member("id", profile.id)
        writer.name("name", profile.name)
        writer.member("industry", profile.industry)
        writer.member("from", profile.from)
        writer.member("page", StandardAddress.profile(profile.id))
        writer.key("versions")
        writer.array { writer in
            for version in book.versions[profile.id] ?? [] {
                writer.object {
                    $0.member("from", version.from)
                    $0.member("json", StandardAddress.version(version) + ".json")
                    $0.member("yaml", StandardAddress.version(version) + ".yaml")
                }
            }
        }
    }

    // MARK: One profile

    /// One version of a profile, whole.
    package func write(_ profile: Profile, to writer: inout JSONWriter) {
        writer.object {
            $0.member("id", profile.id)
            $0.member("from", profile.from)
            $0.member("until", book.versions[profile.id]?.first { $0.validFrom > profile.validFrom }?.from)
            $0.name("name", profile.name)
            $0.member("industry", profile.industry)
            $0.texts("plan", profile.plan)
            $0.texts("lead", profile.lead)
            $0.key("unit")
            $0.object {
                $0.member("kind", profile.unit.kind.rawValue)
                $0.texts("codes", profile.unit.codes)
            }
            $0.member("security", profile.isSecurity)
            $0.key("public")
            $0.object {
                if let headline = profile.headline { $0.name("headline", headline) }
                $0.member("name", profile.nameElement)
                $0.texts("order", profile.publicOrder)
            }
            $0.key("stages")
            $0.array { writer in
                for stage in profile.stages { writer.object { write(stage, of: profile, to: &$0) } }
            }
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
        writer.name("name", stage.name)
        writer.texts("after", stage.after)
        writer.member("optional", stage.isOptionalAfter)
        writer.member("state", stage.state)
        writer.texts("allowedIn", stage.allowedIn)
        for (role, party) in [("actor", stage.actor), ("from", stage.from), ("to", stage.to)] {
            guard let party else { continue }
            writer.key(role)
            writer.object {
                $0.texts("types", party.types)
                $0.texts("licences", party.licences)
                $0.member("required", party.isRequired)
            }
        }
        writer.key("event")
        writer.object {
            $0.member("type", stage.event.typeName)
            $0.member("action", stage.event.actionName)
            $0.member("bizStep", stage.event.step)
            $0.member("disposition", stage.event.disposition)
        }
        writeGoods(of: stage, to: &writer)
        writer.key("elements")
        writer.array { writer in for element in stage.elements { writer.object { write(element, to: &$0) } } }
        writeDocuments(of: stage, to: &writer)
        writer.key("rules")
        writer.array { writer in
            for rule in stage.rules { writer.object { write(rule, of: stage, to: &$0) } }
        }
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
                    $0.texts("schemes", rule.schemes)
                    $0.member("required", rule.isRequired)
                }
            }
        }
    }

    private func write(_ element: Element, to writer: inout JSONWriter) {
        writer.member("id", element.id)
        writer.name("name", element.name)
        writer.member("type", element.type.rawValue)
        writer.member("measure", element.measure)
        writer.member("list", element.list)
        writer.texts("schemes", element.schemes)
        writer.number("min", element.minimum)
        writer.number("max", element.maximum)
        if element.type == .text { writer.member("maxLength", element.maximumLength ?? 500) }
        writer.member("class", element.visibility.rawValue)
        writer.member("required", element.isRequired)
    }

    private func writeDocuments(of stage: Stage, to writer: inout JSONWriter) {
        writer.key("documents")
        writer.array { writer in
            for document in stage.documents {
                writer.object {
                    $0.member("type", document.type)
                    if let type = book.reference.documents.first(where: { $0.id == document.type }) {
                        $0.name("name", type.name)
                    }
                    $0.member("required", document.isRequired)
                    $0.member("issues", document.isIssued)
                    $0.member("covers", document.covers?.fieldName)
                }
            }
        }
    }

    private func write(_ rule: Rule, of stage: Stage, to writer: inout JSONWriter) {
        writer.member("id", rule.alarm)
        if let alarm = book.reference.alarms.first(where: { $0.id == rule.alarm }) {
            writer.name("name", alarm.name)
        }
        writer.member("kind", rule.kind.name)
        writer.member("level", rule.level.rawValue)
        writer.member("effect", rule.effect.rawValue)
        writer.name("basis", rule.basis)
        if let condition = rule.condition {
            writer.key("when")
            writer.object {
                $0.member("element", condition.element)
                $0.texts(condition.isNegative ? "not-in" : "in", condition.values)
            }
        }
        writer.key("parameters")
        writer.object { rule.kind.writeParameters(to: &$0) }
        let (zh, en) = (chinese.sentence(rule, of: stage), english.sentence(rule, of: stage))
        writer.name("says", LocalName(zh: zh, en: en))
    }

    private func writeLists(of profile: Profile, to writer: inout JSONWriter) {
        let used = Set(profile.stages.flatMap { $0.elements.compactMap(\.list) })
        for list in book.reference.lists where used.contains(list.id) {
            writer.key(list.id)
            writer.object { write(list, to: &$0) }
        }
    }

    func write(_ list: Reference.CodeList, to writer: inout JSONWriter) {
        writer.name("name", list.name)
        writer.key("values")
        writer.array { writer in
            for value in list.values {
                writer.object {
                    $0.member("id", value.id)
                    $0.name("name", value.name)
                    if let requirement = value.requirement { $0.name("requirement", requirement) }
                    $0.member("level", value.level)
                }
            }
        }
    }
}

extension JSONWriter {
    /// A member with the names in both languages.
    mutating func name(_ key: String, _ name: LocalName) {
        self.key(key)
        object {
            $0.member("zh", name.zh)
            $0.member("en", name.en)
        }
    }

    /// A member with a list of texts.
    mutating func texts(_ key: String, _ texts: [String]) {
        self.key(key)
        array { writer in for text in texts { writer.string(text) } }
    }

    /// A member with a number that may not be there.
    mutating func number(_ key: String, _ number: Double?) {
        guard let number else { return }
        self.key(key)
        self.number(Plain.text(number))
    }
}
