// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension StandardTeller {
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
