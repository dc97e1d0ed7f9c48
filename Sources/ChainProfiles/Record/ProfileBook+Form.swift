// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension ProfileBook {
    /// The fields of a record in JSON, after a check of their form.
    ///
    /// The version of the profile that held at the record's time decides. JSON says of each value what it is, so
    /// it must be just that; cells of a table, which hold nothing but text, are read more generously.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Throws: ``InvalidRecord`` with every fault of the form.
    package func fields(
        of json: JSONValue,
        profile: String,
        stage: String,
        now: Int64
    ) throws(InvalidRecord) -> [String: FieldValue] {
        let time = json["time"]?.string.flatMap(Timestamp.init)
        guard let found = self.stage("\(profile)/\(stage)", at: time?.milliseconds ?? now) else {
            throw InvalidRecord(faults: [RecordFault("stage", .unknownStage, value: "\(profile)/\(stage)")])
        }
        let faults = recordForm(of: found).faults(in: json, field: "")
        guard faults.isEmpty, case .object(let fields)? = FieldValue(json) else {
            throw InvalidRecord(faults: faults)
        }
        return fields
    }

    /// The form of a stage's records in JSON.
    package func recordForm(of stage: Stage) -> FieldForm {
        .object(
            fields(of: stage).map { field in
                FieldForm.Member(field.id, form(of: field), isRequired: field.isRequired)
            }
        )
    }

    /// What a field of a record may hold.
    package func form(of field: RecordField) -> FieldForm {
        switch field.kind {
        case .code: .text(maximum: FieldForm.codeLimit)
        case .time: .time
        case .text: .text(maximum: 100)
        case .goods(let rule): goodsForm(rule, isSingle: field.id == GoodsRole.container.rawValue)
        case .document: .either([.word(maximum: 64), Self.documentForm])
        case .documentPart(let part): Self.form(ofPart: part)
        case .sensors: .list(Self.readingForm)
        case .element(let element): form(of: element)
        }
    }

    /// What an element may hold.
    package func form(of element: Element) -> FieldForm {
        let single: FieldForm =
            switch element.type {
            case .text: .text(maximum: element.textLimit)
            case .integer, .number:
                .number(
                    FieldForm.NumberForm(
                        minimum: element.minimum,
                        maximum: element.maximum,
                        isWhole: element.type == .integer
                    )
                )
            case .date: .day
            case .time: .time
            case .boolean: .boolean
            case .code, .codes, .checklist: .choice(values(of: element))
            case .identifier, .identifiers: .text(maximum: FieldForm.codeLimit)
            }
        return element.type.isMultiple ? .list(single) : single
    }

    /// The values of an element's list, in its order.
    func values(of element: Element) -> [String] {
        reference.lists.first { $0.id == element.list }?.values.map(\.id) ?? []
    }

    private func goodsForm(_ rule: GoodsRule, isSingle: Bool) -> FieldForm {
        let measures: [String] =
            rule.measure.map { code in
                [code] + reference.measures.filter { $0.code == code }.map(\.symbol)
            } ?? reference.measures.map(\.code)
        let amount: [FieldForm.Member] =
            switch rule.level {
            case .item, .asset: []
            case .lot, .any:
                [
                    FieldForm.Member(
                        "quantity",
                        .number(FieldForm.NumberForm(isAboveZero: true)),
                        isRequired: rule.level == .lot
                    ), FieldForm.Member("measure", .choice(measures)),
                ]
            }
        let text: FieldForm =
            amount.isEmpty
            ? .word(maximum: FieldForm.codeLimit)
            : .codeAndAmount(measures: measures, needsAmount: rule.level == .lot)
        let object = FieldForm.object(
            [FieldForm.Member("code", .text(maximum: FieldForm.codeLimit), isRequired: true)] + amount
        )
        return .either([text, object] + (isSingle ? [] : [.list(.either([text, object]))]))
    }

    private static let documentForm = FieldForm.object(
        RecordReader.documentParts.map { part in
            FieldForm.Member(part, form(ofPart: part), isRequired: part == "number")
        }
    )

    private static func form(ofPart part: String) -> FieldForm {
        switch part {
        case "number": .word(maximum: 64)
        case "issued", "valid-until": .day
        case "quantity": .number(FieldForm.NumberForm(minimum: 0))
        case "sources": .list(sourceForm)
        default: .text(maximum: 200)
        }
    }

    /// A certificate from which another was made.
    private static let sourceForm = FieldForm.either([
        .word(maximum: 64),
        .object([
            FieldForm.Member("number", .word(maximum: 64), isRequired: true),
            FieldForm.Member("quantity", .number(FieldForm.NumberForm(minimum: 0))),
        ]),
    ])

    private static let readingForm = FieldForm.object(
        [
            FieldForm.Member("time", .time, isRequired: true),
            FieldForm.Member("type", .word(maximum: 100), isRequired: true),
            FieldForm.Member("value", .number(FieldForm.NumberForm())),
            FieldForm.Member("min", .number(FieldForm.NumberForm())),
            FieldForm.Member("max", .number(FieldForm.NumberForm())),
            FieldForm.Member("measure", .word(maximum: 10), isRequired: true),
        ],
        oneOf: [["value"], ["min", "max"]]
    )
}
