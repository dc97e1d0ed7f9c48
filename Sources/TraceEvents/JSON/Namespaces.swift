// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The prefixes of extension names that hold at a place of a document.
///
/// Taken from the JSON-LD contexts in the text; a context that is only named by its address is never fetched.
/// What nobody declared falls back on the prefixes of the standard's own context.
struct Namespaces: Sendable {
    /// A prefix and what it stands for.
    struct Binding: Hashable, Sendable {
        let prefix: String
        let uri: String
    }

    /// The prefixes that the standard's context declares.
    ///
    /// `cbvmda` is written as in XML documents, without the colon of the JSON-LD context, so that an
    /// attribute has one name whatever the document's format.
    static let standard = [
        Binding(prefix: "cbvmda", uri: "urn:epcglobal:cbv:mda"),
        Binding(prefix: "gs1", uri: "https://gs1.org/voc/"),
        Binding(prefix: "cbv", uri: "https://ref.gs1.org/cbv/"),
        Binding(prefix: "epcis", uri: "https://ref.gs1.org/epcis/"),
        Binding(prefix: "rdfs", uri: "http://www.w3.org/2000/01/rdf-schema#"),
        Binding(prefix: "owl", uri: "http://www.w3.org/2002/07/owl#"),
        Binding(prefix: "xsd", uri: "http://www.w3.org/2001/XMLSchema#"),
        Binding(prefix: "dcterms", uri: "http://purl.org/dc/terms/"),
    ]

    private(set) var declared: [Binding] = []

    init(_ outside: [String: String] = [:]) {
        for (prefix, uri) in outside.sorted(by: { $0.key < $1.key }) { declare(prefix, uri) }
    }

    /// What a prefix stands for, given its bytes.
    func binding(of prefix: TextForm.Bytes) -> Binding? {
        declared.first { $0.prefix.utf8.elementsEqual(prefix) }
            ?? Self.standard.first { $0.prefix.utf8.elementsEqual(prefix) }
    }

    /// What a prefix stands for.
    func uri(of prefix: String) -> String? {
        (declared.first { $0.prefix == prefix } ?? Self.standard.first { $0.prefix == prefix })?.uri
    }

    /// Takes in the prefixes of a context; a later one replaces an earlier.
    mutating func declare(context: JSONValue) {
        for part in context.elements { declare(context: part) }
        for (key, value) in context.members {
            guard let term = key.string, !term.hasPrefix("@") else { continue }
            if let uri = Self.uri(in: value) { declare(term, expanded(uri)) }
        }
    }

    /// The text that a term of a context stands for: the value itself or its `@id`.
    static func uri(in definition: JSONValue) -> String? {
        guard let uri = definition.string ?? definition["@id"]?.string, !uri.hasPrefix("@"), uri.contains(":")
        else { return nil }
        return uri
    }

    private mutating func declare(_ prefix: String, _ uri: String) {
        let binding = Binding(prefix: prefix, uri: uri)
        if let index = declared.firstIndex(where: { $0.prefix == prefix }) {
            declared[index] = binding
        } else {
            declared.append(binding)
        }
    }

    /// The whole URI of one that is written with a declared prefix; anything else is returned as it is.
    ///
    /// - Parameter withStandard: Whether the prefixes of the standard's context count as declared.
    func expanded(_ uri: String, withStandard: Bool = false) -> String {
        guard withStandard || !declared.isEmpty, let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")),
            !uri[colon...].hasPrefix("://")
        else { return uri }
        let prefix = uri[..<colon]
        let binding =
            declared.first { $0.prefix == prefix }
            ?? (withStandard ? Self.standard.first { $0.prefix == prefix } : nil)
        guard let binding else { return uri }
        return binding.uri + uri[uri.index(after: colon)...]
    }
}
