// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension JSONValue {
    /// The text of a string as bytes, decoded where it is written with escapes.
    func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard isEscaped, var text = string else { return withBytes(body) }
        return text.withUTF8(body)
    }

    /// Whether two values are the same by JSON's data model: members in any order, numbers by value.
    func isSame(as other: JSONValue) -> Bool {
        guard kind == other.kind, count == other.count else { return false }
        switch kind {
        case .null: return true
        case .boolean: return boolean == other.boolean
        case .string: return string == other.string
        case .number:
            guard let one = numberLiteral, let two = other.numberLiteral else { return false }
            return DecimalNumber(literal: one) == DecimalNumber(literal: two)
        case .array: return zip(elements, other.elements).allSatisfy { $0.isSame(as: $1) }
        case .object:
            return members.allSatisfy { member in
                guard let name = member.key.string, let value = other.member(named: name) else {
                    return false
                }
                return member.value.isSame(as: value)
            }
        }
    }
}
