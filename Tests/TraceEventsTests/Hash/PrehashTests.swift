// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents

@Suite("The text that an event hash is of")
struct PrehashTests {
    @Test(
        "Fields stand in the canonical order, the typed lists, master data and extensions sorted after them"
    )
    func order() {
        let sensors = [
            "sensorElementsensorMetadatatime=2026-03-01T01:00:00.000Z",
            "deviceID=https://id.gs1.org/8004/4000001111",
            "{https://ns.example.com/epcis/}calibrated=2026-01-01",
            "sensorReporttype=https://gs1.org/voc/Illuminancevalue=12uom=LUX",
            "sensorReporttype=https://gs1.org/voc/Temperaturevalue=%uom=CEL",
            "{https://ns.example.com/epcis/}probe=2",
            "{https://ns.example.com/epcis/}shelf=top",
        ].joined()
        let parts = [
            "eventType=ObjectEvent", "eventTime=2026-03-01T02:00:00.000Z", "eventTimeZoneOffset=+08:00",
            "certificationInfo=https://example.org/cert/1certificationInfo=https://example.org/cert/2",
            "parentID=https://id.gs1.org/00/040123451111111110",
            "epcListepc=https://id.gs1.org/01/04012345111118/21/986",
            "epc=https://id.gs1.org/01/04012345111118/21/987",
            "inputEPCListepc=https://id.gs1.org/01/04012345222227/21/1",
            "epc=https://id.gs1.org/01/04012345222227/21/2",
            "childEPCsepc=https://id.gs1.org/00/040123451111111127",
            "epc=https://id.gs1.org/00/040123451111111134",
            "quantityListquantityElementepcClass=https://id.gs1.org/01/04012345111118",
            "quantityElementepcClass=https://id.gs1.org/01/04012345111118/10/L1quantity=5.5uom=KGM",
            "childQuantityListquantityElementepcClass=https://id.gs1.org/01/04012345111118/10/L2",
            "inputQuantityListquantityElementepcClass=https://id.gs1.org/01/04012345222227/10/L3",
            "outputEPCListepc=https://id.gs1.org/01/04012345333336/21/1",
            "epc=https://id.gs1.org/01/04012345333336/21/2",
            "outputQuantityListquantityElementepcClass=https://id.gs1.org/01/04012345333336/10/L4",
            "action=OBSERVE", "transformationID=https://id.gs1.org/253/40123455555541234",
            "bizStep=https://ref.gs1.org/cbv/BizStep-shipping",
            "disposition=https://ref.gs1.org/cbv/Disp-in_transit",
            "persistentDispositionset=https://ref.gs1.org/cbv/Disp-conformant",
            "set=https://ref.gs1.org/cbv/Disp-sellable_accessible",
            "unset=https://ref.gs1.org/cbv/Disp-expired",
            "readPointid=https://id.gs1.org/414/4012345000016{https://ns.example.com/epcis/}dock=A 1",
            "bizLocationid=https://id.gs1.org/414/4012345000016/254/7{https://ns.example.com/epcis/}room=B 2",
            "sensorElementList", sensors.replacing("%", with: "4.5"), sensors.replacing("%", with: "5"),
            "bizTransactionListbizTransaction=urn:epcglobal:cbv:bt:4012345000009:2",
            "type=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:epcglobal:cbv:bt:4012345000009:1",
            "destinationListtype=https://ref.gs1.org/cbv/SDT-possessing_party",
            "destination=https://id.gs1.org/417/4000001987658",
            "ilmd{https://ns.example.com/epcis/}grade=A{https://ns.example.com/epcis/}lot=L1",
            "sourceListtype=https://ref.gs1.org/cbv/SDT-locationsource=https://id.gs1.org/414/4012345000016",
            "type=https://ref.gs1.org/cbv/SDT-owning_partysource=https://id.gs1.org/417/4012345000009",
            "{https://ns.example.com/epcis/}boxes=1{https://ns.example.com/epcis/}boxes=3",
            "{https://ns.example.com/epcis/}note=picked by hand",
            "{https://ns.example.com/epcis/}route",
            "{https://ns.example.com/epcis/}from=Sanya{https://ns.example.com/epcis/}to=Haikou",
        ]
        #expect(SampleEvent.full.prehash() == parts.joined())
    }

    @Test("The hash is the SHA-256 of the text as a named-information URI")
    func uri() {
        let event = SampleEvent.plain
        #expect(event.prehash() == SampleEvent.plainPrehash)
        #expect(event.hashDigest().count == 32)
        let known =
            "ni:///sha-256;11687eada966f1b28b770877fa04bc85616fb6f72169b3a4776e602ea06bfa30?ver=CBV2.0"
        #expect(event.hashURI() == known)
    }

    @Test(
        "A value has one spelling",
        arguments: [
            (" A 1\n", "=A 1"), ("\u{3000}海口\u{00A0}", "=海口"), (" ", ""), ("", ""),
            ("urn:epc:id:giai:4012345.ABC", "=https://id.gs1.org/8004/4012345ABC"),
            ("https://example.org/8004/4012345ABC?x=1", "=https://id.gs1.org/8004/4012345ABC"),
            (" urn:epc:id:giai:4012345.ABC\u{3000}", "=https://id.gs1.org/8004/4012345ABC"),
            ("urn:epcglobal:cbv:disp:recalled", "=https://ref.gs1.org/cbv/Disp-recalled"),
            ("urn:epcglobal:cbv:bt:4012345000009:1", "=urn:epcglobal:cbv:bt:4012345000009:1"),
            ("gs1:Temperature", "=https://gs1.org/voc/Temperature"),
            ("cbv:Comp-x", "=https://ref.gs1.org/cbv/Comp-x"), ("chilled", "=chilled"),
            ("grade A", "=grade A"),
            ("2026-03-01", "=2026-03-01"), ("2026-03-01T10:00:00+08:00", "=2026-03-01T10:00:00+08:00"),
            ("007", "=7"), ("1.50", "=1.5"), ("1.5.0", "=1.5.0"), ("+", "=+"), (".", "=."),
        ]
    )
    func value(text: String, spelling: String) {
        var event = SampleEvent.plain
        event.extensions = [SampleEvent.text("f", text)]
        #expect(event.prehash() == SampleEvent.plainPrehash + "{https://ns.example.com/epcis/}f" + spelling)
    }

    @Test("A blank field and a list of blank items are left out")
    func blank() {
        var event = SampleEvent.plain
        event.parentID = " "
        event.childEPCs = ["", "\n"]
        event.quantities = []
        event.persistentDisposition = PersistentDisposition()
        event.sensorElements = [SensorElement(metadata: SensorValues(), reports: [])]
        #expect(event.prehash() == SampleEvent.plainPrehash)
    }

    @Test("A custom event is named by its URI")
    func customType() {
        let time = SampleEvent.time("2026-03-01T10:00:00.0005+08:00")
        let event = Event(
            type: .custom("https://example.org/Harvest"),
            eventTime: time,
            timeZoneOffset: "+08:00"
        )
        let expected =
            "eventType=https://example.org/HarvesteventTime=2026-03-01T02:00:00.001Z"
            + "eventTimeZoneOffset=+08:00"
        #expect(event.prehash() == expected)
    }

    @Test("Sensor values are written by their kind")
    func sensorValues() {
        var event = SampleEvent.plain
        let values: [SensorField: SensorValue] = [
            .type: .text("gs1:MT-Speed"), .exception: .text("ALARM_CONDITION"), .component: .text("x"),
            .booleanValue: .boolean(true), .stringValue: .text("111100001111000011110000"),
            .time: .text("at noon"),
            .hexBinaryValue: .text("f0f0"), .minValue: .number(SampleEvent.number("-0.0")),
            .uriValue: .text("https://id.example.org/01/4012345111118/10/A/21/1"),
        ]
        event.sensorElements = [SensorElement(reports: [SensorValues(values: values)])]
        let expected = [
            "sensorElementListsensorElementsensorReporttype=https://gs1.org/voc/MT-Speed",
            "exception=https://gs1.org/voc/ALARM_CONDITIONtime=at noon",
            "component=https://ref.gs1.org/cbv/Comp-x",
            "stringValue=111100001111000003641344booleanValue=truehexBinaryValue=f0f0",
            "uriValue=https://id.gs1.org/01/04012345111118/21/1minValue=0",
        ]
        #expect(event.prehash() == SampleEvent.plainPrehash + expected.joined())
    }
}
