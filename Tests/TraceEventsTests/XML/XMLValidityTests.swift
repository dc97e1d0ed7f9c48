// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting
import TraceText

@testable import TraceEvents

@Suite("The check of XML documents", .enabled(if: SharedData.isPresent, "needs the shared test data"))
struct XMLValidityTests {
    @Test("says what the official XSDs say", arguments: XMLVector.all)
    func agreesWithTheSchemas(vector: XMLVector) throws {
        let report = EPCISXML.check(try vector.bytes())
        #expect(report.faults.isEmpty == vector.isValid, "\(report.faults)")
        for fault in report.faults {
            guard case .position(let position) = fault.place else {
                Issue.record("no line and column in \(fault)")
                continue
            }
            #expect(position.line > 1 && position.column > 0)
        }
    }

    @Test("reads a table of documents of both versions")
    func tableIsComplete() {
        #expect(XMLVector.all.count == 124)
        #expect(XMLVector.valid.count == 93)
    }

    /// A document type can only bring entities, so that none is read, although the XSDs do not mind it.
    @Test("refuses a document type declaration that the schemas accept", arguments: withDocumentType)
    func refusesDocumentTypes(path: String) throws {
        let vector = try #require(XMLVector.all.first { $0.path == path })
        let report = EPCISXML.check(try vector.rawBytes())
        #expect(report.faults.map(\.code) == [.limit])
        #expect(report.faults[0].place == .position(.init(line: 2, column: 1)))
        #expect(report.faults[0].message.contains("DOCTYPE"))
    }

    @Test("knows all documents of the table with a document type declaration")
    func listOfDocumentTypesIsComplete() throws {
        let marked = try XMLVector.all.filter {
            String(decoding: try $0.rawBytes(), as: UTF8.self).contains("<!DOCTYPE")
        }
        #expect(marked.map(\.path) == Self.withDocumentType)
    }

    static let withDocumentType =
        (1...6).map { "gs1-EPCIS/XML/WithEventHashID/event_with_identical_hash_id_\($0).xml" }
        + [
            "aggregation_event", "association_event", "masterdata", "object_event", "transaction_event",
            "transformation_event",
        ].map { "gs1-EPCIS/XML/WithFullCombinationOfFields/\($0)_all_possible_fields.xml" }
}
