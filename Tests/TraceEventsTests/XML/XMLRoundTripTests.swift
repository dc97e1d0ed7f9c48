// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting

@testable import TraceEvents

@Suite("XML written and read again", .enabled(if: SharedData.isPresent, "needs the shared test data"))
struct XMLRoundTripTests {
    @Test("has the same document", arguments: XMLVector.documents, [VocabularyForm.webURI, .urn])
    func keepsDocuments(vector: XMLVector, vocabulary: VocabularyForm) throws {
        let document = try EPCISXML.document(try vector.bytes())
        let written = EPCISXML.write(document, vocabulary: vocabulary)
        keep(written, "\(vocabulary)-\(vector.path)")
        let again = try EPCISXML.document(written)
        expectSame(again, document)
    }

    @Test("has the same document in 1.2", arguments: XMLVector.documents)
    func keepsDocumentsInOldVersion(vector: XMLVector) throws {
        let document = try EPCISXML.document(try vector.bytes())
        let written = EPCISXML.write(document, version: .v1_2, vocabulary: .urn)
        keep(written, "v12-\(vector.path)")
        let again = try EPCISXML.document(written)
        expectSame(again, document)
    }

    @Test(
        "keeps the events and master data of JSON documents",
        arguments: XMLVector.json,
        XMLVersion.allCases
    )
    func keepsJSON(vector: XMLVector, version: XMLVersion) throws {
        let document = try EPCISJSON.document(try vector.bytes())
        let written = EPCISXML.write(document, version: version)
        keep(written, "json\(version)-\(vector.path).xml")
        let again = try EPCISXML.document(written)
        expectSame(again, document)
    }

    @Test("keeps bare events of JSON", arguments: XMLVector.events, XMLVersion.allCases)
    func keepsEvents(vector: XMLVector, version: XMLVersion) throws {
        let document = EPCISDocument(events: [try EPCISJSON.event(try vector.bytes())])
        expectSame(try EPCISXML.document(EPCISXML.write(document, version: version)), document)
    }

    @Test(
        "keeps names of JSON with characters that XML escapes or has not",
        arguments: [
            #""@context":{"qs":"urn:x:a\u0000b#"},"qs:name":1"#, #""urn:x:\u0001y:name":1"#,
            #""@context":{"qs":"urn:x:a&b#"},"qs:name":1"#,
            #""@context":{"qs":"urn:x:a&#38;b#"},"qs:name":1"#,
            #""own\u001f:name":1"#, #""@context":{"qs":"urn:qiongsu:xml:\uffff#"},"qs:name":1"#,
        ],
        XMLVersion.allCases
    )
    func keepsUnwritableNames(members: String, version: XMLVersion) throws {
        let text = """
            {\(members),"type":"ObjectEvent","eventTime":"2026-02-03T04:05:06Z","eventTimeZoneOffset":"+08:00",
            "epcList":["urn:epc:id:sgtin:4012345.011111.1"],"action":"OBSERVE"}
            """
        let document = EPCISDocument(events: [try EPCISJSON.event(stored: Array(text.utf8))])
        expectSame(try EPCISXML.document(EPCISXML.write(document, version: version)), document)
    }

    @Test(
        "keeps words that begin as XML's own prefixes do",
        arguments: ["xml", "xmlns", "xsi", "xsd", "qiongsu", "epcis", "sbdh"],
        XMLVersion.allCases
    )
    func keepsWordsLikePrefixes(prefix: String, version: XMLVersion) throws {
        let text = """
            {"type":"ObjectEvent","eventTime":"2026-02-03T04:05:06Z","eventTimeZoneOffset":"+08:00","epcList":[],
            "action":"OBSERVE","bizTransactionList":[{"type":"\(prefix):x:y","bizTransaction":"urn:x:1"}]}
            """
        let document = EPCISDocument(events: [try EPCISJSON.event(stored: Array(text.utf8))])
        expectSame(try EPCISXML.document(EPCISXML.write(document, version: version)), document)
    }

    @Test("reads every bare event of the table")
    func listOfEventsIsComplete() { #expect(XMLVector.events.count == 12) }

    @Test("is not asked of requests to the query interface, which hold no events")
    func refusesRequests() throws {
        let requests = XMLVector.valid.filter(\.isRequest)
        #expect(requests.count == 6)
        for vector in requests {
            let bytes = try vector.bytes()
            #expect(EPCISXML.check(bytes).faults.isEmpty)
            let error = #expect(throws: InvalidDocument.self) { try EPCISXML.document(bytes) }
            #expect(error?.faults.map(\.code) == [.standard])
        }
    }

    private func expectSame(_ again: EPCISDocument, _ document: EPCISDocument) {
        #expect(again.events.count == document.events.count)
        for (one, two) in zip(again.events, document.events) { #expect(one == two) }
        #expect(again.vocabularies == document.vocabularies)
        #expect(again.kind == document.kind)
        #expect(again.extensions == document.extensions)
    }

    /// Keeps what was written where `QIONGSU_XML_OUT` names a folder, for a check with the official XSDs.
    private func keep(_ bytes: [UInt8], _ name: String) {
        guard let folder = ProcessInfo.processInfo.environment["QIONGSU_XML_OUT"] else { return }
        let file = URL(filePath: folder).appending(path: name.replacing("/", with: "~"))
        #expect(throws: Never.self) { try Data(bytes).write(to: file) }
    }
}
