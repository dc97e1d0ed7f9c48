// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceText

/// Where a fault is reported, and in what words.
@Suite struct FaultMessageTests {
    @Test(arguments: [
        (
            #""+08:00""#, #""8:00""#,
            "/eventTimeZoneOffset expected an offset from -14:00 to +14:00, as in +08:00, "
                + #"found "8:00""#
        ),
        (#""ADD""#, #""add""#, #"/action expected ADD, OBSERVE or DELETE, found "add""#),
        (#""ADD""#, "1", "/action expected ADD, OBSERVE or DELETE, found a number"),
        (
            "commissioning", "urn:epcglobal:cbv:bizstep:shipping",
            #"/bizStep in JSON the standard value is written "shipping", "#
                + #"not "urn:epcglobal:cbv:bizstep:shipping""#
        ),
        (
            "commissioning", "urn:epcglobal:cbv:bizstep:flying",
            #"/bizStep "urn:epcglobal:cbv:bizstep:flying" is not in the standard, "#
                + "and its namespace is the standard's own"
        ),
        (
            "commissioning", "flying",
            #"/bizStep "flying" is no word of the standard's list; a value of one's own is a URI"#
        ),
        (
            "2026-02-03T04:05:06.789+08:00", "2026-02-30T04:05:06Z",
            "/eventTime expected a date and time with zone, as in 2026-02-03T04:05:06.789+08:00, "
                + #"found "2026-02-30T04:05:06Z""#
        ),
        (
            "2026-02-03T04:05:06.789+08:00", "2026-02-03T04:05:06.789+21:00",
            "/eventTime expected a date and time with zone, as in 2026-02-03T04:05:06.789+08:00, "
                + #"found "2026-02-03T04:05:06.789+21:00""#
        ),
        (
            #""bizStep""#, #""BizStep""#,
            #"/BizStep "BizStep" is no field of ObjectEvent; the name of a field of one's own is a URI "#
                + "or has a prefix, as in example:BizStep"
        ),
        (#""eventTimeZoneOffset":"+08:00","#, "", " ObjectEvent needs the field eventTimeZoneOffset"),
        (
            #"["https://id.gs1.org/01/06901234567892/21/1"]"#, #""x""#,
            "/epcList a list is expected here, not a string"
        ),
        (
            #"["https://id.gs1.org/01/06901234567892/21/1"]"#, #"["urn:a:b","urn:a:b"]"#,
            "/epcList/1 the elements of this list must differ; this one stands twice"
        ),
    ]) func `A fault says where it is, what is wrong and what would be right`(
        old: String,
        new: String,
        line: String
    ) {
        #expect(EPCISJSON.check(SampleJSON.event(replacing: old, with: new)).lines.contains(line))
    }

    @Test func `All faults of a text are found in one run`() {
        let event =
            #"{"type":"ObjectEvent","eventTime":"now","eventTimeZoneOffset":8,"action":"ADD","#
            + #""epcList":["x"]}"#
        let report = EPCISJSON.check(SampleJSON.document([event, event]))
        #expect(
            report.faults.compactMap(\.pointer) == [
                "/epcisBody/eventList/0/eventTime", "/epcisBody/eventList/0/eventTimeZoneOffset",
                "/epcisBody/eventList/0/epcList/0", "/epcisBody/eventList/1/eventTime",
                "/epcisBody/eventList/1/eventTimeZoneOffset", "/epcisBody/eventList/1/epcList/0",
            ]
        )
    }

    @Test func `Checking stops at the bound`() {
        let events = Array(repeating: "{}", count: 2000)
        #expect(EPCISJSON.check(SampleJSON.document(events)).faults.count == EPCISJSON.faultLimit)
    }

    @Test func `A fault in a text of several lines has the line and column`() {
        let text = Array("{\n  \"type\": \"ObjectEvent\",\n  \"action\": 7\n}".utf8)
        let fault = EPCISJSON.check(text).faults.first
        #expect(fault?.place == .pointerAt("/action", TextPosition(line: 3, column: 13)))
    }
}
