// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Testing
import TraceCodes
import TraceEvents
import TraceText
import WebTesting

@Suite("What the public is told")
struct AudienceTests {
    /// Numbers of class security, by their scheme alone and by their history.
    private static let detonator = "urn:qiongsu:detonator:0160315A00001"
    private static let guardedLot = MarkedEvents.lot(500)
    private static let person = "urn:qiongsu:person:0123456789abcdef0123456789abcdef"

    /// Events of every stage, and what partners send of the same goods, places and persons without naming a stage.
    private static let events: [Event] = {
        var marked = MarkedEvents(ClassBook.book)
        var events = marked.everyStage()
        let keep = ClassBook.book.stage("guarded/keep", at: MarkedEvents.start)!
        let make = ClassBook.book.stage("open/make", at: MarkedEvents.start)!
        var numbered = marked.event(
            of: keep,
            unit: detonator,
            lot: guardedLot,
            place: "urn:qiongsu:place:MAGAZINE-9"
        )
        numbered.eventID = "urn:uuid:5f7ba6a5-1d3c-4c5c-8a5f-000000000001"
        events.append(numbered)
        events.append(
            marked.event(
                of: make,
                unit: MarkedEvents.unit(600),
                lot: MarkedEvents.lot(600),
                subject: person,
                place: FakeRegister.plot
            )
        )
        events += plain
        return events
    }()

    private static let plain: [Event] = {
        func plain(_ hour: Int64, _ fill: (inout Event) -> Void) -> Event {
            let time = Timestamp(milliseconds: MarkedEvents.start + 900 * 3_600_000 + hour * 3_600_000)
            var event = Event(type: .object, eventTime: time, timeZoneOffset: "+08:00")
            (event.action, event.bizStep) = (.observe, "shipping")
            fill(&event)
            return event
        }
        return [
            plain(1) {
                $0.epcs = [MarkedEvents.unit(700)]
                $0.sources = [PartyOrPlace(type: "owning_party", id: "urn:example:party:open-partner")]
                $0.bizTransactions = [BizTransaction(type: "po", id: "urn:example:order:open-order")]
            },
            // Of goods of class security, told without a stage: by number, by lot, and in a mixed load.
            plain(2) {
                $0.epcs = ["urn:qiongsu:detonator:0160315A00002"]
                $0.bizTransactions = [BizTransaction(type: "po", id: "urn:example:order:of-a-detonator")]
            },
            plain(3) {
                $0.quantities = [QuantityElement(epcClass: guardedLot)]
                $0.bizStep = "https://example.com/steps/moving-guarded-goods"
            },
            plain(4) {
                $0.epcs = [MarkedEvents.unit(700), detonator]
                $0.readPoint = Location(id: "urn:qiongsu:place:ROAD-TO-THE-MAGAZINE")
            },
            // Common goods where guarded ones were, and with persons.
            plain(5) {
                $0.epcs = [MarkedEvents.unit(701)]
                $0.bizLocation = Location(id: "urn:qiongsu:place:MAGAZINE-9")
                $0.destinations = [PartyOrPlace(type: "owning_party", id: person)]
                $0.extensions = [
                    MarkedEvents.foreign("tag", detonator), MarkedEvents.foreign("open", "open-text"),
                ]
            },
        ]
    }()

    private static let vocabularies = [
        Vocabulary(
            type: "urn:epcglobal:epcis:vtype:BusinessLocation",
            elements: [
                element("urn:qiongsu:place:MAGAZINE-9", "the-name-of-the-magazine"),
                element(FakeRegister.plot, "the-name-of-the-plot"), element(person, "the-name-of-the-person"),
                element(guardedLot, "the-name-of-the-lot"), element(FakeRegister.shop, "open-shop-name"),
            ]
        )
    ]

    private static let names = [
        "the-name-of-the-magazine", "the-name-of-the-plot", "the-name-of-the-person", "the-name-of-the-lot",
        "张三的地块", "The plot of Zhang San",
    ]

    private static func element(_ id: String, _ name: String) -> VocabularyElement {
        VocabularyElement(
            id: id,
            attributes: [.init(id: "urn:epcglobal:cbv:mda#name", value: .string(name))]
        )
    }

    private func server() async throws -> ClassServer {
        try await ClassServer(Self.events, book: ClassBook.book, vocabularies: Self.vocabularies)
    }

    private func probe(_ client: WebClient) -> LeakProbe {
        LeakProbe(
            Self.events,
            book: ClassBook.book,
            also: OtherTexts(hidden: [FakeRegister.plot, Self.person], names: Set(Self.names)),
            client: client
        )
    }

    @Test("Nothing that is not of class public is told by any route")
    func leaks() async throws {
        let probe = probe(try await server().anyone)
        #expect(probe.secrets.texts.count > 100)
        #expect(probe.secrets.identifiers.count > 40)
        #expect(probe.secrets.publicCodes.count > 10)
        let findings = try await probe.ask()
        #expect(findings.leaks.isEmpty, "\(findings): \(findings.leaks.prefix(20))")
    }

    @Test("The probe finds what is told: to who shows the token everything is")
    func probeWorks() async throws {
        let leaks = try await probe(try await server().holder).ask().leaks
        let told = Set(leaks.map(\.value))
        let missing = [
            Self.detonator, "that there is something", "the-name-of-the-magazine", "marked-operator-10003",
            "urn:example:id:business-tags-10005", "urn:example:id:security-store-code-10005",
            "NO-secret-paper-10005",
        ].filter { !told.contains($0) }
        #expect(missing.isEmpty)
        // By every kind of question, and by comparing events with what is public of them.
        for (address, value) in [
            ("events?EXISTS_qs%3Aprice=", "something"), ("events?EQ_qs%3Aworker=", "something"),
            ("events?MATCH_anyEPC=", "something"), ("events?EQ_destination_owning_party=", "something"),
            ("&GE_quantity=0", "hides"), ("&EXISTS_qs:operator=", "hides"), ("/c/detonator/", "something"),
            ("/api/v1/trace/", "something"), ("events?perPage=", "qs:price"),
            ("events?perPage=", "quantities"),
            ("events?perPage=", "an event of class security"),
        ] {
            let isFound = leaks.contains { $0.request.contains(address) && $0.value.contains(value) }
            #expect(isFound, "\(address) \(value)")
        }
    }

    @Test(
        "A code of class security answers as an unknown one does, byte for byte",
        arguments: [
            (detonator, "urn:qiongsu:detonator:0160315A00009"),
            ("urn:qiongsu:detonator:0160315A00002", "urn:qiongsu:detonator:0160315A00009"),
            (guardedLot, MarkedEvents.lot(501)), (MarkedEvents.unit(2), MarkedEvents.unit(999)),
            (person, "urn:qiongsu:person:0123456789abcdef0123456789abcdee"),
            (FakeRegister.plot, "urn:qiongsu:place:PLOT-77009"),
            ("urn:qiongsu:place:MAGAZINE-9", "urn:qiongsu:place:MAGAZINE-8"),
            (
                "https://id.gs1.org/01/\(MarkedEvents.gtin(500))",
                "https://id.gs1.org/01/\(MarkedEvents.gtin(501))"
            ),
        ]
    )
    func unknown(code: String, unknown: String) async throws {
        let probe = probe(try await server().anyone)
        let isOpen = probe.secrets.publicCodes.contains(code)
        let difference = try await probe.difference(code, unknown)
        // One of the codes is not guarded: it shows that differences are seen.
        #expect((difference != nil) == isOpen, "\(difference ?? "")")
    }

    @Test("What is of class public is told")
    func told() async throws {
        let server = try await server()
        let events = try await server.get("/epcis/events?perPage=200", accept: "application/json")
        let document = try EPCISJSON.document(events.body)
        // Of 17 events, five are of guarded goods.
        #expect(document.events.count == Self.events.count - Self.events.count(where: Self.isGuarded))
        for text in [
            "public-variety-", "NO-open-paper-", "open-partner", "open-order", "open-text", Self.maker,
        ] {
            #expect(events.text.contains(text), "\(text)")
        }
        #expect(events.text.contains("\"qs:region\":\"460105\""))
        #expect(document.events.allSatisfy { !($0.eventID ?? "").hasPrefix("ni:") || $0.extensions.isEmpty })
    }

    private static let maker = FakeRegister.maker

    private static func isGuarded(_ event: Event) -> Bool {
        let codes = event.epcs + event.childEPCs + event.quantities.map(\.epcClass)
        return ProfileBook.stageReference(of: event)?.hasPrefix("guarded/") ?? false
            || codes.contains { $0.contains("detonator") || $0 == guardedLot }
    }

    @Test("An event that is shown under another ID is found under it, in every way")
    func publicIDs() async throws {
        let server = try await server()
        let events = try await server.get("/epcis/events?perPage=200", accept: "application/json")
        let ids = try EPCISJSON.document(events.body).events.compactMap(\.eventID)
            .filter { $0.hasPrefix("urn:qiongsu:event:") }
        #expect(ids.count > 5)
        for id in ids.prefix(3) {
            let encoded = PercentEncoding.escape(id.utf8, .path)
            for path in ["/epcis/events/\(encoded)", "/epcis/events?EQ_eventID=\(encoded)"] {
                let found = try EPCISJSON.document(
                    try await server.get(path, accept: "application/json").body
                )
                #expect(found.events.map(\.eventID) == [id])
            }
            let page = try await server.get("/c/uri/\(encoded)")
            #expect(page.status == 200)
            // Whoever may see everything follows the links of pages as well.
            let whole = try await server.holder.send(.get, "/epcis/events/\(encoded)")
            #expect(try EPCISJSON.document(whole.body).events.map(\.eventID).first??.hasPrefix("ni:") == true)
        }
    }

    @Test("Who shows a wrong token is told so, who shows another credential is the public")
    func credentials() async throws {
        let server = try await server()
        let path = "/epcis/events?perPage=200"
        let wrong = try await server.anyone.send(.get, path, headers: [.authorization: "Bearer x"])
        #expect(wrong.status == 401)
        let basic = try await server.anyone.send(.get, path, headers: [.authorization: "Basic x"])
        #expect(basic.status == 200)
        #expect(!basic.text.contains("marked-operator-"))
        #expect(try await server.holder.send(.get, path).text.contains("marked-operator-"))
        let scope = "/api/v1/recall-scope/" + PercentEncoding.escape(MarkedEvents.lot(0).utf8, .path)
        #expect(try await server.anyone.send(.get, scope).status == 401)
        #expect(try await server.holder.send(.get, scope).status == 200)
    }

    @Test(
        "Where no token is set, the machine itself is told everything and nobody else",
        arguments: [
            ("localhost:8080", nil, nil, true), ("127.0.0.1", nil, nil, true),
            ("localhost:8080", "http://localhost:8080", nil, true),
            ("localhost:8080", "https://evil.example", nil, false), ("evil.example", nil, nil, false),
            ("evil.example", "http://evil.example", nil, false),
            ("localhost:8080", nil, "203.0.113.7", false),
        ] as [(String, String?, String?, Bool)]
    )
    func withoutToken(host: String, origin: String?, forwarded: String?, isWhole: Bool) async throws {
        let server = try await ClassServer(Self.events, book: ClassBook.book, token: nil)
        var client = server.anyone
        client.host = host
        if let origin { client.headers[.origin] = origin }
        if let forwarded { client.headers[HTTPField.Name("X-Forwarded-For")!] = forwarded }
        let events = try await client.send(.get, "/epcis/events?perPage=200")
        #expect(events.status == 200)
        #expect(events.text.contains("marked-operator-") == isWhole)
    }

    @Test("A page shows the public view to whoever asks")
    func pages() async throws {
        let server = try await server()
        let path = CanonicalCode.identify(MarkedEvents.unit(2)).path
        let shown = try await server.get(path)
        let other = try await server.holder.send(.get, path, headers: [.accept: "text/html"])
        #expect(shown.status == 200)
        #expect(shown.body == other.body)
    }
}
