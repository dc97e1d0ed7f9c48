// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceText
import WebTesting

@Suite("The examples of Documentation/Records.md")
struct RecordDocumentationTests {
    /// An example of the page, with what it says of itself.
    struct Example {
        let stage: String
        let type: String
        let status: Int
        let text: String
        /// The answer that follows it on the page.
        let answer: String?
    }

    static func examples() throws -> [Example] {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Documentation/Records.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.components(separatedBy: "<!-- example: ").dropFirst().map { part in
            let words = part.components(separatedBy: " -->")[0]
                .split(separator: " ").map(String.init)
            let answer = part.components(separatedBy: "<!-- answer -->").dropFirst().first.map(Self.block)
            return Example(
                stage: words[0],
                type: words[1],
                status: Int(words[2]) ?? 0,
                text: Self.block(part),
                answer: answer
            )
        }
    }

    /// The first fenced block of a text.
    private static func block(_ text: String) -> String {
        let lines = text.components(separatedBy: "\n").drop { !$0.hasPrefix("```") }.dropFirst()
        return lines.prefix { !$0.hasPrefix("```") }.joined(separator: "\n")
    }

    @Test("do what the page says")
    func examples() async throws {
        let examples = try Self.examples()
        #expect(examples.map(\.type) == ["application/json", "text/csv"])
        for example in examples {
            let server = try await RecordServer()
            let answer = try await server.post(
                example.stage,
                Array(example.text.utf8),
                ["Content-Type": example.type]
            )
            #expect(answer.status == example.status, "\(answer.text)")
            guard let text = example.answer else { continue }
            let told = try JSONDocument(parsing: text).root
            let given = try answer.json
            for member in told.members {
                #expect(
                    Self.holds(given.member(named: member.key.string ?? ""), member.value),
                    "\(answer.text)"
                )
            }
        }
    }

    /// Whether a value has everything that another says; it may have more members.
    private static func holds(_ value: JSONValue?, _ other: JSONValue) -> Bool {
        guard let value, value.kind == other.kind else { return false }
        switch other.kind {
        case .object:
            return other.members.allSatisfy { holds(value.member(named: $0.key.string ?? ""), $0.value) }
        case .array:
            let (own, others) = (value.elements.map(\.self), other.elements.map(\.self))
            return own.count == others.count && zip(own, others).allSatisfy { holds($0, $1) }
        case .string: return value.string == other.string
        case .number: return value.numberLiteral == other.numberLiteral
        default: return value.boolean == other.boolean
        }
    }
}
