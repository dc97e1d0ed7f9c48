// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting

@testable import TraceEvents

@Suite("XML and JSON of the same document", .enabled(if: SharedData.isPresent, "needs the shared test data"))
struct XMLTwinTests {
    @Test("hold the same events", arguments: twins)
    func areEqual(name: String) throws {
        let xml = try EPCISXML.document(Array(try SharedData.data(Self.folder("XML", name) + ".xml")))
        let json = try EPCISJSON.document(Array(try SharedData.data(Self.folder("JSON", name) + ".json")))
        #expect(xml.events.count == json.events.count)
        for (one, two) in zip(xml.events, json.events) {
            #expect(one == two)
        }
    }

    private static func folder(_ form: String, _ name: String) -> String {
        "openepcis-test-resources/2.0/EPCIS/\(form)/Capture/Documents/\(name)"
    }

    static let twins = [
        "AggregationEvent_all_possible_fields", "AggregationEvent_with_digitalLink",
        "AggregationEvent_with_sensorData", "AggregationEvent_with_userExtensions", "AssociationEvent",
        "AssociationEvent_2", "AssociationEvent_all_possible_fields", "AssociationEvent_with_sensorData",
        "Combination_of_different_event", "Namespaces_at_different_level", "ObjectEvent",
        "ObjectEvent_with_sensorData", "ObjectEvent_with_userExtensions", "SensorData_with_combined_events",
        "TransactionEvent", "TransactionEvent_with_userExtensions", "TransformationEvent",
        "TransformationEvent_all_possible_fields", "TransformationEvent_with_sensorData",
        "epcisDocWithSensorComponent",
    ]
}
