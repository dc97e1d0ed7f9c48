// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension StandardTeller {
    private typealias Entry = StandardDocument.Entry
    private typealias Link = StandardDocument.Link

    // MARK: S1, the data elements

    var elements: StandardDocument.Section {
        let groups = profile.stages.map { stage in
            StandardDocument.Block.group(
                StandardDocument.Section("stage-\(stage.id)", heading(stage), blocks(of: stage))
            )
        }
        return StandardDocument.Section("S1", words["std-s1"], [.text(words["std-s1-text"])] + groups)
    }

    private func heading(_ stage: Stage) -> String { "\(words.text(stage.name)) (\(stage.id))" }

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
            blocks += [.heading(words["std-documents"]), .entries(stage.documents.map(entry))]
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
                ? words("std-characters", ["n": "\(element.maximumLength ?? 500)"]) : ""
        }
    }

    private func measureText(_ code: String) -> String {
        words("std-measure", ["code": code, "symbol": words.measure(code)])
    }

    private func must(_ isRequired: Bool) -> String { words[isRequired ? "std-required" : "std-optional"] }

    func visibility(_ visibility: Visibility) -> String { words["class-" + visibility.rawValue] }

    private func entry(_ use: DocumentRule) -> StandardDocument.Entry {
        let type = book.reference.documents.first { $0.id == use.type }
        var details = [words[use.isIssued ? "std-issues" : "std-uses"], must(use.isRequired)]
        if let type { details.append(visibility(type.visibility)) }
        if let days = type?.days { details.append(words("std-days", ["n": "\(days)"])) }
        if let issuer = type?.issuer { details.append(words("std-issuer", ["name": words.issuer(issuer)])) }
        let covers = use.covers.map { source in
            words(
                "std-covers",
                [
                    "amount": words.quoted(words.text(book.name(ofField: source.fieldName, stage: nil)))
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

    // MARK: S2, the formats

    var formats: StandardDocument.Section {
        let groups = profile.stages.map { stage in
            StandardDocument.Block.group(
                StandardDocument.Section("format-\(stage.id)", heading(stage), formatBlocks(of: stage))
            )
        }
        let blocks: [StandardDocument.Block] = [
            .heading(words["std-json-record"]), .text(words["std-json-record-text"]),
            .heading(words["std-table"]), .text(words["std-table-text"]),
            .heading(words["std-epcis"]), .text(words["std-epcis-text"]),
            .facts(
                ["stage", "subject", "element", "documents", "operator"].map { id in
                    StandardDocument.Fact("qs:" + (id == "element" ? "…" : id), words["std-qs-" + id])
                }
            ),
        ]
        return StandardDocument.Section("S2", words["std-s2"], blocks + groups)
    }

    private func formatBlocks(of stage: Stage) -> [StandardDocument.Block] {
        let form = stage.event
        let facts = [
            ("type", form.type.name), ("action", form.action?.rawValue ?? ""), ("bizStep", form.step),
            ("disposition", form.disposition ?? ""), ("qs:stage", stage.reference),
        ].filter { !$0.1.isEmpty }.map { StandardDocument.Fact($0.0, $0.1) }
        let example = Example(of: stage, profile: profile, book: book)
        return [
            .facts(facts), .text(words["std-goods-in-event-" + Self.goodsForm(form.type)]),
            .heading(words["std-example-record"]), .code(example.text), .links(files(of: stage)),
        ]
    }

    private static func goodsForm(_ type: EventType) -> String {
        switch type {
        case .transformation: "transformation"
        case .aggregation, .association: "aggregation"
        case .object, .transaction, .custom: "object"
        }
    }

    /// What can be had of a stage.
    package func files(of stage: Stage) -> [StandardDocument.Link] {
        let template = "/api/v1/records/\(stage.reference)/template."
        return StandardAddress.File.allCases.map { file in
            StandardDocument.Link(
                words["std-file-" + file.rawValue],
                StandardAddress.file(file, stage, profile),
                isFile: true
            )
        }
            + ["xlsx", "csv"].map {
                StandardDocument.Link(words["std-file-" + $0], template + $0, isFile: true)
            }
    }

    // MARK: S3, the interfaces

    var interfaces: StandardDocument.Section {
        let entries = Self.interfaces.map { item in
            StandardDocument.Entry(
                words["std-if-" + item.id],
                code: "\(item.method) \(item.address(profile.id))",
                details: [item.media],
                notes: [words["std-if-\(item.id)-text"]]
            )
        }
        let statuses = [201, 202, 400, 401, 404, 413, 415, 422, 429, 503].map { status in
            StandardDocument.Fact("\(status)", words["std-status-\(status)"])
        }
        return StandardDocument.Section(
            "S3",
            words["std-s3"],
            [
                .text(words["std-s3-text"]), .entries(entries), .heading(words["std-statuses"]),
                .facts(statuses),
                .text(words["std-errors"]),
            ]
        )
    }

    /// One address of the server.
    struct Interface {
        let id: String
        let method: String
        let path: String
        let media: String

        func address(_ profile: String) -> String {
            guard let mark = path.firstRange(of: "{profile}") else { return path }
            return path[..<mark.lowerBound] + profile + path[mark.upperBound...]
        }
    }

    static let interfaces = [
        Interface(
            id: "record",
            method: "POST",
            path: "/api/v1/records/{profile}/{stage}",
            media: "application/json"
        ),
        Interface(
            id: "schema",
            method: "GET",
            path: "/api/v1/records/{profile}/{stage}",
            media: "application/schema+json"
        ),
        Interface(
            id: "template",
            method: "GET",
            path: "/api/v1/records/{profile}/{stage}/template.xlsx",
            media: "XLSX, CSV"
        ),
        Interface(
            id: "capture",
            method: "POST",
            path: "/epcis/capture",
            media: "application/ld+json, application/xml"
        ),
        Interface(id: "event", method: "POST", path: "/epcis/events", media: "application/ld+json"),
        Interface(
            id: "validate",
            method: "POST",
            path: "/epcis/validate",
            media: "application/ld+json, application/xml"
        ),
        Interface(
            id: "query",
            method: "GET",
            path: "/epcis/events?MATCH_anyEPC=…",
            media: "application/ld+json"
        ),
        Interface(
            id: "trace",
            method: "GET",
            path: "/api/v1/trace/{code}?direction=back",
            media: "application/json"
        ),
        Interface(
            id: "link",
            method: "GET",
            path: "/01/{gtin}/10/{lot}",
            media: "text/html, application/json, application/linkset+json"
        ),
        Interface(
            id: "code",
            method: "GET",
            path: "/c/{scheme}/{code}",
            media: "text/html, application/json"
        ),
        Interface(
            id: "standard",
            method: "GET",
            path: "/standards/{profile}.json",
            media: "application/json, application/yaml"
        ),
    ]
}

extension Example {
    /// The flat record as a person reads it: one field a line.
    package var text: String {
        "{\n"
            + fields.map { field in "  \"\(field.id)\": \(Self.json(field.value))" }.joined(separator: ",\n")
            + "\n}"
    }
}
