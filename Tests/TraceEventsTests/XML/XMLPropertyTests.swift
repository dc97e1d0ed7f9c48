// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting

@testable import TraceEvents

@Suite("XML of any event")
struct XMLPropertyTests {
    @Test("is valid and is read as the same event", arguments: XMLVersion.allCases)
    func keepsAnything(version: XMLVersion) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        for round in 0..<1500 {
            var random = RandomEvent(seed: seed &+ UInt64(round))
            let document = random.document()
            let written = EPCISXML.write(
                document,
                version: version,
                vocabulary: round % 2 == 0 ? .urn : .webURI
            )
            keep(written, "random\(version)-\(round).xml")
            let again: EPCISDocument
            do {
                again = try EPCISXML.document(written)
            } catch {
                Issue.record(
                    "seed \(seed &+ UInt64(round)): \(error) in \(String(decoding: written, as: UTF8.self))"
                )
                return
            }
            try #require(
                again.events == document.events,
                "seed \(seed &+ UInt64(round)): \(String(decoding: written, as: UTF8.self))"
            )
            try #require(again.vocabularies == document.vocabularies, "seed \(seed &+ UInt64(round))")
            try #require(again.extensions == document.extensions, "seed \(seed &+ UInt64(round))")
            try #require(again.header == document.header, "seed \(seed &+ UInt64(round))")
        }
    }

    /// Keeps what was written where `QIONGSU_XML_OUT` names a folder, for a check with the official XSDs.
    private func keep(_ bytes: [UInt8], _ name: String) {
        guard let folder = ProcessInfo.processInfo.environment["QIONGSU_XML_OUT"] else { return }
        #expect(throws: Never.self) { try Data(bytes).write(to: URL(filePath: folder).appending(path: name)) }
    }
}
