// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceEvents
import TraceTesting
import TraceText

/// Our verdict on other people's documents against that of the official schema.
@Suite struct SchemaVerdictTests {
    @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
    func `Every JSON document gets the verdict of the official schema`() throws {
        let rows = try DocumentTable.json()
        #expect(rows.count > 230)
        for row in rows {
            let report = EPCISJSON.check(try SharedData.bytes(row.file))
            let verdict =
                report.isValid
                ? "valid" : report.faults.contains { $0.code == .unreadable } ? "unparsable" : "invalid"
            #expect(verdict == row.verdict, "\(row.file): \(report.faults.prefix(3))")
        }
    }

    @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
    func
        `A key that stands twice, which the schema does not see, is noted, and refused for reading`()
        throws
    {
        let bytes = try SharedData.bytes("gs1-EPCIS/JSON/AssociationEvent/AssociationEvent-h.jsonld")
        let message = "the key \"eventID\" stands twice in one object"
        #expect(EPCISJSON.check(bytes).notes.map(\.message).contains(message))
        #expect(throws: InvalidDocument.self) { try EPCISJSON.document(bytes) }
    }

    @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
    func `Every place that the official schema names has a fault`() throws {
        for row in try DocumentTable.json() where row.verdict == "invalid" {
            let report = EPCISJSON.check(try SharedData.bytes(row.file))
            let pointers = report.faults.compactMap(\.pointer)
            for place in row.places {
                #expect(
                    pointers.contains { $0.hasPrefix(place) },
                    "\(row.file): nothing at \(place) in \(pointers)"
                )
            }
        }
    }
}

/// The table of documents and verdicts.
struct DocumentTable {
    /// Valid for the official schema, which does not see that a key stands twice; refused when read.
    static let unreadable: Set = [
        "gs1-EPCIS/JSON-simple-context/AssociationEvent/AssociationEvent-h.jsonld",
        "gs1-EPCIS/JSON/AssociationEvent/AssociationEvent-h.jsonld",
    ]

    let file: String
    let kind: String
    let verdict: String
    /// Pointers, each perhaps cut short.
    let places: [String]

    /// The rows of JSON documents.
    static func json() throws -> [DocumentTable] {
        try SharedData.table("EXPECTED-SCHEMA-VALIDITY.tsv").filter { !$0[0].hasSuffix(".xml") }.map { row in
            let places = row[3].split(separator: "; ").map { $0 == "(root)" ? "" : "/" + $0 }
            return DocumentTable(
                file: row[0],
                kind: row[1],
                verdict: row[2],
                places: row[2] == "invalid" ? places : []
            )
        }
    }

    /// The rows of JSON documents that the official schema accepts.
    static func validJSON() throws -> [DocumentTable] { try json().filter { $0.verdict == "valid" } }
}

extension SharedData {
    static func bytes(_ path: String) throws -> [UInt8] { Array(try data(path)) }
}

extension DocumentFault {
    var pointer: String? {
        switch place {
        case .pointer(let pointer), .pointerAt(let pointer, _): pointer
        case .position: nil
        }
    }
}
