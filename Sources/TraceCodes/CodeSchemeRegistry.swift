// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The code schemes that this program reads.
///
/// A scheme is added as one ``Entry`` in a file of its own and one line in ``standard``; reading, our own
/// paths and classification inside events follow from it.
package struct CodeSchemeRegistry: Sendable {
    /// The entries, in the order in which a bare code is offered to them.
    package let entries: [Entry]

    /// Puts a registry together.
    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// All schemes of this program. EPC URNs and Digital Links are read before any of them.
    package static let standard = CodeSchemeRegistry(
        [.gtin, .sscc, .gsin] + formats.map(Entry.init) + [.uri]
    )

    /// One scheme: what it is called, how its canonical codes begin, and how a bare code is read.
    package struct Entry: Sendable {
        /// The scheme.
        package let scheme: CodeScheme
        /// What a code of the scheme identifies.
        package let level: Level
        /// How canonical codes begin, such as `urn:oid:`; `nil` when they are GS1 Digital Links.
        package let canonicalPrefix: String?
        /// Whether a code without prefix may be of the scheme.
        package let isTyped: Bool
        /// Reads a code as it is written without prefix. `nil`: the text is not of this scheme. An error: it
        /// is, but wrong.
        package let read: @Sendable (String) throws(CodeError) -> TraceCode?
        /// Checks a canonical code of the scheme.
        package let check: @Sendable (String) throws(CodeError) -> Void

        /// Describes a scheme.
        package init(
            scheme: CodeScheme,
            level: Level,
            canonicalPrefix: String?,
            isTyped: Bool = true,
            read: @escaping @Sendable (String) throws(CodeError) -> TraceCode?,
            check: @escaping @Sendable (String) throws(CodeError) -> Void = { _ in }
        ) {
            self.scheme = scheme
            self.level = level
            self.canonicalPrefix = canonicalPrefix
            self.isTyped = isTyped
            self.read = read
            self.check = check
        }
    }

    /// The entry of a scheme.
    package func entry(of scheme: CodeScheme) -> Entry? {
        entries.first { $0.scheme == scheme }
    }

    /// The entry whose canonical codes begin as this one does.
    package func entry(ofCanonical canonical: String) -> Entry? {
        entries.first { entry in
            entry.canonicalPrefix.map { !$0.isEmpty && canonical.utf8.starts(with: $0.utf8) } ?? false
        }
    }

    /// Offers a bare code to every scheme: the first that reads it wins; otherwise the first error stands.
    ///
    /// - Throws: the error of the scheme that knows the form but finds it wrong; `unrecognised` when none
    ///   does.
    package func read(bare text: String) throws(CodeError) -> TraceCode {
        var first: CodeError?
        for entry in entries where entry.isTyped {
            do throws(CodeError) {
                if let code = try entry.read(text) { return code }
            } catch {
                first = first ?? error
            }
        }
        throw first ?? CodeError(.unrecognised)
    }
}
