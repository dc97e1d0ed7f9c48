// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents

@Suite("Extension fields in the text of an event hash")
struct PrehashExtensionTests {
    private let namespace = "{https://ns.example.com/epcis/}"

    @Test("A name is its namespace in braces and the local word, whatever the prefix")
    func names() {
        expectRest(
            "{urn:example:}f=v",
            [field(ExtensionName(prefix: "a", local: "f", namespace: "urn:example:"))]
        )
        expectRest(
            "{urn:example}f=v",
            [field(ExtensionName(prefix: nil, local: "f", namespace: "urn:example"))]
        )
        expectRest("a:f=v", [field(ExtensionName(prefix: "a", local: "f", namespace: nil))])
        expectRest("f=v", [field(ExtensionName(prefix: nil, local: "f", namespace: nil))])
    }

    @Test("XML attributes are fields, text beside them stands first")
    func attributes() {
        let value = ExtensionValue.object([
            bare("@unit", .string("kg")), bare("#text", .number(SampleEvent.number("2.0"))),
            SampleEvent.text("a", "1"),
        ])
        expectRest("\(namespace)weight=2unit=kg\(namespace)a=1", [field("weight", value)])
        let reversed = ExtensionValue.object([bare("#text", .string(" x ")), bare("@@", .string("y"))])
        expectRest("\(namespace)weight=x@=y", [field("weight", reversed)])
    }

    @Test("An array is a field repeated; one named a list holds its items, as in XML")
    func arrays() {
        let values = ExtensionValue.array([
            .string("b"), .string("a"), .object([bare("x", .boolean(false))]), .null,
        ])
        let items = ["f", "f=a", "f=b", "fx=false"].map { namespace + $0 }
        expectRest(items.joined(), [field("f", values)])
        expectRest(
            "\(namespace)fList\(namespace)f=a\(namespace)f=b",
            [field("fList", .array([.string("b"), .string("a")]))]
        )
        let twin = ExtensionValue.object([SampleEvent.text("f", "b"), SampleEvent.text("f", "a")])
        expectRest("\(namespace)fList\(namespace)f=a\(namespace)f=b", [field("fList", twin)])
        expectRest("", [field("f", .array([])), field("fList", .array([]))])
        let nested = ExtensionValue.array([.array([.string("b"), .string("a")])])
        expectRest("\(namespace)f=a=b", [field("f", nested)])
    }

    @Test("Nothing in a field leaves its name")
    func empty() {
        expectRest("\(namespace)f", [field("f", .object([]))])
        expectRest("\(namespace)f", [field("f", .null)])
        expectRest("\(namespace)f", [field("f", .string(""))])
        var event = SampleEvent.plain
        event.ilmd = [field("f", .array([]))]
        #expect(event.prehash() == SampleEvent.plainPrehash + "ilmd")
    }

    @Test("Comments are no part of the event")
    func comments() {
        let rdfs = ExtensionName(
            prefix: "r",
            local: "comment",
            namespace: "http://www.w3.org/2000/01/rdf-schema#"
        )
        let undeclared = ExtensionName(prefix: "rdfs", local: "comment", namespace: nil)
        expectRest("", [field(rdfs), field(undeclared), bare("comment", .string("v"))])
        expectRest("\(namespace)comment=v", [field("comment", .string("v"))])
    }

    @Test("A field of another namespace than one ending in a slash follows the standard fields")
    func placement() {
        var event = SampleEvent.plain
        event.readPoint = Location(
            id: "urn:epc:id:sgln:4012345.00001.0",
            extensions: [SampleEvent.text("z", in: "urn:example", "1"), SampleEvent.text("a", "2")]
        )
        event.bizTransactions = [BizTransaction(type: "po", id: "urn:example:1")]
        let inside = "readPointid=https://id.gs1.org/414/4012345000016\(namespace)a=2"
        let after = "bizTransactionListtype=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:example:1"
        #expect(event.prehash() == SampleEvent.plainPrehash + inside + after + "readPoint{urn:example}z=1")
    }

    @Test("A name with 'action' or 'eventTime' moves all fields of its element after the standard fields")
    func placementByName() {
        var event = SampleEvent.plain
        event.readPoint = Location(
            id: "urn:example:p",
            extensions: [SampleEvent.text("transaction", "1"), SampleEvent.text("a", "2")]
        )
        let rest = "readPointid=urn:example:preadPoint\(namespace)a=2\(namespace)transaction=1"
        #expect(event.prehash() == SampleEvent.plainPrehash + rest)
    }

    @Test("What has no place in a sensor element follows under the names around it")
    func sensorRest() {
        var event = SampleEvent.plain
        let report = SensorValues(values: [.bizRules: .text("urn:example:r"), .type: .text("Temperature")])
        let metadata = SensorValues(extensions: [SampleEvent.text("only", "1")])
        event.sensorElements = [SensorElement(metadata: metadata, reports: [report])]
        let expected = [
            "sensorElementListsensorElementsensorReporttype=https://gs1.org/voc/Temperature",
            "sensorElementListsensorElementsensorMetadata\(namespace)only=1",
            "sensorReportbizRules=urn:example:r",
        ]
        #expect(event.prehash() == SampleEvent.plainPrehash + expected.joined())
    }

    @Test("A document's list of fields to ignore, in its JSON and XML form, keeps them out")
    func ignoredFields() {
        var event = SampleEvent.plain
        event.extensions = [SampleEvent.text("captureID", "9"), SampleEvent.text("kept", "1")]
        let name = ExtensionName(
            prefix: "r",
            local: "ignoreFields",
            namespace: "https://repository-x.example.com/"
        )
        let forms: [ExtensionValue] = [
            .array([.string("example:captureID")]), .string("example:captureID"),
            .object([SampleEvent.text("captureID", "")]),
        ]
        for form in forms {
            var document = EPCISDocument(events: [event, SampleEvent.plain])
            document.answerExtensions = [ExtensionField(name: name, value: form)]
            let expected = [SampleEvent.plainPrehash + "\(namespace)kept=1", SampleEvent.plainPrehash]
            #expect(document.prehashes() == expected)
        }
    }

    private func expectRest(
        _ rest: String,
        _ extensions: [ExtensionField],
        _ location: SourceLocation = #_sourceLocation
    ) {
        var event = SampleEvent.plain
        event.extensions = extensions
        #expect(event.prehash() == SampleEvent.plainPrehash + rest, sourceLocation: location)
    }

    private func field(_ name: ExtensionName) -> ExtensionField {
        ExtensionField(name: name, value: .string("v"))
    }

    private func field(_ local: String, _ value: ExtensionValue) -> ExtensionField {
        ExtensionField(name: SampleEvent.name(local), value: value)
    }

    private func bare(_ local: String, _ value: ExtensionValue) -> ExtensionField {
        ExtensionField(name: ExtensionName(prefix: nil, local: local, namespace: nil), value: value)
    }
}
