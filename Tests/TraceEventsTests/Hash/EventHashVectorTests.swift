// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto
import Testing
import TraceTesting
import TraceText

@testable import TraceEvents

@Suite("Event hashes of published documents", .enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
struct EventHashVectorTests {
    @Test("Events in JSON have the published hashes", arguments: HashVectors.json)
    func json(name: String) throws {
        let document = try EPCISJSON.document(try HashVectors.bytes("examples/\(name).jsonld"))
        try expectPublished(name, document)
    }

    @Test("Events in XML have the published hashes", arguments: HashVectors.xml)
    func xml(name: String) throws {
        let isRefused = HashVectors.refusedXML.contains(name)
        let document = try HashVectors.xmlDocument("examples/\(name).xml", isRefused: isRefused)
        try expectPublished(name, document)
    }

    @Test("One event in several spellings has one hash", arguments: HashVectors.equalXML)
    func equalInXML(name: String) throws {
        let hashes = try HashVectors.xmlDocument("expected_equal/\(name).xml", isRefused: true).hashURIs()
        #expect(hashes.count > 1)
        #expect(Set(hashes).count == 1)
    }

    @Test("One event written twice in JSON has one hash")
    func equalInJSON() throws {
        let bytes = try HashVectors.bytes("expected_equal/ReferenceEventHashAlgorithm.json")
        let hashes = try EPCISJSON.document(bytes).hashURIs()
        #expect(hashes.count == 2)
        #expect(Set(hashes).count == 1)
    }

    @Test(
        "A published text is outdated exactly where its digest is not the published hash",
        arguments: HashVectors.names
    )
    func published(name: String) throws {
        let digests = try HashVectors.prehashes(name).map { text in
            "ni:///sha-256;\(Hex.string(Array(SHA256.hash(data: Array(text.utf8)))))?ver=CBV2.0"
        }
        let hashes = try HashVectors.hashes(name)
        #expect(digests.count == hashes.count)
        for (index, (digest, hash)) in zip(digests, hashes).enumerated() {
            #expect((digest == hash) == (HashVectors.outdatedPrehashes[name] != index))
        }
    }

    private func expectPublished(_ name: String, _ document: EPCISDocument) throws {
        let prehashes = try HashVectors.prehashes(name)
        #expect(document.events.count == prehashes.count)
        for (index, (ours, published)) in zip(document.prehashes(), prehashes).enumerated()
        where HashVectors.outdatedPrehashes[name] != index {
            #expect(ours == published)
        }
        #expect(document.hashURIs() == (try HashVectors.hashes(name)))
    }
}
