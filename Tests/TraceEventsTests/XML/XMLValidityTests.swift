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

    @Test("notes a wrong check digit with the line of its event, as capture will refuse it")
    func notesCheckDigits() throws {
        let path =
            "openepcis-test-resources/2.0/EPCIS/XML/Capture/Documents/Combination_of_different_event.xml"
        let report = EPCISXML.check(Array(try SharedData.data(path)))
        #expect(report.isValid)
        let note = try #require(report.notes.first { $0.code == .identifier })
        #expect(note.message.hasPrefix("/epcList/0: "))
        #expect(note.message.contains("it should be 6"))
        guard case .position(let position) = note.place else {
            Issue.record("no line in \(note)")
            return
        }
        #expect(position.line > 1)
    }

    @Test("reads a table of documents of both versions")
    func tableIsComplete() {
        #expect(XMLVector.all.count == 124)
        #expect(XMLVector.valid.count == 93)
    }
}
