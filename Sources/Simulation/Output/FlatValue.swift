// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// A value of a flat record, as the records API takes it.
package indirect enum FlatValue: Sendable, Hashable {
    case text(String)
    /// As it is written.
    case number(String)
    case boolean(Bool)
    case list([FlatValue])
    case object([Member])

    /// A named value of an object.
    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: FlatValue
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.string(text)
        case .number(let literal): writer.number(literal)
        case .boolean(let boolean): writer.boolean(boolean)
        case .list(let items): writer.array { writer in for item in items { item.write(to: &writer) } }
        case .object(let members):
            writer.object { writer in
                for member in members {
                    writer.key(member.name)
                    member.value.write(to: &writer)
                }
            }
        }
    }
}
