// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting
import TraceText

@testable import TraceLog

@Suite("Members of a body")
struct BodyMembersTests {
    @Test(
        "A body is cut into the members of the event and of the objects in it",
        arguments: [
            (#"{}"#, []),
            (#"{"a":1,"b":"x"}"#, [#""a":1"#, #""b":"x""#]),
            (#"{"a":{"b":[1,{"c":2}],"d":{}}}"#, [#""a"/"b":[1,{"c":2}]"#, #""a"/"d":{}"#]),
            (#"{"a/b":1,"a":{"b":1}}"#, [#""a/b":1"#, #""a"/"b":1"#]),
            (#"{"a":"},\"{\\","b":{}}"#, [#""a":"},\"{\\""#, #""b":{}"#]),
        ]
    )
    func split(body: String, members: [String]) throws {
        let bytes = Array(body.utf8)
        let parts = try #require(BodyMembers.split(bytes))
        #expect(parts.map { String(decoding: $0.text(in: bytes), as: UTF8.self) } == members)
    }

    @Test(
        "What the ledger would not write is refused",
        arguments: [
            "", "{", "[]", "1", #"{"a":1"#, #"{"a":1}x"#, #"{"a": 1}"#, #"{ "a":1}"#, #"{"a":}"#, #"{"a"}"#,
            #"{"a":1,}"#, #"{"a":1,"a":2}"#, #"{"a":{"b":1},"a":{"c":2}}"#, #"{"a":"x}"#, #"{"a":[1}"#,
            "{\"a\":1}\n",
        ]
    )
    func refuses(body: String) {
        #expect(BodyMembers.split(Array(body.utf8)) == nil)
    }

    @Test(
        "Some of the members make the body that the rest was taken out of",
        arguments: [
            ([], #"{}"#), ([0], #"{"a":1}"#), ([1, 2], #"{"b":{"c":2,"d":"x"}}"#),
            ([0, 2, 4], #"{"a":1,"b":{"d":"x"},"f":[3]}"#), ([1, 3], #"{"b":{"c":2},"e":{"c":{}}}"#),
            ([0, 1, 2, 3, 4], #"{"a":1,"b":{"c":2,"d":"x"},"e":{"c":{}},"f":[3]}"#),
        ] as [([Int], String)]
    )
    func joined(kept: [Int], body: String) throws {
        let whole = Array(#"{"a":1,"b":{"c":2,"d":"x"},"e":{"c":{}},"f":[3]}"#.utf8)
        let parts = try #require(BodyMembers.split(whole))
        #expect(parts.map { $0.name(in: whole) } == ["a", "b/c", "b/d", "e/c", "f"])
        let text = BodyMembers.joined(kept.map { parts[$0] }, of: whole)
        #expect(String(decoding: text, as: UTF8.self) == body)
    }

    @Test("Two different bodies never have the same members", arguments: 1...20 as ClosedRange<UInt64>)
    func injective(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var known: [[[UInt8]]: String] = [:]
        for _ in 0..<2000 {
            let body = Self.object(depth: 3, &random)
            let bytes = Array(body.utf8)
            guard let parts = BodyMembers.split(bytes) else { continue }
            let members = parts.map { $0.text(in: bytes) }
            if let other = known[members] { #expect(other == body, "seed \(seed)") }
            known[members] = body
        }
    }

    /// Few names and values, so that bodies are alike.
    private static func object(depth: Int, _ random: inout SeededGenerator) -> String {
        let members = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            let name = ["a", "b", "a/b"].randomElement(using: &random) ?? ""
            let isDeep = depth > 0 && Bool.random(using: &random)
            let value =
                isDeep
                ? object(depth: depth - 1, &random) : ["1", "\"/\"", "[]"].randomElement(using: &random)
            return "\"\(name)\":\(value ?? "")"
        }
        return "{" + members.joined(separator: ",") + "}"
    }
}
