// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText

@testable import TraceEvents

@Suite("The reading of XML")
struct XMLDecodingTests {
    private func event(parts: String = "", extension text: String = "") throws -> Event {
        let document = try EPCISXML.document(
            Array(SampleXML.document(parts: parts, extension: text).utf8)
        )
        return try #require(document.events.first)
    }

    private func value(_ text: String) throws -> ExtensionValue {
        try #require(try event(extension: text).extensions.first).value
    }

    private func field(_ local: String, _ value: ExtensionValue) -> ExtensionField {
        ExtensionField(name: ExtensionName(prefix: nil, local: local, namespace: nil), value: value)
    }

    @Test("takes standard values in any form as bare words")
    func vocabularyIsBare() throws {
        let event = try EPCISXML.document(Array(SampleXML.rich.utf8)).events[0]
        #expect(event.bizStep == "shipping")
        #expect(event.disposition == "in_transit")
        #expect(event.bizTransactions == [BizTransaction(type: "po", id: "urn:x:1")])
        #expect(event.sources.map(\.type) == ["owning_party"])
        #expect(event.persistentDisposition == PersistentDisposition(set: ["completeness_verified"]))
    }

    @Test("takes the attributes of sensor data by their types, and others without a mark")
    func sensorDataHasTypes() throws {
        let element = try EPCISXML.document(Array(SampleXML.rich.utf8)).events[0].sensorElements[0]
        let report = element.reports[0]
        #expect(report[.type] == .text("Temperature"))
        #expect(report[.value] == .number(DecimalNumber(literal: "-18.5")))
        #expect(report[.booleanValue] == .boolean(true))
        #expect(report[.uom] == .text("CEL"))
        let room = ExtensionName(prefix: "e", local: "room", namespace: "https://example.org/e/")
        #expect(element.metadata?.extensions == [ExtensionField(name: room, value: .string("3"))])
    }

    @Test("takes fields outside the standard at any depth")
    func extensionsAreObjects() throws {
        let namespace = "https://example.org/e/"
        let value = try value(
            "<e:a unit=\"kg\" e:x=\"1 &amp; 2\">5<e:b xsi:type=\"xsd:boolean\">1</e:b><c/><c>x</c></e:a>"
        )
        #expect(
            value
                == .object([
                    field("@unit", .string("kg")),
                    ExtensionField(
                        name: ExtensionName(prefix: "e", local: "@x", namespace: namespace),
                        value: .string("1 & 2")
                    ),
                    field("#text", .string("5")),
                    ExtensionField(
                        name: ExtensionName(prefix: "e", local: "b", namespace: namespace),
                        value: .boolean(true)
                    ),
                    field("c", .array([.string(""), .string("x")])),
                ])
        )
    }

    @Test(
        "takes simple values by their xsi:type",
        arguments: [
            ("<e:a> x\n</e:a>", ExtensionValue.string("x")),
            ("<e:a xml:space=\"preserve\"> x</e:a>", .string(" x")),
            ("<e:a xsi:type=\"xsd:integer\">007</e:a>", .number(DecimalNumber(literal: "7"))),
            ("<e:a xsi:type=\"xsd:decimal\">+.5</e:a>", .number(DecimalNumber(literal: "0.5"))),
            ("<e:a xsi:type=\"xsd:double\">1.E3</e:a>", .number(DecimalNumber(literal: "1E3"))),
            ("<e:a xsi:type=\"xsd:double\">INF</e:a>", .string("INF")),
            ("<e:a xsi:type=\"xsd:string\">5</e:a>", .string("5")),
            ("<e:a xsi:nil=\"true\"/>", .null),
            ("<e:a><![CDATA[<b>]]>&lt;&#x6D77;</e:a>", .string("<b><海")),
            ("<e:a>x<!-- y -->z</e:a>", .string("xz")),
        ]
    )
    func simpleValues(text: String, expected: ExtensionValue) throws {
        #expect(try value(text) == expected)
        if case .number(let number) = try value(text), case .number(let wanted) = expected {
            #expect(number.literal == wanted.literal)
        }
    }

    @Test("reads what 2.0 has added from the extensions of 1.2")
    func oldExtensionsAreUnwrapped() throws {
        let text = SampleXML.old(
            """
            <ObjectEvent><eventTime>2026-02-03T04:05:06</eventTime>\
            <eventTimeZoneOffset>+08:00</eventTimeZoneOffset>\
            <baseExtension><eventID>urn:x:id</eventID></baseExtension>\
            <epcList><epc> urn:x:1 </epc></epcList><action>ADD</action>\
            <extension><quantityList><quantityElement><epcClass>urn:x:c</epcClass></quantityElement>\
            </quantityList>\
            <extension><persistentDisposition><set>urn:epcglobal:cbv:disp:expired</set>\
            </persistentDisposition></extension></extension></ObjectEvent>\
            <extension><extension><AssociationEvent><eventTime>2026-02-03T04:05:06Z</eventTime>\
            <eventTimeZoneOffset>+08:00</eventTimeZoneOffset><parentID>urn:x:p</parentID>\
            <action>ADD</action></AssociationEvent></extension></extension>
            """
        )
        let document = try EPCISXML.document(Array(text.utf8))
        #expect(document.schemaVersion == "1.2")
        #expect(document.events.map(\.type) == [.object, .association])
        let event = document.events[0]
        #expect(event.eventTime == Timestamp("2026-02-03T04:05:06+08:00"))
        #expect(event.eventID == "urn:x:id")
        #expect(event.epcs == ["urn:x:1"])
        #expect(event.quantities == [QuantityElement(epcClass: "urn:x:c")])
        #expect(event.persistentDisposition == PersistentDisposition(set: ["expired"]))
        #expect(document.events[1].parentID == "urn:x:p")
    }

    @Test("takes a quantity event of 1.2 as the observation of a quantity")
    func quantityEventIsObservation() throws {
        let text = SampleXML.old(
            """
            <QuantityEvent><eventTime>2026-02-03T04:05:06Z</eventTime>\
            <eventTimeZoneOffset>+08:00</eventTimeZoneOffset>\
            <epcClass>urn:x:c</epcClass><quantity>12</quantity>\
            <bizStep>urn:epcglobal:cbv:bizstep:storing</bizStep></QuantityEvent>
            """
        )
        let event = try EPCISXML.document(Array(text.utf8)).events[0]
        #expect(event.type == .object)
        #expect(event.action == .observe)
        let quantity = DecimalNumber(literal: "12")
        #expect(event.quantities == [QuantityElement(epcClass: "urn:x:c", quantity: quantity)])
        #expect(event.bizStep == "storing")
        #expect(event.extensions.isEmpty)
    }

    @Test("refuses an event that the XSD of 1.2 does not look at and that has no time")
    func hiddenEventsNeedTimes() throws {
        let text = SampleXML.old("<extension><extension>\n<AssociationEvent/></extension></extension>")
        let faults = EPCISXML.check(Array(text.utf8)).faults
        #expect(faults.map(\.code) == [.standard])
        #expect(faults.map(\.place) == [.position(TextPosition(line: 3, column: 1))])
    }

    @Test(
        "refuses of 1.2 what cannot be given out in 2.0",
        arguments: [
            "<sensorElementList><sensorElement><sensorReport time=\"2026-02-03T04:05:06Z\"/></sensorElement></sensorElementList>",
            "<sensorElementList><sensorElement><sensorReport time=\"noon\"/></sensorElement></sensorElementList>",
        ]
    )
    func hiddenPartsKeepTheirTypes(part: String) {
        let text = SampleXML.old(
            """
            <ObjectEvent><eventTime>2026-02-03T04:05:06Z</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset>\
            <epcList/><action>ADD</action><extension><extension>\(part)</extension></extension></ObjectEvent>
            """
        )
        let faults = EPCISXML.check(Array(text.utf8)).faults
        #expect(faults.map(\.code) == (part.contains("noon") ? [.standard] : []))
        let document = try? EPCISXML.document(Array(text.utf8))
        #expect((document == nil) == part.contains("noon"))
    }
}
