// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Tells which standards there are, and the reference data that they share.
package struct IndexTeller {
    let words: StandardWords

    private var book: ProfileBook { words.book }
    private typealias Entry = StandardDocument.Entry
    private typealias Fact = StandardDocument.Fact
    private typealias Link = StandardDocument.Link
    private typealias Section = StandardDocument.Section

    package init(_ words: StandardWords) {
        self.words = words
    }

    /// All categories by industry.
    package var index: StandardDocument {
        var document = StandardDocument(title: words["std-index-title"], lead: words["std-index-lead"])
        document.links = [
            Link(words["std-index-json"], StandardAddress.index + "/index.json", isFile: true),
            Link(words["std-all-codes"], StandardAddress.codes),
            Link(words["std-all-reference"], StandardAddress.reference),
        ]
        document.sections = book.reference.industries.compactMap { industry in
            let own = book.current.filter { $0.industry == industry.id }
            guard !own.isEmpty else { return nil }
            let entries = own.map { profile in
                Entry(
                    words.text(profile.name),
                    code: profile.id,
                    details: [
                        words("std-stages-count", ["n": "\(profile.stages.count)"]),
                        words("std-valid-from", ["from": profile.from]),
                    ],
                    notes: [words.all(profile.lead.map(words.department))],
                    links: [
                        Link(
                            words("std-open", ["name": words.text(profile.name)]),
                            StandardAddress.profile(profile.id)
                        )
                    ]
                )
            }
            return Section("industry-\(industry.id)", words.text(industry.name), [.entries(entries)])
        }
        document.sections.append(
            Section(
                "parts",
                words["std-index-parts"],
                [
                    .facts(
                        ["s1", "s2", "s3", "s4", "s5"].map { Fact($0.uppercased(), words["std-\($0)-short"]) }
                    )
                ]
            )
        )
        return document
    }

    /// Reference data: industries, departments with their history, regions, parties, licences, documents, lists,
    /// alarms, measures.
    package var reference: StandardDocument {
        var document = StandardDocument(
            title: words["std-reference-title"],
            lead: words["std-reference-lead"]
        )
        document.links = [
            Link(words["std-reference-json"], StandardAddress.reference + ".json", isFile: true),
            Link(words["std-all"], StandardAddress.index),
        ]
        let data = book.reference
        document.sections = [
            Section(
                "industries",
                words["std-industries"],
                [.facts(data.industries.map { Fact($0.id, words.text($0.name)) })]
            ),
            Section("departments", words["std-departments"], [.entries(data.departments.map(department))]),
            Section("regions", words["std-regions"], [.entries(data.regions.map(region))]),
            Section(
                "parties",
                words["std-parties"],
                [.facts(data.parties.map { Fact($0.id, words.text($0.name)) })]
            ),
            Section("licences", words["std-licences"], [.entries(data.licences.map(licence))]),
            Section("documents", words["std-documents"], [.entries(data.documents.map(certificate))]),
            Section("alarms", words["std-alarms"], [.entries(data.alarms.map(alarm))]),
            Section(
                "measures",
                words["std-measures"],
                [
                    .facts(data.measures.map { Fact("\($0.code) (\($0.symbol))", words.text($0.name)) })
                ]
            ),
            Section("lists", words["std-lists"], data.lists.map(words.list)),
        ]
        return document
    }

    private func department(_ department: Reference.Department) -> StandardDocument.Entry {
        Entry(
            words.department(department.id),
            code: department.id,
            notes: department.names.count > 1 ? department.names.map(dated) : []
        )
    }

    private func dated(_ name: Reference.DatedName) -> String {
        "\(span(name.from, name.until)) \(words.text(name.name))"
    }

    private func span(_ from: String?, _ until: String?) -> String {
        guard from != nil || until != nil else { return "" }
        return "\(from ?? "…") – \(until ?? "…")"
    }

    private func region(_ region: Reference.Region) -> StandardDocument.Entry {
        Entry(
            words.text(region.name),
            code: region.code,
            details: [
                words["region-" + region.level.rawValue], span(region.from, region.until),
                region.successor.map { words("std-successor", ["code": $0]) } ?? "",
            ]
        )
    }

    private func licence(_ licence: Reference.LicenceType) -> StandardDocument.Entry {
        Entry(
            words.text(licence.name),
            code: licence.id,
            details: [
                words[licence.isCertification ? "std-certification" : "std-licence"],
                licence.issuer.map { words("std-issuer", ["name": words.issuer($0)]) } ?? "",
                licence.years.map { words("std-years", ["n": "\($0)"]) } ?? "",
                licence.renewBefore.map { words("std-renew", ["period": words.period($0)]) } ?? "",
                licence.scheme.map(words.scheme) ?? "",
            ],
            notes: [licence.basis.map { words("std-basis", ["basis": words.text($0)]) } ?? ""]
        )
    }

    private func certificate(_ type: Reference.DocumentType) -> StandardDocument.Entry {
        Entry(
            words.text(type.name),
            code: type.id,
            details: [
                words["class-" + type.visibility.rawValue],
                type.issuer.map { words("std-issuer", ["name": words.issuer($0)]) } ?? "",
                type.days.map { words("std-days", ["n": "\($0)"]) } ?? "",
            ],
            notes: [type.basis.map { words("std-basis", ["basis": words.text($0)]) } ?? ""]
        )
    }

    private func alarm(_ alarm: Reference.AlarmType) -> StandardDocument.Entry {
        Entry(
            words.text(alarm.name),
            code: alarm.id,
            details: [
                words("std-level", ["level": words["level-" + alarm.level.rawValue]]),
                words["effect-" + alarm.effect.rawValue],
            ],
            notes: [words("std-basis", ["basis": words.text(alarm.basis)])]
        )
    }
}

extension StandardWords {
    /// The values of a code list with their names.
    func list(_ list: Reference.CodeList) -> StandardDocument.Block {
        .group(
            StandardDocument.Section(
                "list-\(list.id)",
                "\(text(list.name)) (\(list.id))",
                [.facts(list.values.map { StandardDocument.Fact($0.id, text($0.name)) })]
            )
        )
    }
}
