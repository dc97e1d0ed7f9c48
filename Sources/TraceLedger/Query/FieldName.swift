// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// The name of an extension field or attribute in a query: `prefix:local`, or the whole URI.
struct FieldName: Sendable, Equatable {
    private let form: Form

    private enum Form: Equatable {
        case uri(String)
        case prefixed(String, namespace: String?, local: String)
        case bare(String)
    }

    /// Prefixes that the standard's own context declares.
    private static let standard = [
        "cbvmda": "urn:epcglobal:cbv:mda", "epcis": "https://ref.gs1.org/epcis/",
        "cbv": "https://ref.gs1.org/cbv/",
        "gs1": "https://gs1.org/voc/",
    ]

    init(_ text: String, namespaces: [String: String]) {
        guard let colon = text.firstIndex(of: ":") else {
            form = .bare(text)
            return
        }
        let prefix = String(text[..<colon])
        let local = String(text[text.index(after: colon)...])
        if let namespace = namespaces[prefix] {
            form = .prefixed(prefix, namespace: namespace, local: local)
        } else if local.hasPrefix("//") || prefix == "urn" {
            form = .uri(text)
        } else {
            form = .prefixed(prefix, namespace: Self.standard[prefix], local: local)
        }
    }

    /// Whether a query may name a field so: a bare word names none.
    var isQualified: Bool {
        if case .bare = form { false } else { true }
    }

    func matches(_ name: ExtensionName) -> Bool {
        switch form {
        case .uri(let uri): matches(name, uri: uri)
        case .bare(let local): name.local == local && name.prefix == nil
        case .prefixed(let prefix, let namespace, let local):
            name.local == local && matches(name, prefix: prefix, namespace: namespace)
                || namespace.map { matches(name, uri: $0 + local) } ?? false
        }
    }

    /// Whether an attribute of master data has this name; attributes are named by URIs.
    func matches(attribute id: String) -> Bool {
        switch form {
        case .uri(let uri): id == uri
        case .bare(let local): id == local || id.hasSuffix("#" + local)
        case .prefixed(let prefix, let namespace, let local):
            id == "\(prefix):\(local)"
                || namespace.map { id == $0 + local || id == $0 + "#" + local } ?? false
        }
    }

    private func matches(_ name: ExtensionName, prefix: String, namespace: String?) -> Bool {
        if let namespace, let other = name.namespace { return Self.trimmed(namespace) == Self.trimmed(other) }
        return name.prefix == prefix
    }

    private func matches(_ name: ExtensionName, uri: String) -> Bool {
        guard let namespace = name.namespace, uri.hasSuffix(name.local) else { return false }
        return Self.trimmed(String(uri.dropLast(name.local.count))) == Self.trimmed(namespace)
    }

    /// XML writes `urn:x` and JSON-LD `urn:x#` for one namespace, because JSON-LD appends the local name.
    private static func trimmed(_ namespace: String) -> Substring {
        var trimmed = namespace[...]
        while let last = trimmed.utf8.last,
            [UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: ":")].contains(last)
        {
            trimmed = trimmed.dropLast()
        }
        return trimmed
    }
}
