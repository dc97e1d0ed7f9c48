// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceTesting
import TraceText

@testable import TraceLedger

struct QueryEngineTests {
    /// Places 1 and 2 lie in place 0.
    private static let hierarchy = [
        Vocabulary(
            type: "urn:epcglobal:epcis:vtype:BusinessLocation",
            elements: [
                VocabularyElement(
                    id: RandomEvents.places[0].urn,
                    attributes: [.init(id: "urn:epcglobal:cbv:mda#city", value: .string("Haikou"))],
                    children: [RandomEvents.places[1].urn]
                ),
                VocabularyElement(id: RandomEvents.places[1].urn, children: [RandomEvents.places[2].urn]),
            ]
        )
    ]

    @Test(
        "Random queries find what a filter over all events finds, in order",
        arguments: [1, 2, 3] as [UInt64]
    )
    func agreesWithBruteForce(seed: UInt64) async throws {
        let fixture = try await QueryFixture()
        var random = RandomEvents(seed: seed)
        var events: [Event] = []
        for _ in 0..<6 {
            let part = random.next(50)
            try await fixture.capture(part, vocabularies: events.isEmpty ? Self.hierarchy : [])
            events += part
        }
        let stored = try await fixture.stored(events)
        #expect(stored.count == events.count)
        var generator = SeededGenerator(seed: seed &* 977)
        for round in 0..<250 {
            var parameters: [String: RandomParameter] = [:]
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let parameter = RandomParameter.next(&generator, among: stored)
                parameters[parameter.argument.name] = parameter
            }
            let byRecordTime = Bool.random(using: &generator)
            let isAscending = Bool.random(using: &generator)
            let order = [
                QueryArgument("orderBy", [byRecordTime ? "recordTime" : "eventTime"]),
                QueryArgument("orderDirection", [isAscending ? "ASC" : "DESC"]),
            ]
            let expected = stored.filter { event in parameters.values.allSatisfy { $0.holds(event) } }
                .sorted { left, right in
                    let (one, two) = isAscending ? (left, right) : (right, left)
                    return byRecordTime ? one.recordTime < two.recordTime : one.number < two.number
                }.map(\.eventID)
            let arguments = parameters.values.map(\.argument) + order
            let found = try await fixture.answer(
                arguments,
                size: [7, 1000].randomElement(using: &generator) ?? 7
            )
            #expect(found == expected, "seed \(seed), round \(round): \(arguments)")
        }
    }

    @Test(
        "Pages show what the ledger held at the first of them, whatever is captured meanwhile",
        arguments: ["eventTime", "recordTime", "ex:grade"],
        ["ASC", "DESC"]
    )
    func pagesStayTrue(key: String, direction: String) async throws {
        let fixture = try await QueryFixture()
        var random = RandomEvents(seed: 11)
        let events = random.next(120)
        try await fixture.capture(events)
        let arguments = [QueryArgument("orderBy", [key]), QueryArgument("orderDirection", [direction])]
        let before = try await fixture.answer(arguments)
        var later = RandomEvents(seed: 12)
        let paged = try await fixture.answer(arguments, size: 9) { try await fixture.capture(later.next(3)) }
        #expect(paged == before)
        #expect(Set(paged) == Set(events.compactMap(\.eventID)))
        #expect(paged.count == events.count)
    }

    @Test("Events are ordered by an extension field, those without it last")
    func ordersByField() async throws {
        let fixture = try await QueryFixture()
        var random = RandomEvents(seed: 5)
        let events = random.next(60)
        try await fixture.capture(events)
        let stored = try await fixture.stored(events)
        for isDescending in [true, false] {
            let ids = try await fixture.answer(
                [
                    QueryArgument("orderBy", ["ex:grade"]),
                    QueryArgument("orderDirection", [isDescending ? "DESC" : "ASC"]),
                ],
                size: 11
            )
            let grades = ids.map { id in
                stored.first { $0.eventID == id }?.event.extensions.first { $0.name.local == "grade" }?.value
                    .scalars.first
                    .flatMap(Double.init)
            }
            let present = grades.compactMap(\.self)
            #expect(Array(grades.prefix(present.count)) == present)
            #expect(present == present.sorted { isDescending ? $0 > $1 : $0 < $1 })
        }
    }

    @Test("eventCountLimit ends an answer over all pages, maxEventCount refuses one that is longer")
    func countsAreBounded() async throws {
        let fixture = try await QueryFixture()
        var random = RandomEvents(seed: 6)
        try await fixture.capture(random.next(40))
        let limited = [QueryArgument("orderBy", ["eventTime"]), QueryArgument("eventCountLimit", ["25"])]
        #expect(try await fixture.answer(limited, size: 10).count == 25)
        #expect(try await fixture.answer([QueryArgument("maxEventCount", ["40"])], size: 10).count == 40)
        let error = await #expect(throws: QueryError.self) {
            try await fixture.answer([QueryArgument("maxEventCount", ["39"])])
        }
        #expect(error?.code == .tooLarge)
    }

    @Test("A query that looks at too much is refused")
    func workIsBounded() async throws {
        let fixture = try await QueryFixture()
        var random = RandomEvents(seed: 7)
        try await fixture.capture(random.next(200))
        let error = await #expect(throws: QueryError.self) {
            try await fixture.answer(
                [QueryArgument("EQ_deviceID", ["urn:x:none"])],
                limits: QueryLimits(bodies: 100)
            )
        }
        #expect(error?.code == .tooComplex)
        #expect(
            try await fixture.answer(
                [QueryArgument("EQ_bizStep", ["killing"])],
                limits: QueryLimits(bodies: 100)
            ).isEmpty
        )
    }

    @Test("A long link index is read in step with the order of events")
    func longIndexIsStepped() async throws {
        let fixture = try await QueryFixture()
        var random = RandomEvents(seed: 9)
        var events: [Event] = []
        for _ in 0..<4 {
            var part = random.next(3000)
            for index in part.indices {
                part[index].readPoint = Location(id: RandomEvents.places[index % 2].urn)
            }
            try await fixture.capture(part)
            events += part
        }
        let ids = RandomEvents.places[0...1].map(\.urn)
        let found = try await fixture.answer([QueryArgument("EQ_readPoint", ids)], size: 1000)
        #expect(found.count == events.count)
        #expect(Set(found).count == events.count)
    }

    @Test(
        "Master data attributes select events",
        arguments: [
            ("HASATTR_bizLocation", "urn:epcglobal:cbv:mda#city", true),
            ("HASATTR_bizLocation", "cbvmda:city", true),
            ("HASATTR_bizLocation", "urn:epcglobal:cbv:mda#street", false),
            ("EQATTR_bizLocation_urn:epcglobal:cbv:mda#city", "Haikou", true),
            ("EQ_ATTR_bizLocation_city", "Haikou", true), ("EQATTR_bizLocation_cbvmda:city", "Sanya", false),
            ("HASATTR_readPoint", "urn:epcglobal:cbv:mda#city", false),
        ]
    )
    func attributesSelect(name: String, value: String, isFound: Bool) async throws {
        let fixture = try await QueryFixture()
        var event = Event(
            type: .object,
            eventTime: Timestamp(milliseconds: RandomEvents.start),
            timeZoneOffset: "+08:00"
        )
        event.action = .observe
        event.epcs = [RandomEvents.serials[0].urn]
        event.bizLocation = Location(id: RandomEvents.places[0].urn)
        event.readPoint = Location(id: RandomEvents.places[3].urn)
        try await fixture.capture([event], vocabularies: Self.hierarchy)
        #expect(try await fixture.answer([QueryArgument(name, [value])]).count == (isFound ? 1 : 0))
    }
}
