// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import TraceCodes
import TraceEvents
import TraceText

/// Master data as rows: the newest statement about an identifier replaces the one before.
enum MasterDataRow {
    static func write(_ element: VocabularyElement, type: String, in connection: any SQLConnection) throws {
        let id = CanonicalCode.canonical(element.id)
        var writer = JSONWriter()
        EPCISJSON.write(element, to: &writer)
        try connection.execute(
            """
            INSERT INTO master_data(id, type, element) VALUES ($1, $2, $3)
            ON CONFLICT (id, type) DO UPDATE SET element = excluded.element
            """,
            [.text(id), .text(type), .text(writer.text)]
        )
        try connection.execute("DELETE FROM master_child WHERE parent = $1", [.text(id)])
        for child in element.children {
            try connection.execute(
                """
                INSERT INTO master_child(parent, child) VALUES ($1, $2)
                ON CONFLICT (parent, child) DO NOTHING
                """,
                [.text(id), .text(CanonicalCode.canonical(child))]
            )
        }
    }

    static func find(_ id: String, in connection: any SQLConnection) throws -> [(
        type: String, element: VocabularyElement
    )] {
        let rows = try connection.rows(
            "SELECT type, element FROM master_data WHERE id = $1 ORDER BY type",
            [.text(CanonicalCode.canonical(id))]
        ) { ($0.text(0), $0.text(1)) }
        return try rows.map { type, text in (type, try EPCISJSON.vocabularyElement(stored: Array(text.utf8)))
        }
    }

    /// The identifier and everything below it, canonical.
    static func descendants(of id: String, in connection: any SQLConnection) throws -> Set<String> {
        var found: Set<String> = [CanonicalCode.canonical(id)]
        var frontier = found
        while !frontier.isEmpty {
            var next: Set<String> = []
            for parent in frontier {
                next.formUnion(
                    try connection.rows("SELECT child FROM master_child WHERE parent = $1", [.text(parent)]) {
                        $0.text(0)
                    }
                )
            }
            frontier = next.subtracting(found)
            found.formUnion(next)
        }
        return found
    }
}
