// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Yams

/// A value of a YAML file that knows its place and tells what is wrong with it.
struct YAMLNode {
    let node: Node
    let file: String
    let log: FaultLog

    /// Says that something is wrong here.
    func fault(_ reason: String) {
        let mark = node.mark
        log.add(ProfileFault(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, reason: reason))
    }

    /// The value of a key, where this is a map that has it.
    subscript(key: String) -> YAMLNode? {
        node.mapping?[key].map { YAMLNode(node: $0, file: file, log: log) }
    }

    /// The text, where this is a single value.
    var plainText: String? { node.scalar?.string }

    /// The text of a scalar, whatever YAML would make of it.
    var text: String? {
        guard case .scalar(let scalar) = node else {
            fault("a single value is expected here")
            return nil
        }
        return scalar.string
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

    var boolean: Bool? {
        switch text {
        case "true": return true
        case "false": return false
        case let text?:
            fault("“\(text)” is neither true nor false")
            return nil
        case nil: return nil
        }
    }

    var period: Period? {
        guard let text else { return nil }
        if let period = Period(text) { return period }
        fault("“\(text)” is not a length of time such as “15 days” or “30 minutes”")
        return nil
    }

    /// The elements of a list; a single value counts as a list of one.
    var list: [YAMLNode] {
        switch node {
        case .sequence(let sequence): sequence.map { YAMLNode(node: $0, file: file, log: log) }
        default: [self]
        }
    }

    var texts: [String] { list.compactMap(\.text) }

    /// One of the words of a closed set.
    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        fault("“\(text)” is not one of: \(words)")
        return nil
    }

    /// The value as a map whose every key must be read.
    var map: YAMLMap? {
        guard case .mapping(let mapping) = node else {
            fault("a map of keys and values is expected here")
            return nil
        }
        return YAMLMap(self, mapping)
    }
}

/// A YAML map of which each key is taken once; what nobody takes is a fault.
final class YAMLMap {
    let place: YAMLNode
    private var values: [(key: YAMLNode, value: YAMLNode)]
    private var asked: [String] = []

    init(_ place: YAMLNode, _ mapping: Node.Mapping) {
        self.place = place
        values = mapping.map {
            (
                YAMLNode(node: $0.key, file: place.file, log: place.log),
                YAMLNode(node: $0.value, file: place.file, log: place.log)
            )
        }
    }

    /// The value of a key, where it is there.
    func take(_ key: String) -> YAMLNode? {
        asked.append(key)
        guard let index = values.firstIndex(where: { $0.key.plainText == key }) else { return nil }
        return values.remove(at: index).value
    }

    /// The value of a key that must be there.
    func need(_ key: String) -> YAMLNode? {
        if let value = take(key) { return value }
        place.fault("“\(key)” is missing")
        return nil
    }

    /// All that is left, as pairs.
    func takeAll() -> [(key: String, value: YAMLNode)] {
        defer { values = [] }
        return values.compactMap { pair in pair.key.text.map { ($0, pair.value) } }
    }

    /// Tells of every key that nobody took.
    func finish() {
        for (key, _) in values {
            let name = key.plainText ?? "?"
            key.fault("“\(name)” is not known here; known are: \(asked.joined(separator: ", "))")
        }
    }

    /// A name in both languages.
    func name(_ key: String) -> LocalName? { need(key).flatMap(Self.name) }

    static func name(_ node: YAMLNode) -> LocalName? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        return name(in: map)
    }

    /// The keys `zh` and `en` of a map that may hold others.
    static func name(in map: YAMLMap) -> LocalName? {
        let (zh, en) = (map.take("zh")?.text, map.take("en")?.text)
        guard let zh, let en, !zh.isEmpty, !en.isEmpty else {
            let missing = [("zh", zh), ("en", en)].filter { $0.1?.isEmpty ?? true }.map(\.0)
            map.place.fault("the translation is missing: \(missing.joined(separator: ", "))")
            return nil
        }
        return LocalName(zh: zh, en: en)
    }
}
