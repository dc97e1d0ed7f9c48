// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText

@testable import TraceEvents

@Suite("Faults of XML documents")
struct XMLFaultTests {
    @Test(
        "say where and what was expected",
        arguments: [
            (
                "<action>ADD</action>",
                "<action>ADD</action><disposition>a</disposition>\n<bizStep>b</bizStep>", 3,
                "bizStep is not expected here in ObjectEvent; expected readPoint, bizLocation,"
                    + " bizTransactionList,"
                    + " quantityList, sourceList, destinationList, sensorElementList, persistentDisposition,"
                    + " ilmd, extension or an element in a namespace of one's own"
            ),
            (
                "<action>ADD</action>", "\n<action>MAKE</action>", 3,
                "action is \"MAKE\"; expected ADD, OBSERVE or DELETE"
            ),
            (
                "<action>ADD</action>", "", 2,
                "ObjectEvent ends too early; expected eventID, errorDeclaration, certificationInfo,"
                    + " baseExtension,"
                    + " epcList or action"
            ),
            (
                "<bizStep/>", "\n<bizStep>%zz</bizStep>", 3, "bizStep is \"%zz\"; expected a URI"
            ),
            (
                "<bizStep/>", "\n<bizStep a=\"\"/>", 3, "bizStep may not have the attribute a"
            ),
            (
                "<bizStep/>", "<sourceList>\n<source>urn:x</source></sourceList>", 3,
                "source must have the attribute type"
            ),
            (
                "<bizStep/>", "<readPoint>\n<id>a</id>b</readPoint>", 2,
                "readPoint may hold elements but no text"
            ),
            (
                "<bizStep/>", "\n<bizStep xsi:nil=\"true\"/>", 3, "bizStep may not have xsi:nil; give a value"
            ),
        ]
    )
    func sayWhere(part: String, replacement: String, line: Int, message: String) {
        let text = SampleXML.document(parts: part == "<bizStep/>" ? part : "")
        let faults = EPCISXML.check(Array(text.replacing(part, with: replacement).utf8)).faults
        #expect(faults.map(\.message).contains(message), "\(faults.map(\.message))")
        for fault in faults where fault.message == message {
            guard case .position(let position) = fault.place else {
                Issue.record("no line and column")
                continue
            }
            #expect(position.line == line)
            if line == 3 { #expect(position.column == 1) }
        }
    }

    @Test("are all told, not only the first")
    func allAreTold() {
        let text = SampleXML.document(
            eventTime: "yesterday",
            parts: "<readPoint/><bizLocation><id>%</id></bizLocation><quantityList><quantityElement>"
                + "<epcClass>a</epcClass><quantity>many</quantity></quantityElement></quantityList>"
        )
        #expect(EPCISXML.check(Array(text.utf8)).faults.count == 4)
    }

    @Test("have columns in characters, also behind a byte order mark and Chinese text")
    func columnsAreCharacters() {
        let text = "\u{FEFF}" + SampleXML.document(extension: "\n<e:a>海南</e:a><b/>")
        let faults = EPCISXML.check(Array(text.utf8)).faults
        #expect(faults.map(\.place) == [.position(TextPosition(line: 3, column: 14))])
    }
}
