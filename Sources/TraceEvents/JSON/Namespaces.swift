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

    /// The declared prefixes and what they stand for.
    private(set) var declared: [Binding] = []
    /// The same as written, where one may stand for a URI that begins with another.
    private var written: [Binding] = []
    private let isLiteral: Bool

    /// - Parameters:
    ///   - outside: Prefixes declared outside the text.
    ///   - isLiteral: Whether namespaces and values are taken as written, as in texts of our own, where
    ///     each is whole already.
    init(_ outside: [String: String] = [:], isLiteral: Bool = false) {
        self.isLiteral = isLiteral
        for (prefix, uri) in outside.sorted(by: { $0.key < $1.key }) { declare(prefix, uri) }
        resolve()
    }

    /// What a prefix stands for, given its bytes.
    func binding(of prefix: TextForm.Bytes) -> Binding? {
        declared.first { $0.prefix.utf8.elementsEqual(prefix) }
            ?? Self.standard.first { $0.prefix.utf8.elementsEqual(prefix) }
    }

    /// Takes in the prefixes of a context; a later one replaces an earlier.
    mutating func declare(context: JSONValue) {
        take(context)
        resolve()
    }

    private mutating func take(_ context: JSONValue) {
        for part in context.elements { take(part) }
        for (key, value) in context.members {
            guard let term = key.string, !term.hasPrefix("@") else { continue }
            if let uri = Self.uri(in: value) { declare(term, uri) }
        }
    }

    /// The text that a term of a context stands for: the value itself or its `@id`.
    static func uri(in definition: JSONValue) -> String? {
        guard let uri = definition.string ?? definition["@id"]?.string, isNamespace(uri) else { return nil }
        return uri
    }

    /// Whether a text can be what a prefix stands for: it has a scheme, or a prefix of its own.
    static func isNamespace(_ text: String) -> Bool { !text.hasPrefix("@") && text.contains(":") }

    private mutating func declare(_ prefix: String, _ uri: String) {
        let binding = Binding(prefix: prefix, uri: uri)
        if let index = written.firstIndex(where: { $0.prefix == prefix }) {
            written[index] = binding
        } else {
            written.append(binding)
        }
    }

    private mutating func resolve() {
        declared = written.map { Binding(prefix: $0.prefix, uri: expanded($0.uri, by: written)) }
    }

    /// The whole URI of one that is written with a declared prefix; anything else is returned as it is.
    ///
    /// - Parameter withStandard: Whether the prefixes of the standard's context count as declared.
    func expanded(_ uri: String, withStandard: Bool = false) -> String {
        expanded(uri, by: withStandard ? declared + Self.standard : declared)
    }

    /// What is whole is never expanded, and only into what is whole: reading a text that was written from
    /// what was read changes nothing.
    private func expanded(_ uri: String, by bindings: [Binding]) -> String {
        guard !isLiteral, !bindings.isEmpty, let prefix = uri.openPrefix,
            let binding = bindings.first(where: { $0.prefix == prefix }), binding.uri.openPrefix == nil
        else { return uri }
        return binding.uri + uri.dropFirst(prefix.count + 1)
    }
}

extension String {
    /// What stands before the colon, where it may be a prefix; nil of a whole URI: `urn:…` or `scheme://…`.
    var openPrefix: Substring? {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), !self[colon...].hasPrefix("://") else {
            return nil
        }
        let prefix = self[..<colon]
        return prefix == "urn" ? nil : prefix
    }
}
