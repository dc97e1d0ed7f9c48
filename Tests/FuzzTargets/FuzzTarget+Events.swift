// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

extension FuzzTarget {
    /// A document or event that is accepted, written and read again is the same and has the same hash, in JSON, in
    /// the stored form and in XML.
    static func feedJSON(_ bytes: [UInt8]) throws(Mismatch) {
        _ = EPCISJSON.check(bytes)
        if let document = accepted({ () throws(InvalidDocument) in try EPCISJSON.document(bytes) }) {
            try sameInJSON(document)
            for event in document.events { try sameWhenStored(event) }
            try sameInXML(document)
            try judged(document)
        }
        if let event = accepted({ () throws(InvalidDocument) in try EPCISJSON.event(bytes) }) {
            var writer = JSONWriter()
            EPCISJSON.write(event, includesContext: true, to: &writer)
            let again = try must("an event written is accepted", text(writer.bytes)) {
                () throws(InvalidDocument) in try EPCISJSON.event(writer.bytes)
            }
            try same("an event written is the same", again, event, text(writer.bytes))
            try same("an event written has its hash", again.hashURI(), event.hashURI(), text(writer.bytes))
            try sameWhenStored(event)
        }
    }

    /// The same for XML; what JSON makes of the document is accepted too.
    static func feedXML(_ bytes: [UInt8]) throws(Mismatch) {
        _ = EPCISXML.check(bytes)
        _ = accepted { () throws(InvalidDocument) in try EPCISXML.document(unchecked: bytes) }
        guard let document = accepted({ () throws(InvalidDocument) in try EPCISXML.document(bytes) }) else {
            return
        }
        try sameInXML(document)
        for event in document.events { try sameWhenStored(event) }
        try judged(document)
    }

    private static func sameInJSON(_ document: EPCISDocument) throws(Mismatch) {
        let written = EPCISJSON.write(document)
        let again = try must("a document written in JSON is accepted", text(written)) {
            () throws(InvalidDocument) in try EPCISJSON.document(written)
        }
        var expected = document
        // Whatever version a document names, ours is of 2.0.
        expected.schemaVersion = again.schemaVersion
        try same("a document written in JSON is the same", again, expected, text(written))
        try same("its hashes are the same", again.hashURIs(), document.hashURIs(), text(written))
    }

    private static func sameWhenStored(_ event: Event) throws(Mismatch) {
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: false, to: &writer)
        let again = try must("a stored event is read", text(writer.bytes)) {
            () throws(InvalidDocument) in try EPCISJSON.event(stored: writer.bytes)
        }
        try same("a stored event is the same", again, event, text(writer.bytes))
        try same("a stored event has its hash", again.hashURI(), event.hashURI(), text(writer.bytes))
    }

    private static func sameInXML(_ document: EPCISDocument) throws(Mismatch) {
        // A rule refuses quantities beyond doubles; XML writes them without exponent, which is another hash.
        let amounts = document.events.flatMap {
            $0.quantities + $0.childQuantities + $0.inputQuantities + $0.outputQuantities
        }
        guard amounts.allSatisfy({ $0.quantity?.value.isFinite ?? true }) else { return }
        for version in XMLVersion.allCases {
            let written = EPCISXML.write(document, version: version)
            let again = try must("a document written in XML is accepted", text(written)) {
                () throws(InvalidDocument) in try EPCISXML.document(written)
            }
            try same("events written in XML are the same", again.events, document.events, text(written))
            let (left, right) = (again.events.map { $0.hashURI() }, document.events.map { $0.hashURI() })
            try same("their hashes are the same", left, right, text(written))
            try same("master data is the same", again.vocabularies, document.vocabularies, text(written))
        }
    }

    /// The rules beyond the schema judge whatever the schema lets in.
    private static func judged(_ document: EPCISDocument) throws(Mismatch) {
        for event in document.events {
            _ = EventRules.faults(of: event) + EventRules.notes(of: event)
            _ = IdentifierRules.faults(of: event) + IdentifierRules.notes(of: event)
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
