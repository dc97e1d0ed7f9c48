// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceText

/// Prefixes and contexts, read and written.
@Suite struct NamespaceTests {
    private func event(_ context: String, _ member: String) throws -> Event {
        let text = SampleJSON.objectEvent.dropFirst()
        return try EPCISJSON.event(Array(#"{"@context":\#(context),\#(member),\#(text)"#.utf8))
    }

    @Test(arguments: [
        (#"{"ex":"https://a.example/"}"#, "https://a.example/"),
        (#"["https://b.example/c.jsonld",{"ex":"https://a.example/"}]"#, "https://a.example/"),
        (#"[{"ex":"https://old.example/"},{"ex":"https://a.example/"}]"#, "https://a.example/"),
        (#"{"ex":{"@id":"https://a.example/","@prefix":true}}"#, "https://a.example/"),
        (#"[{"top":"https://a.example/"},{"ex":"top:sub/"}]"#, "https://a.example/sub/"),
        (#""https://b.example/c.jsonld""#, nil),
        (#"{"ex":"@type"}"#, nil),
    ]) func `A prefix stands for what the context says, the later before the earlier`(
        context: String,
        namespace: String?
    ) throws {
        let name = try #require(try event(context, #""ex:field":1"#).extensions.first?.name)
        #expect(name.prefix == "ex")
        #expect(name.local == "field")
        #expect(name.namespace == namespace)
    }

    @Test func `Prefixes of the standard's context need no declaration, and may be declared anew`() throws {
        let standard = try event(#""https://b.example/c.jsonld""#, #""cbvmda:lotNumber":"A""#)
        #expect(standard.extensions.first?.name.namespace == "urn:epcglobal:cbv:mda")
        let anew = try event(#"{"cbvmda":"https://a.example/"}"#, #""cbvmda:lotNumber":"A""#)
        #expect(anew.extensions.first?.name.namespace == "https://a.example/")
    }

    @Test(arguments: [
        ("https://a.example/ns/field", "https://a.example/ns/", "field"),
        ("https://a.example/ns#field", "https://a.example/ns#", "field"),
        ("urn:example:field", "urn:example:", "field"),
    ]) func `A name that is a whole URI is divided after the last divider`(
        key: String,
        namespace: String,
        local: String
    ) throws {
        let name = try event("{}", #""\#(key)":1"#).extensions.first?.name
        #expect(name == ExtensionName(prefix: nil, local: local, namespace: namespace))
    }

    @Test func `Event contexts add to the document's`() throws {
        let own = #"{"@context":{"two":"https://two.example/"},"one:a":1,"two:b":2,"#
        let events = [
            own + SampleJSON.objectEvent.dropFirst(), #"{"two:c":1,"# + SampleJSON.objectEvent.dropFirst(),
        ]
        let document = try EPCISJSON.document(
            SampleJSON.document(events, context: #""@context":[{"one":"https://one.example/"}]"#)
        )
        #expect(
            document.events.map { $0.extensions.map(\.name.namespace) } == [
                ["https://one.example/", "https://two.example/"], [nil],
            ]
        )
        #expect(try EPCISJSON.document(EPCISJSON.write(document)) == document)
    }

    @Test func `A prefix declared differently in the request's header is a fault`() throws {
        let context = #""@context":[{"ex":"https://a.example/"}]"#
        let bytes = SampleJSON.document([SampleJSON.objectEvent], context: context)
        #expect(throws: Never.self) {
            try EPCISJSON.document(bytes, namespaces: ["ex": "https://a.example/", "other": "urn:x:"])
        }
        do throws(InvalidDocument) {
            _ = try EPCISJSON.document(bytes, namespaces: ["ex": "https://b.example/"])
            Issue.record("accepted")
        } catch {
            #expect(error.pointers == ["/@context/0/ex"])
        }
    }

    @Test func `A prefix of the request's header is declared when the event is written`() throws {
        let bytes = SampleJSON.event(adding: #""ex:field":"x""#)
        let event = try EPCISJSON.event(bytes, namespaces: ["ex": "https://a.example/"])
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: false, to: &writer)
        #expect(writer.text.hasPrefix(#"{"@context":{"ex":"https://a.example/"},"type":"ObjectEvent","#))
    }

    @Test func `Events in which a prefix stands for different things keep them in one document`() throws {
        func event(_ namespace: String) throws -> Event {
            try self.event(#"{"ex":"\#(namespace)"}"#, #""ex:field":{"ex:inner":1}"#)
        }
        let document = EPCISDocument(
            creationDate: Timestamp(milliseconds: 0),
            events: [try event("https://a.example/"), try event("https://b.example/")]
        )
        let written = EPCISJSON.write(document)
        #expect(EPCISJSON.check(written).faults == [])
        #expect(try EPCISJSON.document(written) == document)
    }

    @Test(arguments: [
        ExtensionName(prefix: "ex", local: "a", namespace: "https://a.example/ns"),
        ExtensionName(prefix: nil, local: "a", namespace: "https://a.example/ns"),
        ExtensionName(prefix: nil, local: "a", namespace: "https://a.example/ns/"),
        ExtensionName(prefix: nil, local: "a", namespace: "urn:epcglobal:cbv:mda"),
        ExtensionName(prefix: "ex", local: "a", namespace: nil),
        ExtensionName(prefix: "gs1", local: "a", namespace: "https://a.example/"),
        ExtensionName(prefix: "urn", local: "a", namespace: "https://a.example/"),
        ExtensionName(prefix: "", local: "a", namespace: "https://a.example/ns"),
    ]) func `A name from any source is read back as the same name`(name: ExtensionName) throws {
        var event = try SampleJSON.decoded()
        let other = ExtensionName(prefix: "ex", local: "other", namespace: "https://other.example/")
        event.extensions = [ExtensionField(name: name, value: .object([]))]
        if name.namespace != nil { event.extensions.append(ExtensionField(name: other, value: .null)) }
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: true, to: &writer)
        #expect(EPCISJSON.check(writer.bytes).faults == [])
        #expect(try EPCISJSON.event(writer.bytes).extensions == event.extensions)
    }

    @Test(arguments: [
        ("bizStep", "https://ref.gs1.org/cbv/BizStep-shipping", "shipping"),
        ("bizStep", "cbv:BizStep-shipping", "shipping"),
        ("bizStep", "ex:own_step", "https://a.example/own_step"),
        ("bizStep", "other:own_step", "other:own_step"),
        ("disposition", "res:x", "res:x"),
    ]) func `Values with a prefix are read as bare words or whole URIs`(
        field: String,
        text: String,
        value: String
    ) throws {
        let context = #"[{"ex":"https://a.example/"},{"res":"urn:epcglobal:cbv:disp:"}]"#
        let event = SampleJSON.objectEvent.replacing(
            #""bizStep":"commissioning""#,
            with: #""\#(field)":"\#(text)""#
        )
        let bytes = Array(#"{"@context":\#(context),\#(event.dropFirst())"#.utf8)
        let decoded = try EPCISJSON.event(bytes)
        #expect((field == "bizStep" ? decoded.bizStep : decoded.disposition) == value)
    }

    @Test(arguments: [
        #"{"ex":"ex:own"}"#, #"[{"a":"ex:x/"},{"ex":"https://a.example/"}]"#,
        #"{"a":"b:","b":"a:","ex":"b:"}"#,
        #"{"urn":"https://a.example/","ex":"urn:ex:"}"#, #"{"https":"urn:x:","ex":"https:y"}"#,
    ]) func `What contexts of any kind lead to is stable when written and read again`(context: String) throws
    {
        let members = #""bizStep":"ex:step","a:one":1,"ex:two":{"b:three":2},"urn:x:four":3"#
        let plain = SampleJSON.objectEvent.replacing(#","bizStep":"commissioning""#, with: "")
        let own = #"{"@context":\#(context),\#(members),\#(plain.dropFirst())"#
        let other = #"{"bizStep":"ex:step","a:one":1,"urn:x:four":3,\#(plain.dropFirst())"#
        let document = try EPCISJSON.document(SampleJSON.document([own, other]))
        #expect(try EPCISJSON.document(EPCISJSON.write(document)) == document)
        for event in document.events {
            var writer = JSONWriter()
            EPCISJSON.write(event, includesContext: false, to: &writer)
            #expect(try EPCISJSON.event(stored: writer.bytes) == event)
        }
    }

    @Test func `A value that looks as if it had a prefix is stored as it is`() throws {
        var event = try event(#"{"ex":"https://a.example/"}"#, #""ex:field":1"#)
        event.bizStep = "ex:step"
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: false, to: &writer)
        #expect(try EPCISJSON.event(stored: writer.bytes) == event)
    }

    @Test func `A custom event type is named by its whole URI and keeps fields of any name`() throws {
        let text =
            #"{"@context":{"ex":"https://a.example/"},"type":"ex:Audit","eventTime":"2026-02-03T00:00:00Z","#
            + #""eventTimeZoneOffset":"+08:00","action":"ADD","epcList":["urn:a:b"],"ex:score":3}"#
        let event = try EPCISJSON.event(Array(text.utf8))
        #expect(event.type == .custom("https://a.example/Audit"))
        #expect(event.action == nil && event.epcs.isEmpty)
        #expect(event.extensions.map(\.name.local) == ["action", "epcList", "score"])
    }
}
