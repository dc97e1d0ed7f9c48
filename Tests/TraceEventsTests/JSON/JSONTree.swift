// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// A JSON value with equality by JSON's data model, and with the equivalences that our reading makes.
indirect enum JSONTree: Equatable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    init(_ value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .boolean: self = .boolean(value.boolean == true)
        case .number: self = .number(value.numberLiteral.flatMap(Double.init) ?? .nan)
        case .string: self = .string(value.string ?? "")
        case .array: self = .array(value.elements.map(JSONTree.init))
        case .object:
            self = .object(
                Dictionary(
                    uniqueKeysWithValues: value.members.map { ($0.key.string ?? "", JSONTree($0.value)) }
                )
            )
        }
    }

    subscript(key: String) -> JSONTree? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The value after the equivalences: contexts left out, standard words bare, words with a prefix whole,
    /// one certificate as a string, empty lists of the standard and empty `ilmd` as none.
    func normalised(_ prefixes: [String: String] = [:]) -> JSONTree {
        guard case .object(var members) = self else {
            if case .array(let items) = self { return .array(items.map { $0.normalised(prefixes) }) }
            return self
        }
        var prefixes = prefixes
        members.removeValue(forKey: "@context")?.collectPrefixes(into: &prefixes)
        for (key, value) in members {
            let value = value.normalised(prefixes)
            members[key] = value
            if Self.mayBeEmpty.contains(key), value == .array([]) || value == .object([:]) {
                members[key] = nil
            }
            if key == "certificationInfo", case .array(let items) = value, items.count == 1 {
                members[key] = items[0]
            }
            members[key] = members[key]?.normalisedWords(of: key, prefixes)
        }
        return .object(members)
    }

    private static let mayBeEmpty: Set<String> = [
        "epcList", "quantityList", "childEPCs", "childQuantityList", "inputEPCList", "outputEPCList",
        "inputQuantityList", "outputQuantityList", "bizTransactionList", "sourceList", "destinationList",
        "sensorElementList", "certificationInfo", "correctiveEventIDs", "ilmd", "vocabularyElementList",
        "attributes", "children",
    ]

    private func normalisedWords(of key: String, _ prefixes: [String: String]) -> JSONTree {
        let vocabulary: CBV? =
            switch key {
            case "bizStep": .bizStep
            case "disposition", "set", "unset": .disposition
            case "component": .component
            case "exception": .sensorAlertType
            case "reason": .errorReason
            case "type": .measurementType
            default: nil
            }
        guard let vocabulary else { return self }
        switch self {
        case .array(let items): return .array(items.map { $0.normalisedWords(of: key, prefixes) })
        case .string(let text):
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            let local = text[colon...].dropFirst()
            if let outer = prefixes[String(text[..<colon])], !local.hasPrefix("//") {
                return .string(vocabulary.bareWord(outer + local))
            }
            if text.hasPrefix("cbv:") {
                return .string(vocabulary.bareWord("https://ref.gs1.org/cbv/" + local))
            }
            return .string(vocabulary.bareWord(text))
        default: return self
        }
    }

    private func collectPrefixes(into prefixes: inout [String: String]) {
        switch self {
        case .array(let parts): for part in parts { part.collectPrefixes(into: &prefixes) }
        case .object(let terms):
            for (term, value) in terms { if case .string(let uri) = value { prefixes[term] = uri } }
        default: break
        }
    }
}
