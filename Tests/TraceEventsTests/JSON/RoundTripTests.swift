// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceTesting
import TraceText

/// That nothing is lost between JSON, our model and JSON.
@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
struct RoundTripTests {
    private func documents() throws -> [(file: String, bytes: [UInt8])] {
        try DocumentTable.validJSON()
            .filter { $0.kind.hasSuffix("Document") && !DocumentTable.unreadable.contains($0.file) }
            .map { ($0.file, try SharedData.bytes($0.file)) }
    }

    @Test func `A document written again has the same JSON value`() throws {
        for (file, bytes) in try documents() {
            let written = EPCISJSON.write(try EPCISJSON.document(bytes))
            let before = JSONTree(try JSONDocument(parsing: bytes.withoutMark).root)
            let after = JSONTree(try JSONDocument(parsing: written).root)
            #expect(after.normalised() == before.normalised(), "\(file)")
        }
    }

    @Test func `A document written again is valid and reads as the same document`() throws {
        for (file, bytes) in try documents() {
            let document = try EPCISJSON.document(bytes)
            let written = EPCISJSON.write(document)
            #expect(EPCISJSON.check(written).faults == [], "\(file)")
            #expect(try EPCISJSON.document(written) == document, "\(file)")
        }
    }

    @Test func `A stored event reads as the same event`() throws {
        for (file, bytes) in try documents() {
            for event in try EPCISJSON.document(bytes).events {
                var writer = JSONWriter()
                EPCISJSON.write(event, includesContext: false, to: &writer)
                #expect(try EPCISJSON.event(stored: writer.bytes) == event, "\(file)")
            }
        }
    }

    @Test func `A bare event written again has the same JSON value`() throws {
        let rows = try DocumentTable.validJSON().filter { !$0.kind.hasSuffix("Document") }
        #expect(rows.count == 12)
        for row in rows {
            let bytes = try SharedData.bytes(row.file)
            var writer = JSONWriter()
            EPCISJSON.write(try EPCISJSON.event(bytes), includesContext: true, to: &writer)
            let before = JSONTree(try JSONDocument(parsing: bytes.withoutMark).root)
            let after = JSONTree(try JSONDocument(parsing: writer.bytes).root)
            #expect(after.normalised() == before.normalised(), "\(row.file)")
            #expect(EPCISJSON.check(writer.bytes).faults == [], "\(row.file)")
        }
    }

    @Test func `Every event reads the same when its identifiers are written as Digital Links`() throws {
        for (file, bytes) in try documents() {
            let document = try EPCISJSON.document(bytes)
            let written = EPCISJSON.write(document, identifiers: .digitalLink)
            #expect(EPCISJSON.check(written).faults == [], "\(file)")
            let links = try EPCISJSON.document(written)
            #expect(EPCISJSON.write(links, identifiers: .digitalLink) == written, "\(file)")
        }
    }
}

extension [UInt8] {
    /// The bytes after a byte order mark.
    var withoutMark: [UInt8] { starts(with: [0xEF, 0xBB, 0xBF]) ? Array(dropFirst(3)) : self }
}
