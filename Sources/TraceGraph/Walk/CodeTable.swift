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

    struct Entry {
        let canonical: String
        /// As an event wrote it.
        let uri: String
        let key: LinkKey
        let code: TraceCode

        /// Whether the code names a thing or a lot that can be followed, and not a whole class of products.
        var isTraceable: Bool { code.level != .product }
    }

    subscript(id: ID) -> Entry { entries[id] }

    /// The position of a code that was met before.
    func knownID(of uri: String) -> ID? { ids[CanonicalCode.canonical(uri)] }

    mutating func id(of uri: String) -> ID {
        let canonical = CanonicalCode.canonical(uri)
        if let id = ids[canonical] { return id }
        ids[canonical] = entries.count
        entries.append(
            Entry(
                canonical: canonical,
                uri: uri,
                key: LinkKey(canonical),
                code: CanonicalCode.identify(canonical)
            )
        )
        return entries.count - 1
    }
}
