// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Demonstration
import Testing
import TraceCodes
import TraceEvents

@Suite struct DemonstrationRulesTests {
    @Test(arguments: DefaultSeason.documents.indices)
    func `Every document passes the rules of EPCIS without a note`(index: Int) {
        let report = EPCISJSON.check(EPCISJSON.write(DefaultSeason.documents[index]))
        #expect(report.faults.isEmpty, "\(report.faults.prefix(3))")
        #expect(report.notes.isEmpty, "\(report.notes.prefix(3))")
    }

    @Test(arguments: DefaultSeason.documents.indices)
    func `Every document comes back from JSON as it was`(index: Int) throws {
        let document = DefaultSeason.documents[index]
        let read = try EPCISJSON.document(EPCISJSON.write(document))
        #expect(read.events == document.events)
        #expect(read.vocabularies == document.vocabularies)
    }

    @Test func `Every code has the right check digit and both forms of a key are one unit`() throws {
        for event in DefaultSeason.events {
            for text in event.units + event.identifiers {
                let code = try CanonicalCode.validate(text)
                let urn = try code.urn(companyPrefixes: Demonstration.companyPrefixes)
                #expect(CanonicalCode.canonical(urn) == code.canonical)
            }
        }
    }

    @Test func `Every place, party and product that an event names has a name in both languages`() {
        let chinese = DefaultSeason.attribute("urn:epcglobal:cbv:mda#name")
            .merging(DefaultSeason.attribute("urn:epcglobal:cbv:mda#descriptionShort")) { first, _ in first }
        let english = DefaultSeason.attribute("urn:qiongsu:mda#nameEnglish")
        for event in DefaultSeason.events {
            let items = event.units.map(CanonicalCode.canonical).filter { $0.contains("/01/") }.map(\.product)
            for id in items + event.identifiers.map(CanonicalCode.canonical) {
                #expect(chinese[id] != nil && english[id] != nil, "\(id)")
            }
        }
    }

    @Test func `Places on the island lie on the island, in the county of their region`() throws {
        let latitudes = DefaultSeason.attribute("urn:epcglobal:cbv:mda#latitude")
        let longitudes = DefaultSeason.attribute("urn:epcglobal:cbv:mda#longitude")
        let boxes: [String: (latitude: ClosedRange<Double>, longitude: ClosedRange<Double>)] = [
            "460105": (19.8...20.1, 110.1...110.35), "460106": (19.8...20.1, 110.2...110.4),
            "460107": (19.5...20.1, 110.3...110.7), "460108": (19.8...20.1, 110.3...110.7),
            "460203": (18.2...18.4, 109.4...109.7), "460205": (18.3...18.6, 108.9...109.3),
            "460400": (19.2...19.9, 109.0...109.8), "469002": (19.0...19.5, 110.1...110.7),
            "469005": (19.3...20.2, 110.4...111.1), "469007": (18.7...19.3, 108.6...109.1),
            "469021": (19.2...19.8, 110.1...110.6), "469022": (19.1...19.7, 109.7...110.3),
            "469026": (18.9...19.6, 108.6...109.3), "469027": (18.4...19.0, 108.6...109.4),
        ]
        for (id, region) in DefaultSeason.attribute("urn:qiongsu:mda#region") where region.hasPrefix("46") {
            guard let latitude = latitudes[id].flatMap(Double.init),
                let longitude = longitudes[id].flatMap(Double.init)
            else { continue }
            let box = try #require(boxes[region], "\(region)")
            #expect(
                box.latitude.contains(latitude) && box.longitude.contains(longitude),
                "\(id) in \(region)"
            )
        }
    }
}

extension Event {
    /// Places and parties.
    fileprivate var identifiers: [String] {
        [readPoint?.id, bizLocation?.id].compactMap(\.self) + sources.map(\.id) + destinations.map(\.id)
    }
}
