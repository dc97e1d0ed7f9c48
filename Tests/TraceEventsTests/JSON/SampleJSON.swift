// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// Small EPCIS texts to change in tests.
enum SampleJSON {
    static let context = #""@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]"#

    static let objectEvent =
        #"{"type":"ObjectEvent","eventTime":"2026-02-03T04:05:06.789+08:00","eventTimeZoneOffset":"+08:00","#
        + #""epcList":["https://id.gs1.org/01/06901234567892/21/1"],"action":"ADD","#
        + #""bizStep":"commissioning"}"#

    /// A bare object event with members put before its own ones.
    static func event(adding members: String = "") -> [UInt8] {
        let added = members.isEmpty ? "" : members + ","
        return Array(("{" + context + "," + added + objectEvent.dropFirst()).utf8)
    }

    /// A bare object event with a part of its text replaced.
    static func event(replacing old: String, with new: String) -> [UInt8] {
        Array(String(decoding: event(), as: UTF8.self).replacing(old, with: new).utf8)
    }

    /// A document with the events.
    static func document(_ events: [String], context: String = context) -> [UInt8] {
        Array(
            (#"{"# + context + #","type":"EPCISDocument","schemaVersion":"2.0","#
                + #""creationDate":"2026-02-03T00:00:00Z","epcisBody":{"eventList":["#
                + events.joined(separator: ",") + "]}}").utf8
        )
    }

    /// A decoded object event for tests of rules.
    static func decoded(adding members: String = "") throws -> Event {
        try EPCISJSON.event(event(adding: members))
    }
}

extension InvalidDocument {
    /// The pointers of the faults.
    var pointers: [String] { faults.compactMap(\.pointer) }
}

extension CheckReport {
    /// Pointer and message of each fault.
    var lines: [String] { faults.map { "\($0.pointer ?? "-") \($0.message)" } }
}
