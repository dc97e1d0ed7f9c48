// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import TraceCodes
import TraceEvents
import TraceText

/// The table of `Documentation/Visibility.md`, field by field.
@Suite("Public view of an event")
struct PublicViewTests {
    private static var view: PublicView {
        PublicView(book: ClassBook.book, register: FakeRegister()) { identifier in
            let own = ClassBook.book.visibility(ofCode: CanonicalCode.canonical(identifier))
            return own == .public ? FakeRegister().visibility(of: identifier) : own
        }
    }

    private static func made(_ change: (inout Event) -> Void = { _ in }) -> Event {
        var marked = MarkedEvents(ClassBook.book)
        let stage = ClassBook.book.stage("open/make", at: MarkedEvents.start)!
        var event = marked.event(of: stage, unit: MarkedEvents.unit(1), lot: MarkedEvents.lot(1))
        event.eventID = "urn:uuid:event"
        event.persistentDisposition = PersistentDisposition(set: ["damaged", "urn:example:own"])
        change(&event)
        return event
    }

    private static func shown(_ change: (inout Event) -> Void = { _ in }) throws -> Event {
        try #require(try view.event(made(change)))
    }

    @Test("Every field of a stage's event is shown or hidden as the table says")
    func fields() throws {
        let (event, shown) = (Self.made(), try Self.shown())
        #expect(shown.type == event.type && shown.action == event.action)
        #expect(shown.eventTime == event.eventTime && shown.timeZoneOffset == event.timeZoneOffset)
        #expect(shown.eventID == event.eventID)
        #expect(shown.epcs == event.epcs)
        #expect(shown.quantities == [QuantityElement(epcClass: MarkedEvents.lot(1))])
        #expect(shown.bizStep == "commissioning" && shown.disposition == "active")
        #expect(shown.persistentDisposition == PersistentDisposition(set: ["damaged"]))
        #expect(shown.readPoint == event.readPoint && shown.bizLocation == event.bizLocation)
        #expect(shown.sources.isEmpty && shown.destinations.isEmpty && shown.bizTransactions.isEmpty)
        #expect(shown.sensorElements.isEmpty && shown.ilmd.isEmpty && shown.certificationInfo.isEmpty)
        #expect(
            shown.extensions.map(\.name.local) == [
                "stage", "subject", "documents", "variety", "weight", "outcome", "certified-by",
            ]
        )
    }

    @Test("Of documents of class public type, number and dates are shown, of others nothing")
    func documents() throws {
        let documents = try #require(
            try Self.shown().extensions.first { $0.name.local == "documents" }?.value
        )
        guard case .array(let items) = documents, case .object(let fields)? = items.first else {
            Issue.record("no list of documents")
            return
        }
        #expect(items.count == 1)
        #expect(fields.map(\.name.local) == ["type", "number", "issued"])
    }

    @Test("A place of class personal is left out, its county is not")
    func plot() throws {
        let shown = try Self.shown {
            $0.readPoint = Location(id: FakeRegister.plot)
            $0.bizLocation = Location(id: FakeRegister.plot)
        }
        #expect(shown.readPoint == nil && shown.bizLocation == nil)
        #expect(shown.extensions.last == MarkedEvents.field("region", .string("460105")))
    }

    @Test(
        "A natural person is left out wherever he stands",
        arguments: [
            "urn:qiongsu:person:0123456789abcdef0123456789abcdef",
            "urn:qiongsu:resident-id:460105199003070025",
        ]
    )
    func person(id: String) throws {
        let shown = try Self.shown { event in
            event.extensions[1].value = .string(id)
            for index in event.extensions.indices where event.extensions[index].name.local == "certified-by" {
                event.extensions[index].value = .string(id)
            }
        }
        #expect(!shown.extensions.contains { $0.value == .string(id) })
        var plain = Event(
            type: .object,
            eventTime: Timestamp(milliseconds: MarkedEvents.start),
            timeZoneOffset: "Z"
        )
        plain.epcs = [MarkedEvents.unit(1)]
        plain.destinations = [
            PartyOrPlace(type: "owning_party", id: id), PartyOrPlace(type: "owning_party", id: "urn:x:firm"),
        ]
        plain.ilmd = [MarkedEvents.foreign("grower", id), MarkedEvents.foreign("variety", "Guifei")]
        let open = try #require(try Self.view.event(plain))
        #expect(open.destinations.map(\.id) == ["urn:x:firm"])
        #expect(open.ilmd.map(\.name.local) == ["variety"])
    }

    @Test(
        "What nobody can class is not shown",
        arguments: [
            "a stage that no profile has", "a stage before its profile", "another event type",
            "a stage named in a namespace like ours", "a stage of class security", "a unit of class security",
        ]
    )
    func denied(what: String) throws {
        let event = Self.made { event in
            switch what {
            case "a stage that no profile has": event.extensions[0].value = .string("open/nothing")
            case "a stage before its profile": event.eventTime = Timestamp(milliseconds: 1_500_000_000_000)
            case "another event type": event.type = .transaction
            case "a stage named in a namespace like ours":
                event.extensions[0].name = ExtensionName(
                    prefix: "q",
                    local: "stage",
                    namespace: "urn:qiongsu:chain"
                )
            case "a stage of class security": event.extensions[0].value = .string("guarded/keep")
            default: event.epcs.append("urn:qiongsu:detonator:0160315A00001")
            }
        }
        #expect(try Self.view.event(event) == nil)
    }

    @Test("Without profiles no event that records a stage is shown")
    func noProfiles() throws {
        let view = PublicView(book: nil, register: nil) { _ in .public }
        #expect(try view.event(Self.made()) == nil)
    }

    @Test("A word of somebody's own is no step or state that is shown")
    func ownWords() throws {
        let shown = try Self.shown {
            $0.bizStep = "urn:example:step:secret"
            $0.disposition = "urn:example:state:secret"
        }
        #expect(shown.bizStep == nil && shown.disposition == nil)
    }

    @Test("A declaration tells that and when, and no hash of what is hidden")
    func declaration() throws {
        let hash = "ni:///sha-256;00?ver=CBV2.0"
        let shown = try Self.shown {
            $0.errorDeclaration = ErrorDeclaration(
                declarationTime: Timestamp(milliseconds: MarkedEvents.start + 1000),
                reason: "incorrect_data",
                correctiveEventIDs: [hash, "urn:uuid:right"],
                extensions: [MarkedEvents.foreign("why", "secret")]
            )
        }
        let declaration = try #require(shown.errorDeclaration)
        #expect(declaration.reason == "incorrect_data")
        #expect(declaration.correctiveEventIDs == ["urn:uuid:right"])
        #expect(declaration.extensions.isEmpty)
    }
}
