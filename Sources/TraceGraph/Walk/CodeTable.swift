// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceLedger

/// The codes met during a trace, each once, by canonical form.
struct CodeTable {
    /// A code's position in the table.
    typealias ID = Int

    private var ids: [String: ID] = [:]
    private(set) var entries: [Entry] = []

    /// A class, because every link and amount leads to it.
    final class Entry {
        let canonical: String
        /// As an event wrote it.
        let uri: String
        let key: LinkKey
        let code: TraceCode

        /// Whether the code names a thing or a lot that can be followed, and not a whole class of products.
        let isTraceable: Bool

        init(_ code: TraceCode, uri: String) {
            canonical = code.canonical
            self.uri = uri
            key = LinkKey(code.canonical)
            self.code = code
            isTraceable = code.level != .product
        }
    }

    subscript(id: ID) -> Entry { entries[id] }

    /// The position of a code that was met before.
    func knownID(of uri: String) -> ID? { ids[uri] ?? ids[CanonicalCode.canonical(uri)] }

    mutating func id(of uri: String) -> ID {
        // Most senders write codes in their canonical form.
        if let id = ids[uri] { return id }
        let code = CanonicalCode.identify(uri)
        if let id = ids[code.canonical] { return id }
        ids[code.canonical] = entries.count
        entries.append(Entry(code, uri: uri))
        return entries.count - 1
    }
}
