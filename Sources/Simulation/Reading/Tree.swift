// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Yams

/// A value of a YAML file that knows its place.
struct Tree {
    enum Kind {
        case scalar(String, isQuoted: Bool)
        case list([Tree])
        case map([(key: String, value: Tree)])
    }

    var kind: Kind
    let place: Place
    let log: FaultLog

    init(_ kind: Kind, like other: Tree) {
        self.kind = kind
        place = other.place
        log = other.log
    }

    init(_ node: Node, file: String, log: FaultLog) {
        place = Place(file: file, line: node.mark?.line ?? 0)
        self.log = log
        switch node {
        case .scalar(let scalar):
            kind = .scalar(scalar.string, isQuoted: scalar.style != .plain && scalar.style != .any)
        case .sequence(let nodes):
            kind = .list(nodes.map { Tree($0, file: file, log: log) })
        case .mapping(let mapping):
            kind = .map(mapping.map { ($0.key.scalar?.string ?? "?", Tree($0.value, file: file, log: log)) })
        default:
            kind = .scalar("", isQuoted: false)
            log.add("aliases are not part of the language", at: place)
        }
    }

    /// Reads the documents of one file; none where it is no YAML.
    static func read(_ text: String, file: String, log: FaultLog) -> [Tree] {
        do {
            return try Yams.compose_all(yaml: text).map { Tree($0, file: file, log: log) }
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                log.add(problem, at: Place(file: file, line: mark.line))
            case .duplicatedKeysInMapping(let keys, let context):
                log.add(
                    "the key “\(keys.map(String.init(describing:)).joined(separator: ", "))” stands twice",
                    at: Place(file: file, line: context.mark.line)
                )
            default:
                log.add("\(error)", at: Place(file: file, line: 0))
            }
        } catch {
            log.add("\(error)", at: Place(file: file, line: 0))
        }
        return []
    }

    func fault(_ reason: String) { log.add(reason, at: place) }

    var isNull: Bool {
        if case .scalar(let text, false) = kind { ["null", "~", ""].contains(text) } else { false }
    }

    subscript(key: String) -> Tree? {
        guard case .map(let pairs) = kind else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    /// The text of a scalar without saying that it is none.
    var plainText: String? {
        if case .scalar(let text, _) = kind { text } else { nil }
    }

    var text: String? {
        if plainText == nil { fault("a single value is expected here") }
        return plainText
    }

    var integer: Int? {
        guard let text else { return nil }
        if let number = Int(text) { return number }
        fault("“\(text)” is not a whole number")
        return nil
    }

    var number: Double? {
        guard let text else { return nil }
        if let number = Double(text), number.isFinite { return number }
        fault("“\(text)” is not a number")
        return nil
    }

    var boolean: Bool {
        switch text {
        case "true"?: return true
        case "false"?, nil: return false
        case let text?:
            fault("“\(text)” is neither true nor false")
            return false
        }
    }

    /// The elements of a list; a single value counts as a list of one.
    var list: [Tree] {
        if case .list(let trees) = kind { trees } else { [self] }
    }

    var texts: [String] { list.compactMap(\.text) }

    /// The pairs of a map.
    var pairs: [(key: String, value: Tree)] {
        if case .map(let pairs) = kind { return pairs }
        if !isNull { fault("a map of keys and values is expected here") }
        return []
    }

    /// The value as a map whose every key must be read.
    var map: TreeMap { TreeMap(self) }

    /// A name in both languages.
    var name: LocalText? {
        let map = map
        defer { map.finish() }
        guard let zh = map.need("zh")?.text, let en = map.need("en")?.text else { return nil }
        return LocalText(zh: zh, en: en)
    }
}

/// A map of which each key is taken once; what nobody takes is a fault.
final class TreeMap {
    let tree: Tree
    private var left: [(key: String, value: Tree)]
    private var asked: [String] = []

    init(_ tree: Tree) {
        self.tree = tree
        left = tree.pairs
    }

    /// The value of a key; null counts as not there.
    func take(_ key: String) -> Tree? {
        asked.append(key)
        guard let index = left.firstIndex(where: { $0.key == key }) else { return nil }
        let value = left.remove(at: index).value
        return value.isNull ? nil : value
    }

    func need(_ key: String) -> Tree? {
        if let value = take(key) { return value }
        tree.fault("“\(key)” is missing")
        return nil
    }

    func finish() {
        for (key, value) in left {
            value.fault("“\(key)” is not known here; known are: \(asked.joined(separator: ", "))")
        }
    }
}

/// A text in the two languages of the pages.
package struct LocalText: Sendable, Hashable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }
}
