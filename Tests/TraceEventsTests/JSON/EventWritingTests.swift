// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceEvents
import TraceText

/// The form in which events are written.
@Suite struct EventWritingTests {
    private func written(_ event: Event, _ form: IdentifierForm = .asSent, context: Bool = false) -> String {
        var writer = JSONWriter()
        EPCISJSON.write(event, identifiers: form, includesContext: context, to: &writer)
        return writer.text
    }

    @Test func `An event is written in the order of the standard's examples`() throws {
        var event = try SampleJSON.decoded()
        event.eventID = "urn:uuid:1"
        event.readPoint = Location(id: "urn:a:p")
        event.sources = [PartyOrPlace(type: "location", id: "urn:a:s")]
        #expect(
            written(event) == #"{"type":"ObjectEvent","eventTime":"2026-02-03T04:05:06.789+08:00","#
                + #""eventTimeZoneOffset":"+08:00","eventID":"urn:uuid:1","#
                + #""epcList":["https://id.gs1.org/01/06901234567892/21/1"],"action":"ADD","#
                + #""bizStep":"commissioning","readPoint":{"id":"urn:a:p"},"#
                + #""sourceList":[{"type":"location","source":"urn:a:s"}]}"#
        )
    }

    @Test func `A bare event names the standard's context`() throws {
        let text = written(try SampleJSON.decoded(), context: true)
        #expect(
            text.hasPrefix(
                #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"#
            )
        )
    }

    @Test func `An object event without units gets the empty list that the schema asks for`() throws {
        var event = try SampleJSON.decoded()
        event.epcs = []
        #expect(EPCISJSON.check(Array(written(event, context: true).utf8)).isValid)
        event.type = .transaction
        event.bizTransactions = [BizTransaction(type: nil, id: "urn:a:b")]
        #expect(EPCISJSON.check(Array(written(event, context: true).utf8)).isValid)
    }

    @Test func `Identifiers are written as sent, as Digital Links, or as URNs`() throws {
        var event = try SampleJSON.decoded()
        let (urn, link) = (
            "urn:epc:id:sgtin:4012345.011111.987", "https://id.gs1.org/01/04012345111118/21/987"
        )
        event.epcs = [urn, link]
        event.readPoint = Location(id: "urn:epc:id:sgln:4012345.00005.0")
        #expect(written(event).contains(#""epcList":["\#(urn)","\#(link)"]"#))
        #expect(written(event, .digitalLink).contains(#""epcList":["\#(link)"]"#))
        #expect(
            written(event, .digitalLink).contains(#""readPoint":{"id":"https://id.gs1.org/414/401234500005"#)
        )
        let table = CompanyPrefixTable([(prefix: "4012345", length: 7)])
        #expect(written(event, .urn(table)).contains(#""epcList":["\#(urn)"]"#))
        #expect(written(event, .urn(.empty)).contains(link))
    }
}
