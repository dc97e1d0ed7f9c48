// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// A value of a flat record, as a form, a table cell or JSON gives it.
package indirect enum FieldValue: Sendable, Hashable {
    /// Of a table cell everything is text.
    case text(String)
    case number(DecimalText)
    case boolean(Bool)
    case list([FieldValue])
    case object([String: FieldValue])

    /// A number as it was written.
    package struct DecimalText: Sendable, Hashable {
        package let literal: String

        package init(_ literal: String) {
            self.literal = literal
        }
    }

    /// Reads JSON; null counts as not there.
    package init?(_ json: JSONValue) {
        switch json.kind {
        case .null: return nil
        case .boolean: self = .boolean(json.boolean ?? false)
        case .number: self = .number(DecimalText(json.numberLiteral ?? "0"))
        case .string: self = .text(json.string ?? "")
        case .array: self = .list(json.elements.compactMap(FieldValue.init))
        case .object:
            var members: [String: FieldValue] = [:]
            for member in json.members {
                if let value = FieldValue(member.value) { members[member.key.string ?? ""] = value }
            }
            self = .object(members)
        }
    }

    /// As a person would write it.
    package var plain: String {
        switch self {
        case .text(let text): text
        case .number(let number): number.literal
        case .boolean(let boolean): boolean ? "true" : "false"
        case .list(let items): items.map(\.plain).joined(separator: "; ")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0): \($1.plain)" }.joined(separator: ", ")
        }
    }

    /// Several values: the elements of a list, or a text parted by semicolons and line ends.
    var items: [FieldValue] {
        switch self {
        case .list(let items): items
        case .text(let text):
            text.split(whereSeparator: { $0 == ";" || $0 == "；" || $0 == "\n" || $0 == "\r\n" })
                .map { FieldValue.text(String($0).trimmed) }
                .filter { $0 != .text("") }
        default: [self]
        }
    }
}
