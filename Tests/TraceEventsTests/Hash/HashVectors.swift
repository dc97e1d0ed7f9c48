// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting

@testable import TraceEvents

/// The documents of GS1's event hash program with the texts and hashes that it published for them.
enum HashVectors {
    static let json = [
        "ReferenceEventHashAlgorithm2", "ReferenceEventHashAlgorithm3", "TimeStampRoundOff",
        "epcisDocWithAllGS1Keys", "epcisDocWithCustomSchemaInContext", "epcisDocWithDefaultSchemaInContext",
        "epcisDocWithVariousEventTypes", "epcisDocWithXMLstartTagAndErrorDeclaration", "epcisEventWithCURIEs",
        "epcisQueryDocHavingEventWithIgnoreFields", "epcisQueryDocument", "persistentDisposition",
        "ralfsChaosExample",
    ]

    static let xml = [
        "ReferenceEventHashAlgorithm2", "ReferenceEventHashAlgorithm3", "SensorDataExamples",
        "epcisDocWith2DifferentTransformationEvents", "epcisDocWithTransformationEventWithMultipleExtensions",
        "epcisDocWithVariousEventTypes", "epcisDocWithXMLstartTagAndErrorDeclaration", "epcisEventWithCURIEs",
        "epcisQueryDocument", "epcisXmlQueryDocHavingEventWithIgnoreFields", "persistentDisposition",
    ]

    /// Those of ``xml`` that the official XSD refuses: sensor elements out of place, `QueryResults` in no
    /// namespace, and a query document without body. They have hashes all the same.
    static let refusedXML: Set = [
        "SensorDataExamples", "epcisQueryDocument", "epcisXmlQueryDocHavingEventWithIgnoreFields",
    ]

    /// Documents whose events are one event in several spellings; the XSD refuses all of them.
    static let equalXML = [
        "differentRepresentationsOfObjectEvent", "differentRepresentationsOfTransformationEvent",
        "ignoreEmptyEpcList", "numberPrecision", "timestampTimeZone", "timestampTimeZone2",
    ]

    /// Every document, each name once.
    static let names = Set(json + xml).sorted()

    /// Published texts that are not those of the published hashes: GS1 renewed only the hashes of these
    /// documents (texts cut off, garbled, or of an older document). By name and index of the event.
    static let outdatedPrehashes: [String: Int] = [
        "epcisDocWithAllGS1Keys": 0, "epcisDocWithCustomSchemaInContext": 1,
        "epcisDocWithDefaultSchemaInContext": 1,
    ]

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try SharedData.data("event-hash-generator/tests/" + path))
    }

    /// Reads a document, also one that the official schema refuses.
    static func xmlDocument(_ path: String, isRefused: Bool) throws -> EPCISDocument {
        let bytes = try bytes(path)
        guard isRefused else { return try EPCISXML.document(bytes) }
        #expect(throws: InvalidDocument.self) { try EPCISXML.document(bytes) }
        return try EPCISXML.document(unchecked: bytes)
    }

    static func prehashes(_ name: String) throws -> [String] { try lines("examples/\(name).prehashes") }

    static func hashes(_ name: String) throws -> [String] { try lines("examples/\(name).hashes") }

    private static func lines(_ path: String) throws -> [String] {
        String(decoding: try bytes(path), as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }
}
