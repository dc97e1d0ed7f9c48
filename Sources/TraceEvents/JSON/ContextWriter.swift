// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Writes JSON-LD contexts.
enum ContextWriter {
    /// The address of the standard's own context.
    static let standard = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"

    /// The member `@context` with the standard's context and the prefixes.
    static func write(_ prefixes: [Namespaces.Binding], to writer: inout JSONWriter) {
        writer.key("@context")
        writer.array {
            $0.string(standard)
            if !prefixes.isEmpty { writePrefixes(prefixes, to: &$0) }
        }
    }

    /// An object of prefixes.
    static func writePrefixes(_ prefixes: [Namespaces.Binding], to writer: inout JSONWriter) {
        writer.object { for binding in prefixes { $0.member(binding.prefix, binding.uri) } }
    }
}
