// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText
import WebTesting

@Suite("What the public is told of every category")
struct EmbeddedClassTests {
    @Test("No stage of a profile of the program tells what is not public")
    func embedded() async throws {
        let book = try ProfileBook.embedded()
        var marked = MarkedEvents(book)
        let events = marked.everyStage()
        let server = try await ClassServer(events, book: book)
        let probe = LeakProbe(
            events,
            book: book,
            also: OtherTexts(hidden: [FakeRegister.plot]),
            client: server.anyone
        )
        #expect(probe.secrets.texts.count > 1000)
        let findings = try await probe.ask()
        #expect(findings.leaks.isEmpty, "\(findings): \(findings.leaks.prefix(20))")
        for number in book.current.indices where !book.current[number].isSecurity {
            let path = CanonicalCode.identify(MarkedEvents.unit(number)).path
            for language in ["zh", "en"] {
                let page = try await server.get(path + "?lang=" + language)
                #expect(page.status == 200)
                #expect(page.text.contains("id=\"stages-title\""), "\(book.current[number].id)")
            }
        }
    }

    @Test("An event declared wrong and its declaration have one public ID", arguments: [false, true])
    func declaredWrong(declarationFirst: Bool) async throws {
        var marked = MarkedEvents(ClassBook.book)
        let stage = ClassBook.book.stage("open/make", at: MarkedEvents.start)!
        let event = marked.event(of: stage, unit: MarkedEvents.unit(2), lot: MarkedEvents.lot(2))
        var declaration = event
        declaration.errorDeclaration = ErrorDeclaration(
            declarationTime: Timestamp(milliseconds: MarkedEvents.start + 10_000_000)
        )
        let order = declarationFirst ? [declaration, event] : [event, declaration]
        let server = try await ClassServer(order, book: ClassBook.book)
        let all = try EPCISJSON.document(
            try await server.get("/epcis/events", accept: "application/json").body
        ).events
        #expect(all.count == 2)
        let ids = Set(all.compactMap(\.eventID))
        #expect(ids.count == 1)
        let id = PercentEncoding.escape((ids.first ?? "").utf8, .path)
        let found = try await server.get("/epcis/events/\(id)", accept: "application/json")
        #expect(try EPCISJSON.document(found.body).events.count == 2)
    }

    @Test("What is guarded stays guarded when the index is made again")
    func rebuilt() async throws {
        var marked = MarkedEvents(ClassBook.book)
        let keep = ClassBook.book.stage("guarded/keep", at: MarkedEvents.start)!
        let stored = marked.event(of: keep, unit: MarkedEvents.unit(5), lot: MarkedEvents.lot(5))
        var plain = Event(type: .object, eventTime: stored.eventTime, timeZoneOffset: "+08:00")
        (plain.action, plain.epcs) = (.observe, [MarkedEvents.unit(5)])
        let server = try await ClassServer([stored, plain], book: ClassBook.book)
        let path = CanonicalCode.identify(MarkedEvents.unit(5)).path
        #expect(try await server.get(path, accept: "application/json").status == 404)
        try await server.ledger.rebuild()
        #expect(try await server.get(path, accept: "application/json").status == 404)
        let events = try await server.ledger.read(as: .operator) { try $0.eventCount() }
        #expect(events == 2)
    }

    @Test("Lists and queries look past what is hidden")
    func pastHidden() async throws {
        var marked = MarkedEvents(ClassBook.book)
        let keep = ClassBook.book.stage("guarded/keep", at: MarkedEvents.start)!
        let make = ClassBook.book.stage("open/make", at: MarkedEvents.start)!
        var events = [marked.event(of: make, unit: MarkedEvents.unit(2), lot: MarkedEvents.lot(2))]
        for number in 0..<120 {
            events.append(
                marked.event(of: keep, unit: MarkedEvents.unit(5) + "N\(number)", lot: MarkedEvents.lot(5))
            )
        }
        let server = try await ClassServer(events, book: ClassBook.book)
        let found = try await server.get("/epcis/events?perPage=1", accept: "application/json")
        #expect(try EPCISJSON.document(found.body).events.map(\.epcs) == [[MarkedEvents.unit(2)]])
        #expect(found.header("Link") == nil)
        for (list, member) in [
            ("epcs", MarkedEvents.unit(2)), ("bizSteps", "commissioning"), ("dispositions", "active"),
        ] {
            let page = try await server.get("/epcis/\(list)?perPage=1", accept: "application/json")
            #expect(page.text.contains("\"member\":[\"\(member)\"]"), "\(page.text)")
            #expect(page.header("Link") == nil)
        }
        // Who made the goods has a page of his common goods, however many others are newer.
        let maker = try await server.get(CanonicalCode.identify(FakeRegister.maker).path)
        #expect(maker.status == 200)
        #expect(maker.text.contains("UNIT2"))
        #expect(!maker.text.contains("UNIT5"))
    }
}
