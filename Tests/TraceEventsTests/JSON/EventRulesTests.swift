// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceTesting
import TraceText

/// The rules that schemas cannot state.
@Suite struct EventRulesTests {
    @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
    func `No event that the official schema accepts breaks a rule that is a fault`() throws {
        for row in try DocumentTable.validJSON() where !DocumentTable.unreadable.contains(row.file) {
            let bytes = try SharedData.bytes(row.file)
            let events =
                row.kind.hasSuffix("Document")
                ? try EPCISJSON.document(bytes).events : [try EPCISJSON.event(bytes)]
            for event in events { #expect(EventRules.faults(of: event) == [], "\(row.file)") }
        }
    }

    @Test func `An event of today is fine, one of the next century is a fault`() throws {
        let now = try #require(Timestamp("2026-02-03T00:00:00Z"))
        var event = try SampleJSON.decoded()
        #expect(EventRules.faults(of: event, now: now) == [])
        event.eventTime = try #require(Timestamp("2126-02-03T00:00:00Z"))
        #expect(EventRules.faults(of: event, now: now).map(\.place) == [.pointer("/eventTime")])
        #expect(EventRules.faults(of: event) == [])
    }

    @Test(arguments: [("-1", true), ("1e999", true), ("0", false), ("-0", false), ("2.5", false)])
    func `A quantity is not negative and not endless`(literal: String, isFault: Bool) throws {
        let event = try SampleJSON.decoded(
            adding: #""quantityList":[{"epcClass":"urn:a:b","quantity":\#(literal)}]"#
        )
        #expect(
            EventRules.faults(of: event).map(\.place)
                == (isFault ? [.pointer("/quantityList/0/quantity")] : [])
        )
    }

    @Test func `A unit of measure without a quantity is a fault`() throws {
        let event = try SampleJSON.decoded(adding: #""quantityList":[{"epcClass":"urn:a:b","uom":"KGM"}]"#)
        #expect(EventRules.faults(of: event).map(\.place) == [.pointer("/quantityList/0/uom")])
    }

    @Test func `A unit that stands twice, and times against the order of things, are noted`() throws {
        var event = try SampleJSON.decoded()
        event.childEPCs = ["urn:a:b", "urn:a:c", "urn:a:b"]
        event.recordTime = Timestamp("2026-01-01T00:00:00Z")
        event.errorDeclaration = ErrorDeclaration(declarationTime: Timestamp(milliseconds: 0))
        #expect(
            EventRules.notes(of: event).map(\.place) == [
                .pointer("/recordTime"), .pointer("/errorDeclaration/declarationTime"),
                .pointer("/childEPCs/2"),
            ]
        )
        #expect(EventRules.faults(of: event) == [])
    }

    @Test func `A unit cannot be its own parent`() throws {
        var event = try SampleJSON.decoded()
        event.parentID = "urn:a:b"
        event.childEPCs = ["urn:a:c", "urn:a:b"]
        #expect(EventRules.faults(of: event).map(\.place) == [.pointer("/childEPCs/1")])
    }

    @Test(arguments: [(Action.add, 1), (.delete, 1), (.observe, 0)])
    func `An aggregation without parent is a fault unless it is observed`(action: Action, count: Int) throws {
        var event = try SampleJSON.decoded()
        event.type = .aggregation
        event.action = action
        #expect(EventRules.faults(of: event).count == count)
        event.parentID = "urn:a:b"
        #expect(EventRules.faults(of: event) == [])
    }

    @Test func `A metadata field may not be in the metadata and in a report`() throws {
        let event = try SampleJSON.decoded(
            adding: #""sensorElementList":[{"sensorMetadata":{"deviceID":"urn:a:b","bizRules":"urn:a:c"},"#
                + #""sensorReport":[{"type":"Temperature","rawData":"urn:a:d"},"#
                + #"{"type":"Temperature","deviceID":"urn:a:b"}]}]"#
        )
        #expect(
            EventRules.notes(of: event).map(\.place) == [
                .pointer("/sensorElementList/0/sensorReport/1/deviceID")
            ]
        )
    }

    @Test func `A disposition cannot be set and unset at once`() throws {
        let event = try SampleJSON.decoded(
            adding: #""persistentDisposition":{"set":["damaged"],"unset":["expired","damaged"]}"#
        )
        #expect(EventRules.faults(of: event).map(\.place) == [.pointer("/persistentDisposition/unset/1")])
    }

    @Test func `What a check notes has the pointer in the whole text`() throws {
        let event = SampleJSON.objectEvent.replacing("06901234567892", with: "06901234567893")
        let report = EPCISJSON.check(SampleJSON.document([SampleJSON.objectEvent, event]))
        #expect(report.isValid)
        #expect(report.notes.map(\.pointer) == ["/epcisBody/eventList/1/epcList/0"])
        #expect(report.notes.map(\.code) == [.identifier])
    }

    @Test func `A wrong check digit is found in every place where a code stands`() throws {
        let wrong = "https://id.gs1.org/01/06901234567893"
        var event = try SampleJSON.decoded()
        event.epcs = [wrong]
        event.childEPCs = ["urn:a:b", wrong]
        event.parentID = wrong
        event.quantities = [QuantityElement(epcClass: wrong)]
        event.outputQuantities = [QuantityElement(epcClass: wrong)]
        event.readPoint = Location(id: "https://id.gs1.org/414/6901234567893")
        event.sources = [PartyOrPlace(type: "location", id: "https://id.gs1.org/414/6901234567893")]
        #expect(
            IdentifierRules.faults(of: event).compactMap(\.pointer) == [
                "/epcList/0", "/quantityList/0/epcClass", "/parentID", "/childEPCs/1",
                "/outputQuantityList/0/epcClass", "/readPoint/id", "/sourceList/0/source",
            ]
        )
    }
}
