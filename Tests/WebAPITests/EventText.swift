// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// An event as a client writes it, in JSON or XML.
struct EventText {
    /// Members of the JSON object, each value as JSON text.
    private var members: [String: String]

    static let context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
    /// One unit in the forms in which clients write it.
    static let unit = "https://id.gs1.org/01/06901234567892/21/1"
    static let unitURN = "urn:epc:id:sgtin:6901234.056789.1"
    /// A unit whose GTIN has a wrong check digit.
    static let wrongUnit = "https://id.gs1.org/01/06901234567893/21/1"

    /// An observation of ``unit``, changed: each member is a JSON text, an empty one is left out.
    init(_ changes: [String: String] = [:]) {
        members = [
            "type": #""ObjectEvent""#, "action": #""OBSERVE""#, "epcList": #"["\#(Self.unit)"]"#,
            "eventTime": #""2026-06-01T08:00:00.000+08:00""#, "eventTimeZoneOffset": #""+08:00""#,
        ]
        members.merge(changes) { $1 }
    }

    /// An observation at a minute of 2026-06-01, so that each number gives another event.
    static func seen(_ minute: Int, _ changes: [String: String] = [:]) -> EventText {
        let (hour, rest) = (String(100 + minute / 60).suffix(2), String(100 + minute % 60).suffix(2))
        let time = ["eventTime": "\"2026-06-01T\(hour):\(rest):00.000Z\""]
        return EventText(time.merging(changes) { $1 })
    }

    /// The shipping of a unit with a serial number below 500, at a second of its own.
    static func unit(_ serial: Int, _ changes: [String: String] = [:]) -> EventText {
        let (minute, second) = (String(100 + serial / 60).suffix(2), String(100 + serial % 60).suffix(2))
        let own = [
            "epcList": #"["https://id.gs1.org/01/06901234567892/21/\#(serial)"]"#,
            "eventTime": "\"2026-03-01T08:\(minute):\(second).000+08:00\"", "bizStep": #""shipping""#,
        ]
        return EventText(own.merging(changes) { $1 })
    }

    /// An observation of a unit with a wrong check digit.
    static let wrong = EventText(["epcList": #"["\#(wrongUnit)"]"#])

    /// As it stands in a list.
    var json: String {
        let texts = members.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        return "{" + texts.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",") + "}"
    }

    /// As a text of its own.
    var bare: String { changed(["@context": #"["\#(Self.context)"]"#]).json }

    func changed(_ changes: [String: String]) -> EventText { EventText(members.merging(changes) { $1 }) }

    /// An `EPCISDocument`.
    ///
    /// - Parameter header: the `epcisHeader` as JSON text.
    static func document(_ events: [EventText], header: String? = nil) -> String {
        let header = header.map { #""epcisHeader":\#($0),"# } ?? ""
        return #"{"@context":["\#(context)"],"type":"EPCISDocument","schemaVersion":"2.0","#
            + #""creationDate":"2026-06-02T00:00:00Z",\#(header)"#
            + #""epcisBody":{"eventList":[\#(events.map(\.json).joined(separator: ","))]}}"#
    }

    /// An `EPCISQueryDocument`, as another server answers.
    static func queryDocument(_ events: [EventText]) -> String {
        #"{"@context":["\#(context)"],"type":"EPCISQueryDocument","schemaVersion":"2.0","#
            + #""creationDate":"2026-06-02T00:00:00Z","epcisBody":{"queryResults":{"#
            + #""queryName":"SimpleEventQuery","resultsBody":{"eventList":["#
            + events.map(\.json).joined(separator: ",") + "]}}}}"
    }

    /// An XML document of one observation, in the shipping step, of each identifier.
    static func xml(_ version: String, _ identifiers: [String], step: String) -> String {
        let events = identifiers.map { identifier in
            """
            <ObjectEvent>
              <eventTime>2026-06-01T08:00:00.000+08:00</eventTime>
              <eventTimeZoneOffset>+08:00</eventTimeZoneOffset>
              <epcList><epc>\(identifier)</epc></epcList>
              <action>OBSERVE</action>
              <bizStep>\(step)</bizStep>
            </ObjectEvent>

            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:\(version.prefix(1))"
                schemaVersion="\(version)" creationDate="2026-06-02T00:00:00Z">
            <EPCISBody><EventList>
            \(events.joined())</EventList></EPCISBody>
            </epcis:EPCISDocument>

            """
    }
}
