// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension FieldForm {
    /// Writes the members of the form's JSON Schema (2020-12) into an object.
    package func writeSchema(to writer: inout JSONWriter) {
        switch self {
        case .text(let maximum):
            writer.member("type", "string")
            writer.member("maxLength", maximum)
            writer.member("pattern", "[^\(Self.whiteSpace)]")
        case .word(let maximum):
            writer.member("type", "string")
            writer.member("minLength", 1)
            writer.member("maxLength", maximum)
            writer.key("not")
            writer.object { $0.member("pattern", "[\(Self.whiteSpace)]") }
        case .codeAndAmount(let measures, let needsAmount):
            writer.member("type", "string")
            writer.member("maxLength", Self.codeLimit)
            writer.member("pattern", Self.goodsPattern(measures, needsAmount))
        case .day:
            writer.member("type", "string")
            writer.member("format", "date")
            writer.member("pattern", "^\(Self.dayPattern)\(Self.end)")
        case .time:
            writer.member("type", "string")
            writer.member("format", "date-time")
            writer.member("pattern", Self.timePattern)
        case .number(let number):
            writer.member("type", number.isWhole ? "integer" : "number")
            number.writeLimits(to: &writer)
        case .boolean:
            writer.member("type", "boolean")
        case .choice(let words):
            writer.member("type", "string")
            writer.member("enum", words)
        case .list(let form):
            writer.member("type", "array")
            writer.member("minItems", 1)
            writer.member("maxItems", Self.listLimit)
            writer.key("items")
            writer.object { form.writeSchema(to: &$0) }
        case .object(let members, let choices):
            writer.member("type", "object")
            Self.writeObject(members, choices, to: &writer)
        case .either(let forms):
            writer.objects("anyOf", forms) { form, writer in form.writeSchema(to: &writer) }
        }
    }

    private static func writeObject(_ members: [Member], _ choices: [[String]], to writer: inout JSONWriter) {
        writer.member("required", members.filter(\.isRequired).map(\.name))
        if !choices.isEmpty {
            writer.objects("anyOf", choices) { choice, writer in writer.member("required", choice) }
        }
        writer.member("additionalProperties", false)
        writer.key("properties")
        writer.object { writer in
            for member in members {
                writer.key(member.name)
                writer.object { member.form.writeSchema(to: &$0) }
            }
        }
    }

    // MARK: Patterns, as ECMA-262 and Python read them alike

    /// Every character of Unicode's property White_Space.
    static let whiteSpace = "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
    /// The end of the text; `$` also stands before a line's end in some languages.
    static let end = "(?![\\s\\S])"

    /// A day that the calendar has, from the year 1 on.
    static let dayPattern: String = {
        let common =
            "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
            + "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
        let leap =
            "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29"
        return "(?!0000)(?:\(common)|\(leap))"
    }()

    /// RFC 3339 with its offset.
    static let timePattern =
        "^\(dayPattern)[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?"
        + "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])\(end)"

    private static func goodsPattern(_ measures: [String], _ needsAmount: Bool) -> String {
        let above = "(?!0+(?:\\.0+)?(?: |\(end)))"
        let amount =
            " \(above)(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?: (?:\(measures.map(escaped).joined(separator: "|"))))?"
        return "^[^\(whiteSpace)]+\(needsAmount ? amount : "(?:\(amount))?")\(end)"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\^$.|?*+()[]{}/".contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}

extension FieldForm.NumberForm {
    fileprivate func writeLimits(to writer: inout JSONWriter) {
        if isAboveZero {
            writer.key("exclusiveMinimum")
            writer.number("0")
        }
        writer.member("minimum", minimum)
        writer.member("maximum", maximum)
    }
}
