// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation
import Testing
import TraceCodes
import TraceEvents
import TraceText

/// What a play is, judged without the platform's rules about categories.
@Suite struct PlayTests {
    private static let play: Play = {
        do { return try TestProvince.play(days: 30, scale: 0.1, faults: 0) } catch { fatalError("\(error)") }
    }()

    @Test func `The same seed gives the same bytes, another seed others`() throws {
        func bytes(_ seed: UInt64) throws -> [UInt8] {
            let play = try TestProvince.play(seed: seed, days: 20, scale: 0.01, faults: 0)
            return play.documents().flatMap { EPCISJSON.write($0) } + Array(play.registryLines.utf8)
                + Array(play.truthLines.utf8)
        }
        let first = try bytes(7)
        #expect(try first == bytes(7))
        #expect(try first != bytes(8))
    }

    @Test func `Every document passes the rules of EPCIS and comes back from JSON as it was`() throws {
        for document in Self.play.documents() {
            let bytes = EPCISJSON.write(document)
            let report = EPCISJSON.check(bytes)
            #expect(report.faults.isEmpty, "\(report.faults.prefix(3))")
            let read = try EPCISJSON.document(bytes)
            #expect(read.events == document.events)
            #expect(read.vocabularies == document.vocabularies)
        }
    }

    @Test func `Every code is canonical and passes the check of its scheme`() throws {
        for record in Self.play.records {
            for text in record.event.units + record.event.identifiers {
                #expect(try CodeReader.read(text).canonical == text, "\(record.stage) \(text)")
            }
        }
    }

    @Test func `Records reach the platform in order, each after it was made and before the end`() {
        var latest = 0
        for record in Self.play.records {
            #expect(record.capturedAt >= latest && record.capturedAt >= record.time)
            #expect(record.capturedAt < Int(TestProvince.end))
            latest = record.capturedAt
        }
    }

    @Test func `Every city and county has parties, cooperatives and collectives among them`() {
        var regions: Set<String> = []
        var forms: Set<String> = []
        for case .subject(let subject) in Self.play.entries {
            let isPrefecture = ["4601", "4602", "4603"].contains(subject.region.prefix(4))
            regions.insert(isPrefecture ? subject.region.prefix(4) + "00" : subject.region)
            forms.insert(String(subject.id.dropFirst("urn:qiongsu:uscc:".count).prefix(2)))
        }
        let province = TestProvince.book.reference.regions.filter(\.isCityOrCounty).map(\.code)
        #expect(province.count == 19)
        #expect(Set(province).subtracting(regions).isEmpty)
        #expect(forms.isSuperset(of: ["91", "92", "93", "N2", "12"]))
    }

    @Test func `Every party, place and product that a record names has a name in both languages`() {
        var names: [String: Int] = [:]
        for element in Self.play.masterData.flatMap(\.elements) {
            names[element.id] = element.attributes.count { attribute in
                ["mda#name", "mda#nameEnglish", "mda#descriptionShort"].contains {
                    attribute.id.hasSuffix($0)
                }
            }
        }
        for record in Self.play.records {
            for id in record.event.identifiers { #expect(names[id] == 2, "\(id)") }
            for unit in record.event.units where unit.contains("/01/") {
                let product = unit.split(separator: "/").prefix(4).joined(separator: "/").replacing(
                    "https:/",
                    with: "https://"
                )
                #expect(names[product] == 2, "\(record.stage) \(unit)")
            }
        }
    }

    @Test func `No unit is in two containers at a time`() {
        var inside: [String: String] = [:]
        let packings = Self.play.records.filter { $0.event.type == .aggregation }.sorted { $0.time < $1.time }
        for record in packings {
            for child in record.event.childEPCs {
                if record.event.action == .add {
                    #expect(inside[child] == nil, "\(record.stage) \(child)")
                    inside[child] = record.event.parentID
                } else if record.event.action == .delete {
                    inside[child] = nil
                }
            }
        }
        #expect(!packings.isEmpty)
    }

    @Test func `Every showcase is named and was played`() {
        let codes = Set(Self.play.records.flatMap(\.event.units))
        #expect(Self.play.showcases.count >= 6)
        for showcase in Self.play.showcases { #expect(codes.contains(showcase.code), "\(showcase.name.en)") }
    }
}

extension Event {
    var units: [String] {
        epcs + childEPCs + inputEPCs + outputEPCs + [parentID].compactMap(\.self)
            + (quantities + childQuantities + inputQuantities + outputQuantities).map(\.epcClass)
    }

    /// Places and parties.
    var identifiers: [String] {
        [readPoint?.id, bizLocation?.id].compactMap(\.self) + sources.map(\.id) + destinations.map(\.id)
    }
}
