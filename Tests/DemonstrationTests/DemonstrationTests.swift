// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Demonstration
import Testing
import TraceCodes
import TraceEvents
import TraceText

@Suite struct DemonstrationTests {
    @Test func `The same seed gives the same bytes`() {
        let first = Fingerprint(of: Demonstration(seed: 7))
        #expect(first == Fingerprint(of: Demonstration(seed: 7)))
        #expect(first != Fingerprint(of: Demonstration(seed: 8)))
    }

    /// The constant changes with the chains and places, and only with them: on every machine it is the same.
    @Test func `The default season is the same on every machine`() {
        var mark = FNV()
        for event in DefaultSeason.events {
            mark.add(event.hashDigest())
            mark.add(Array((event.eventID ?? "").utf8))
        }
        #expect(Hex.string(mark.bytes) == "86b4c14a4a058660")
    }

    @Test func `The default season has hundreds of lots and thousands of events`() {
        let summary = DefaultSeason.demonstration.summary()
        #expect((300...600).contains(summary.lots), "\(summary.lots) lots")
        #expect((3000...8000).contains(summary.events), "\(summary.events) events")
        #expect(summary.pieces > 1000 && summary.logisticUnits > 500)
        #expect(summary.events == DefaultSeason.demonstration.eventsInSeason)
        #expect(summary.documents == DefaultSeason.documents.count)
    }

    @Test func `Scale adds seasons whose codes are all new`() {
        let one = Demonstration(scale: 1).summary()
        let two = Demonstration(scale: 2).summary()
        #expect(two.events > one.events * 3 / 2)
        #expect(two.lots > one.lots * 3 / 2)
        let ids = Demonstration(scale: 2).documents().flatMap(\.events)
            .filter { $0.errorDeclaration == nil }.map(\.eventID)
        #expect(Set(ids).count == ids.count)
        let created = Demonstration(scale: 2).documents().flatMap(\.events)
            .filter { $0.action == .add && $0.type == .object }.flatMap(\.units)
        #expect(Set(created).count == created.count)
    }

    @Test func `No document holds more than its batch, and only the first holds master data`() {
        let documents = DefaultSeason.documents
        #expect(
            documents.allSatisfy { $0.events.count <= Demonstration.Documents.batch && !$0.events.isEmpty }
        )
        #expect(documents[0].vocabularies == DefaultSeason.masterData)
        #expect(documents.dropFirst().allSatisfy { $0.vocabularies.isEmpty })
    }

    @Test func `Everything happens in the season, at Hainan's time, before it is sent`() throws {
        let first = try #require(Timestamp("2025-11-01T00:00:00+08:00"))
        let last = try #require(Timestamp("2026-06-30T23:59:59+08:00"))
        for document in DefaultSeason.documents {
            let sent = try #require(document.creationDate)
            #expect(sent <= last)
            for event in document.events {
                #expect(event.eventTime >= first && event.eventTime < sent)
                #expect(event.timeZoneOffset == "+08:00" && event.eventTime.text.hasSuffix("+08:00"))
            }
        }
    }

    @Test(arguments: DefaultSeason.demonstration.showcases)
    func `A showcase is a piece sold in a shop`(showcase: Showcase) {
        #expect(showcase.code.scheme == .sgtin)
        #expect(showcase.code.digitalLink == showcase.code.canonical)
        let sales = DefaultSeason.events.filter { event in
            event.bizStep == "retail_selling"
                && event.epcs.map(CanonicalCode.canonical).contains(showcase.code.canonical)
        }
        #expect(sales.count == 1)
        #expect(sales.first?.placeKind?.hasSuffix("shop") == true)
    }

    @Test func `There is a showcase for each chain`() {
        #expect(DefaultSeason.demonstration.showcases.map(\.chain) == ["mango", "pork"])
    }
}

/// The hash of all bytes of a demonstration.
private struct Fingerprint: Equatable {
    let bytes: [UInt8]

    init(of demonstration: Demonstration) {
        var mark = FNV()
        for document in demonstration.documents() { mark.add(EPCISJSON.write(document)) }
        bytes = mark.bytes
    }
}

/// FNV-1a of 64 bits.
private struct FNV {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    var bytes: [UInt8] { (0..<8).reversed().map { UInt8(truncatingIfNeeded: state >> ($0 * 8)) } }
}
