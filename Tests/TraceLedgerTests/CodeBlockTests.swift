// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Testing
import TraceCodes
import TraceEvents
import TraceTesting

@testable import TraceLedger

@Suite("Blocks of codes in the index")
struct CodeBlockTests {
    private static let product = "https://id.gs1.org/01/06901234567892/21/"

    private static func entries(_ event: Event, joinsBlocks: Bool = true) -> [LinkKey: LinkRole] {
        let links = EventLinks(of: event, eventID: "urn:x:1", joinsBlocks: joinsBlocks).links
        return Dictionary(uniqueKeysWithValues: links.map { ($0.key, $0.role) })
    }

    @Test("Ten thousand serials in a row cost forty rows at most, wherever they begin", arguments: 1...20)
    func few(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let first = seed == 1 ? 20_000 : Int.random(in: 10_000..<80_000, using: &random)
        let codes = (first..<first + 10_000).map { "\(Self.product)\($0)" }.shuffled(using: &random)
        #expect(Self.entries(.seen(codes, at: 0)).count <= (seed == 1 ? 11 : 40))
    }

    @Test("Random serials cost a row each, and no mark")
    func random() {
        var random = SeededGenerator(seed: 1)
        let codes = (0..<3500).map { _ in
            "\(Self.product)\(UInt64.random(in: 0...UInt64.max, using: &random))"
        }
        let links = EventLinks(of: .seen(codes, at: 0), eventID: "urn:x:1")
        #expect(links.links.count == 3501 && links.blockMarks.isEmpty)
    }

    @Test(
        "A run joins what is a full ten of one role and one length",
        arguments: [
            (Array(0...9), 1), (Array(0...8), 9), (Array(1...10), 10), (Array(10...19), 1),
            (Array(5...24), 11),
            (Array(100...199), 1), (Array(0...99), 10), (Array(1000...1999), 1), (Array(0...9) + [3], 1),
        ]
    )
    func joins(numbers: [Int], rows: Int) {
        let entries = Self.entries(.seen(numbers.map { "\(Self.product)\($0)" }, at: 0))
        #expect(entries.count == rows + 1)
    }

    @Test("What is in the event in another role too keeps its own row, and so do the others of its ten")
    func roles() {
        let codes = (0..<30).map { "\(Self.product)5\($0 < 10 ? "0" : "")\($0)" }
        let event = Event.at(0, .aggregation) {
            ($0.parentID, $0.childEPCs, $0.action) = (codes[12], codes, .add)
        }
        let entries = Self.entries(event)
        #expect(entries.count == 1 + 1 + 10 + 1)
        #expect(entries[LinkKey(codes[12])] == [.parent, .childEPC])
        #expect(entries[LinkKey(codes[13])] == .childEPC)
        #expect(entries[LinkKey(codes[3])] == nil)
    }

    @Test("A look-up of a code whose product has no blocks asks for nothing beside it")
    func spared() async throws {
        let ledger = try await TestLedger.make()
        let codes = (0..<100).map { "\(Self.product)\($0)" }
        _ = try await ledger.capture(
            [.seen(codes, at: 0), .seen(["urn:x:1"], at: 1)],
            behaviour: .rollback,
            caller: .operator
        )
        func count(_ code: String, _ roles: LinkRole) async throws -> Int {
            try await ledger.read { reader in
                try reader.blocks(around: [LinkKey(code)], named: { _ in code }, roles).map(\.count).reduce(
                    0,
                    +
                )
            }
        }
        #expect(try await count("urn:x:1", .unit) == 0)
        #expect(try await count(codes[57], .unit) == 2)
        #expect(try await count(codes[57], .readPoint) == 0)
    }

    @Test("A product has one mark, whoever captures its blocks, and again after a rebuild")
    func marks() async throws {
        let ledger = try await TestLedger.make()
        for start in [0, 0, 50] {
            let codes = (start..<start + 10).map { "\(Self.product)\($0)" }
            _ = try await ledger.capture(
                [.seen(codes, at: start), .seen(codes, at: start + 1)],
                behaviour: .rollback,
                caller: .operator
            )
        }
        // Of each of four events its ID and its block.
        let rows = 4 * 2 + 1
        #expect(try await TestLedger.indexRows(of: ledger) == rows)
        try await ledger.rebuild()
        #expect(try await TestLedger.indexRows(of: ledger) == rows)
    }
}

/// Every question about codes, whatever the form of the index, beside a look at all events.
@Suite("Questions about runs of codes")
struct RangeQuestionTests {
    private struct Scene {
        let ledger: Ledger
        let events: [StoredEvent]
        /// What each of them names, by a look at it.
        let units: [[String: LinkRole]]
        let questions: [String]
        var random: SeededGenerator

        init(_ seed: UInt64, _ form: IndexForm, events count: Int = 30) async throws {
            var source = RangeEvents(seed: seed)
            let made = source.next(count)
            ledger = try await TestLedger.make()
            // Some come together, some one by one.
            for part in [made[..<10], made[10..<(count - 1)], made[(count - 1)...]] {
                for case .refused(let faults) in try await ledger.capture(
                    Array(part),
                    behaviour: .proceed,
                    caller: .operator
                ) { Issue.record("\(faults)") }
            }
            try await TestLedger.give(ledger, form)
            events = try await ledger.read { reader in
                try reader.events(reader.captured(after: 0, through: .max, limit: 100).map(\.number))
            }
            units = events.map { stored in
                Dictionary(stored.event.units.map { ($0.code, $0.role) }) { $0.union($1) }
            }
            questions = source.questions(about: made, 200)
            random = SeededGenerator(seed: seed)
        }

        /// What an index must say of a code, by a look at all events.
        func entries(_ code: String, _ roles: LinkRole = .unit, _ window: ClosedRange<EventNumber>? = nil)
            -> [EventLink]
        {
            zip(events, units).compactMap { stored, units in
                guard let role = units[code], !role.isDisjoint(with: roles),
                    window?.contains(stored.number) ?? true
                else { return nil }
                return EventLink(key: LinkKey(code), number: stored.number, role: role)
            }
        }
    }

    private static let roles: [LinkRole] = [
        .unit, .epc, [.childEPC, .inputEPC], [.parent, .mention], .output,
    ]

    @Test("An index says what the events say", arguments: 1...4, IndexForm.allCases)
    func entries(seed: UInt64, form: IndexForm) async throws {
        var scene = try await Scene(seed, form)
        for roles in Self.roles {
            let first = scene.events[Int.random(in: 0..<10, using: &scene.random)].number
            let last = scene.events[Int.random(in: 20..<30, using: &scene.random)].number
            let expected = scene.questions.flatMap { scene.entries($0, roles, first...last) }
                .sorted { ($0.key.rawValue, $0.number) < ($1.key.rawValue, $1.number) }
            let found = try await scene.ledger.read { [scene] in
                try $0.links(of: scene.questions.map { Sought($0) }, roles: roles, from: first, through: last)
            }
            #expect(found == expected, "seed \(seed), roles \(roles)")
        }
        let (newestFirst, limit) = (
            Bool.random(using: &scene.random), Int.random(in: 1...5, using: &scene.random)
        )
        try await scene.ledger.read { [scene] reader in
            for code in scene.questions {
                let all = newestFirst ? scene.entries(code).reversed() : scene.entries(code)
                for limit in [limit, .max] {
                    let found = try reader.links(
                        of: Sought(code),
                        roles: .unit,
                        newestFirst: newestFirst,
                        limit: limit
                    )
                    #expect(found == Array(all.prefix(limit)), "seed \(seed), \(code)")
                }
                #expect(try reader.names(code, roles: .unit) == !all.isEmpty)
            }
        }
    }

    @Test("Queries find what a look at all events finds", arguments: 1...4, IndexForm.allCases)
    func queries(seed: UInt64, form: IndexForm) async throws {
        let scene = try await Scene(seed, form)
        let newest = Array(scene.events.reversed())
        func answer(_ name: String, _ value: String) async throws -> [String] {
            let query = try EventQuery([QueryArgument(name, [value])])
            return try await scene.ledger.read {
                try $0.page(of: query, PageRequirement(size: 100, now: 0)).events.map { $0.eventID }
            }
        }
        for code in scene.questions.prefix(60) where code.hasPrefix("https://") {
            func expected(_ roles: LinkRole) -> [String] {
                let numbers = Set(scene.entries(code, roles).map(\.number))
                return newest.filter { numbers.contains($0.number) }.map(\.eventID)
            }
            #expect(try await answer("MATCH_anyEPC", code) == expected(.unit), "seed \(seed), \(code)")
            #expect(
                try await answer("MATCH_epc", code) == expected([.epc, .childEPC]),
                "seed \(seed), \(code)"
            )
        }
        let ofProduct = newest.filter { stored in
            stored.event.units.contains { $0.code.hasPrefix("https://id.gs1.org/01/06901234567892/21/") }
        }
        #expect(
            try await answer("MATCH_anyEPC", "urn:epc:idpat:sgtin:6901234.056789.*")
                == ofProduct.map(\.eventID)
        )
    }

    @Test(
        "The list of EPCs has every code once, page by page, for whoever asks",
        arguments: 1...2,
        IndexForm.allCases
    )
    func lists(seed: UInt64, form: IndexForm) async throws {
        // A page looks at all codes of each event in it.
        let scene = try await Scene(seed, form, events: 12)
        let expected = Set(scene.events.flatMap { $0.event.units.map(\.code) })
        let limit = seed == 1 ? 73 : 150
        for audience in [Audience.operator, .public] {
            var (listed, position): ([String], EPCPosition?) = ([], nil)
            repeat {
                let page = try await scene.ledger.read(as: audience) { [position] in
                    // Debug builds on busy machines are slow.
                    try $0.epcs(after: position, limit: limit, limits: QueryLimits(time: .seconds(120)))
                }
                #expect(page.epcs.count == limit || page.next == nil)
                listed += page.epcs.map { CanonicalCode.canonical($0) }
                position = page.next.flatMap { EPCPosition($0.description) }
            } while position != nil
            #expect(listed.count == expected.count)
            #expect(Set(listed) == expected)
        }
        let questions = scene.questions
        let named = try await scene.ledger.read(as: .public) { reader in
            try questions.filter { try reader.names($0, roles: .unit) }
        }
        #expect(named == questions.filter(expected.contains))
    }

    @Test("Codes that a public reader finds in hidden events only are not listed")
    func hidden() async throws {
        let ledger = try await TestLedger.make()
        let codes = (0..<20).map { "https://id.gs1.org/01/06901234567892/21/\($0)" }
        // Of no profile that is known here.
        let stage = ExtensionField(
            name: ExtensionName(prefix: "qs", local: "stage", namespace: nil),
            value: .string("goods/stage")
        )
        var single = Event.seen([codes[12]], at: 1)
        single.extensions.append(stage)
        var ten = Event.seen(Array(codes[0..<10]), at: 2)
        ten.extensions.append(stage)
        _ = try await ledger.capture(
            [.seen(Array(codes[10...]), at: 0), single, ten],
            behaviour: .rollback,
            caller: .operator
        )
        let shown = try await ledger.read(as: .public) { try $0.epcs(after: nil, limit: 100).epcs }
        #expect(Set(shown) == Set(codes[10...]))
        let all = try await ledger.read { try $0.epcs(after: nil, limit: 100).epcs }
        #expect(Set(all) == Set(codes) && all.count == codes.count)
    }
}
