// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceTesting
import TraceText

/// Changes JSON trees at random places: members lost, values of other kinds, elements repeated.
struct JSONMutator {
    private var generator: SeededGenerator
    private static let values: [JSONTree] = [
        .null, .boolean(true), .number(-1), .string(""), .string("x"), .string("urn:a:b"), .array([]),
        .object([:]), .array([.string("urn:a:b"), .string("urn:a:b")]), .object(["id": .string("urn:a:b")]),
        .string("2026-02-03T04:05:06Z"), .string("example:own"), .string("shipping"), .string("ADD"),
    ]
    private static let keys = [
        "foo", "example:foo", "https://example.com/ns/foo", "urn:example:foo", "ilmd", "action", "id",
        "@context",
        "persistentDisposition", "recordTime", "certificationInfo", "sensorElementList", "parentID",
    ]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.randomElement(using: &generator)
    }

    /// The tree with a change somewhere.
    mutating func mutated(_ tree: JSONTree) -> JSONTree {
        let goesDeeper = Int.random(in: 0..<4, using: &generator) > 0
        switch tree {
        case .object(var members):
            guard let key = members.keys.sorted().randomElement(using: &generator) else { return anyValue() }
            if goesDeeper {
                members[key] = members[key].map { mutated($0) }
            } else {
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: members[key] = nil
                case 1: members[key] = anyValue()
                default: members[pick(Self.keys) ?? "foo"] = anyValue()
                }
            }
            return .object(members)
        case .array(var items):
            guard let index = items.indices.randomElement(using: &generator) else { return anyValue() }
            if goesDeeper {
                items[index] = mutated(items[index])
            } else if Bool.random(using: &generator) {
                items.remove(at: index)
            } else {
                items.append(items[index])
            }
            return .array(items)
        default: return goesDeeper ? tree : anyValue()
        }
    }

    private mutating func anyValue() -> JSONTree { pick(Self.values) ?? .null }
}

extension JSONTree {
    /// The valid documents without master data, and without contexts in their events.
    static func documentsWithOneContext() throws -> [JSONTree] {
        try DocumentTable.validJSON().compactMap { row in
            guard row.kind == "EPCISDocument", !DocumentTable.unreadable.contains(row.file) else {
                return nil
            }
            let bytes = try SharedData.bytes(row.file).withoutMark
            let contexts = String(decoding: bytes, as: UTF8.self).ranges(of: "\"@context\"").count
            let tree = JSONTree(try JSONDocument(parsing: bytes).root)
            return contexts == 1 && tree["epcisHeader"] == nil ? tree : nil
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let boolean): writer.boolean(boolean)
        case .number(let number): writer.number("\(number)")
        case .string(let text): writer.string(text)
        case .array(let items): writer.array { for item in items { item.write(to: &$0) } }
        case .object(let members):
            writer.object {
                for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                    $0.key(key)
                    value.write(to: &$0)
                }
            }
        }
    }
}
