// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

@testable import TraceEvents

/// Small documents for tests.
enum SampleXML {
    /// A document of 2.0 with one object event; its second line is the body.
    static func document(
        eventTime: String = "2026-02-03T04:05:06+08:00",
        parts: String = "",
        extension text: String = ""
    ) -> String {
        start(.v2_0) + "\n<EPCISBody><EventList><ObjectEvent><eventTime>\(eventTime)</eventTime>"
            + "<eventTimeZoneOffset>+08:00</eventTimeZoneOffset><action>ADD</action>\(parts)\(text)"
            + "</ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>"
    }

    /// A document of 1.2 with one event of any type.
    static func old(_ events: String) -> String {
        start(.v1_2) + "\n<EPCISBody><EventList>\(events)</EventList></EPCISBody></epcis:EPCISDocument>"
    }

    static func start(_ version: XMLVersion) -> String {
        "<epcis:EPCISDocument xmlns:epcis=\"\(version.events)\" xmlns:e=\"https://example.org/e/\""
            + " xmlns:xsi=\"\(XMLNamespace.instance)\" xmlns:xsd=\"\(XMLNamespace.schema)\""
            + " xmlns:qiongsu=\"\(XMLNamespace.marks)\""
            + " schemaVersion=\"\(version.rawValue)\" creationDate=\"2026-02-03T04:05:06Z\">"
    }

    /// A document with most of what an object event can have.
    static let rich = document(
        parts: """
            <bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>
            <disposition>https://ref.gs1.org/cbv/Disp-in_transit</disposition>
            <readPoint><id>urn:epc:id:sgln:4012345.00001.0</id><e:dock>7</e:dock></readPoint>
            <bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po">urn:x:1</bizTransaction>\
            </bizTransactionList>
            <quantityList><quantityElement><epcClass>urn:epc:class:lgtin:4012345.011111.4444</epcClass>\
            <quantity>12.50</quantity><uom>KGM</uom></quantityElement></quantityList>
            <sourceList>\
            <source type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:4012345.00225</source>\
            </sourceList>
            <sensorElementList><sensorElement><sensorMetadata time="2026-02-03T04:05:06Z" e:room="3"/>\
            <sensorReport type="gs1:Temperature" value="-18.5" uom="CEL" booleanValue="1"/></sensorElement>\
            </sensorElementList>
            <persistentDisposition><set>completeness_verified</set></persistentDisposition>
            <ilmd><e:lot>海南-1</e:lot><e:list>1</e:list><e:list>2</e:list></ilmd>
            """,
        extension: "<e:a unit=\"kg\" xml:lang=\"zh\">5<e:b xsi:type=\"xsd:boolean\">true</e:b></e:a>"
    )
}
