// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting

@testable import TraceText

@Suite("JSON documents")
struct JSONDocumentTests {
    @Test(
        "A text that is not JSON is refused at the place of the fault",
        arguments: [
            (#"{"a":1"#, JSONFault.Code.unexpectedEnd, 1, 7),
            ("{\"a\":1,\n \"a\":2}", .duplicateKey("a"), 2, 3),
            (#"{"a":1,"\u0061":2}"#, .duplicateKey("a"), 1, 9),
            ("[01]", .unexpectedByte(expected: "a comma or a closing bracket"), 1, 3),
            ("[1.]", .invalidNumber, 1, 4),
            ("[\"\\x\"]", .invalidEscape, 1, 4),
            ("[\"\\ud800\"]", .invalidEscape, 1, 9),
            ("[\"a\tb\"]", .controlCharacter, 1, 4),
            ("[1] 2", .trailingText, 1, 5),
            ("", .unexpectedEnd, 1, 1),
            ("{'a':1}", .unexpectedByte(expected: "a key in quotes"), 1, 2),
            ("[tru]", .unexpectedByte(expected: "true"), 1, 5),
        ]
    )
    func faults(text: String, code: JSONFault.Code, line: Int, column: Int) {
        #expect(throws: JSONFault.self) { try JSONDocument(parsing: text) }
        do { _ = try JSONDocument(parsing: text) } catch {
            #expect(error.code == code)
            #expect(error.position == TextPosition(line: line, column: column))
        }
    }

    @Test("Bytes that are not UTF-8 are refused where they stand")
    func invalidUTF8() {
        let bytes: [UInt8] = Array("[\"".utf8) + [0xC3, 0x28] + Array("\"]".utf8)
        do {
            _ = try JSONDocument(parsing: bytes)
            Issue.record("accepted")
        } catch {
            #expect(error.code == .invalidUTF8)
            #expect(error.offset == 2)
        }
    }

    @Test("Nesting and length are bounded")
    func limits() throws {
        let nested = { (depth: Int) in
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONDocument(parsing: nested(64))
        #expect { try JSONDocument(parsing: nested(65)) } throws: {
            ($0 as? JSONFault)?.code == .tooDeep(limit: 64)
        }
        #expect { try JSONDocument(parsing: "[1,2]", limits: JSONLimits(length: 4)) } throws: {
            ($0 as? JSONFault)?.code == .tooLong(limit: 4)
        }
    }

    @Test("A key that stands twice among many is found")
    func duplicateAmongMany() {
        let members = (0..<100).map { "\"k\($0)\":\($0)" } + ["\"k7\":0"]
        #expect { try JSONDocument(parsing: "{\(members.joined(separator: ","))}") } throws: {
            ($0 as? JSONFault)?.code == .duplicateKey("k7")
        }
    }

    @Test("Every value knows its pointer")
    func pointers() throws {
        let root = try JSONDocument(parsing: #"{"a/b":[1,{"~":[true,null]}],"c":{}}"#).root
        let array = try #require(root["a/b"])
        let inner = try #require(Array(array.elements)[1]["~"])
        #expect(root.pointer == "")
        #expect(array.pointer == "/a~1b")
        #expect(Array(inner.elements).map(\.pointer) == ["/a~1b/1/~0/0", "/a~1b/1/~0/1"])
        #expect(root.members.map(\.key.pointer) == ["/a~1b", "/c"])
    }

    @Test("What the writer writes the reader reads back, whatever the text", arguments: 0..<200)
    func roundTrip(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let value = Tree.random(depth: 4, using: &generator)
        var writer = JSONWriter()
        value.write(to: &writer)
        let read = try JSONDocument(parsing: writer.bytes)
        #expect(Tree(read.root) == value)
        let foundation = try JSONSerialization.jsonObject(
            with: Data(writer.bytes),
            options: .fragmentsAllowed
        )
        #expect(Tree(foundation) == value)
    }
}

/// A JSON value as an independent model.
private indirect enum Tree: Equatable {
    case null
    case boolean(Bool)
    case number(Int)
    case string(String)
    case array([Tree])
    case object([String: Tree])

    init(_ value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .boolean: self = .boolean(value.boolean!)
        case .number: self = .number(Int(value.numberLiteral!)!)
        case .string: self = .string(value.string!)
        case .array: self = .array(value.elements.map(Tree.init))
        case .object:
            self = .object(
                Dictionary(uniqueKeysWithValues: value.members.map { ($0.key.string!, Tree($0.value)) })
            )
        }
    }

    init(_ value: Any) {
        switch value {
        case let value as [String: Any]: self = .object(value.mapValues(Tree.init))
        case let value as [Any]: self = .array(value.map(Tree.init))
        case let value as String: self = .string(value)
        case let value as NSNumber where String(cString: value.objCType) == "c":
            self = .boolean(value.boolValue)
        case let value as NSNumber: self = .number(value.intValue)
        default: self = .null
        }
    }

    static func random(depth: Int, using generator: inout SeededGenerator) -> Tree {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &generator) {
        case 0: .null
        case 1: .boolean(Bool.random(using: &generator))
        case 2: .number(Int.random(in: -1_000_000...1_000_000, using: &generator))
        case 3: .string(text(using: &generator))
        case 4:
            .array(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    random(depth: depth - 1, using: &generator)
                }
            )
        default:
            .object(
                Dictionary(
                    (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                        (text(using: &generator), random(depth: depth - 1, using: &generator))
                    }
                ) { $1 }
            )
        }
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        let alphabet: [Character] = [
            "a", "é", "芒", "🥭", "\"", "\\", "\n", "\u{1}", "/", "\u{2028}", "\u{7f}",
        ]
        return String(
            (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator)!
            }
        )
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .number(let value): writer.integer(value)
        case .string(let value): writer.string(value)
        case .array(let values): writer.array { writer in values.forEach { $0.write(to: &writer) } }
        case .object(let members):
            writer.object { writer in
                for (key, value) in members {
                    writer.key(key)
                    value.write(to: &writer)
                }
            }
        }
    }
}
