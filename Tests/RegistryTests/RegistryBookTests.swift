// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Registry
import Testing

@Suite("The registry")
struct RegistryBookTests {
    private let shop = TestRegistry.shop
    private let licence = "urn:qiongsu:document:food-business:JY15308250014109"

    @Test("What was true at an event's time stays answerable after it changed")
    func versions() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(TestRegistry.subject())
        try await registry.record(TestRegistry.subject(types: #""wholesale-market""#, from: "2020-01-01"))
        #expect(registry.types(of: shop, at: noon("2019-12-31")) == ["retailer"])
        #expect(registry.types(of: shop, at: noon("2020-01-01")) == ["wholesale-market"])
        #expect(registry.types(of: shop, at: noon("2016-09-30")) == nil)
        #expect(registry.types(of: "urn:qiongsu:uscc:9144030071526726XG", at: noon("2020-01-01")) == nil)
    }

    @Test(
        "Whose filing is not in force is nobody to the rules",
        arguments: [("draft", false), ("filed", true), ("suspended", false), ("ended", false)]
    )
    func filing(state: String, counts: Bool) async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(TestRegistry.subject(filing: state))
        #expect((registry.types(of: shop, at: noon("2020-01-01")) != nil) == counts)
        #expect(registry.subject(shop, at: noon("2020-01-01"))?.value.filing.rawValue == state)
    }

    @Test("Nothing is overwritten: a correction leaves what was known before")
    func corrections() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(TestRegistry.licence())
        let before = registry.position
        try await registry.record(TestRegistry.licence(until: "2025-05-01"))
        #expect(registry.holds("food-business", shop, at: noon("2025-04-30")))
        #expect(!registry.holds("food-business", shop, at: noon("2025-05-01")))
        #expect(registry.licence(licence, at: noon("2025-05-01")) == nil)
        #expect(registry.licence(licence, at: noon("2025-05-01"), known: before)?.value.holder == shop)
    }

    @Test("Recording the same again changes nothing, also after a restart")
    func repeats() async throws {
        let database = try TestLedger.database()
        let first = try await TestRegistry.make(database)
        let lines = RegistryImportTests.right.joined(separator: "\n")
        let stored = try await first.record(lines)
        #expect(stored.stored == RegistryImportTests.right.count && stored.repeated == 0)
        let position = first.position
        let second = try await TestRegistry.make(database)
        #expect(second.position == position)
        let again = try await second.record(TestRegistry.subject())
        #expect(again.stored == 0 && again.repeated == 1)
        for kind in RegistryEntry.Kind.allCases {
            #expect(first.ids(of: kind) == second.ids(of: kind) && !first.ids(of: kind).isEmpty)
            for id in first.ids(of: kind) {
                let (one, other) = (
                    first.entry(kind, id, at: noon("2026-01-01")),
                    second.entry(kind, id, at: noon("2026-01-01"))
                )
                #expect(one?.entry == other?.entry && one?.recordedAt == other?.recordedAt && one != nil)
            }
        }
    }

    @Test("A licence is its holder's and nobody else's, and passes to another only from a day on")
    func holders() async throws {
        let registry = try await TestRegistry.make()
        let coop = TestRegistry.coop
        try await registry.record(TestRegistry.licence())
        #expect(registry.holds("food-business", shop, at: noon("2025-01-01")))
        #expect(!registry.holds("food-business", coop, at: noon("2025-01-01")))
        #expect(!registry.holds("food-production", shop, at: noon("2025-01-01")))
        try await registry.record(TestRegistry.licence(holder: coop, from: "2025-06-01"))
        #expect(registry.holds("food-business", shop, at: noon("2025-05-31")))
        #expect(!registry.holds("food-business", shop, at: noon("2025-06-01")))
        #expect(registry.holds("food-business", coop, at: noon("2025-06-01")))
        #expect(registry.licences(of: shop, at: noon("2025-06-01")).isEmpty)
        #expect(
            registry.licences(of: coop, at: noon("2025-06-01")).map(\.value.number) == ["JY15308250014109"]
        )
    }

    @Test("A permit tells its holder and how much it allows, while it is valid")
    func permits() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(TestRegistry.licence("T-1", type: "special-drug", quantity: 500))
        let permit = registry.permit("special-drug", number: "T-1", at: noon("2025-01-01"))
        #expect(permit == Permit(holder: shop, quantity: 500))
        #expect(registry.permit("special-drug", number: "T-2", at: noon("2025-01-01")) == nil)
        #expect(registry.permit("food-business", number: "T-1", at: noon("2025-01-01")) == nil)
        #expect(registry.permit("special-drug", number: "T-1", at: noon("2029-01-01")) == nil)
    }

    @Test(
        "A permit is found by its number however it is written",
        arguments: ["JY15308250014109", "jy15308250014109", "JY1 5308 2500 1410 9"]
    )
    func writtenNumbers(number: String) async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(TestRegistry.licence())
        #expect(registry.permit("food-business", number: number, at: noon("2025-01-01"))?.holder == shop)
        #expect(registry.permit("food-business", number: number + "1", at: noon("2025-01-01")) == nil)
    }

    @Test("A text is recorded part by part")
    func parts() async throws {
        let registry = try await TestRegistry.make()
        let lines = (0..<10_001).map {
            #"{"kind":"place","id":"urn:qiongsu:place:P\#($0)","name":"外","region":"440100","from":"2010-01-01"}"#
        }
        let read = RegistryImport(
            Array(lines.joined(separator: "\n").utf8),
            book: registry.profiles,
            regions: registry.regions
        )
        let recorded = try await registry.record(read)
        #expect(recorded.stored == 10_001 && registry.ids(of: .place).count == 10_001)
        #expect(try await registry.record(read).repeated == 10_001)
    }

    @Test("A region is told by the code that is in force at the time")
    func regions() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(
            TestRegistry.subject(region: "469003", from: "2010-01-01"),
            #"{"kind":"place","id":"urn:qiongsu:place:OUT","name":"外","region":"440100","from":"2010-01-01"}"#
        )
        #expect(registry.region(of: shop, at: noon("2014-01-01")) == "469003")
        #expect(registry.region(of: shop, at: noon("2016-01-01")) == "460400")
        #expect(registry.region(of: "urn:qiongsu:place:OUT", at: noon("2016-01-01")) == "440100")
        #expect(registry.region(of: "urn:qiongsu:place:NONE", at: noon("2016-01-01")) == nil)
    }

    @Test("A place holds so much of a kind, else what it holds of any")
    func capacity() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(RegistryImportTests.right[6])
        let place = "urn:qiongsu:place:P1"
        #expect(registry.capacity(of: place, kind: "hot", at: noon("2021-01-01")) == 20.5)
        #expect(registry.capacity(of: place, kind: "cold", at: noon("2021-01-01")) == 500)
        #expect(registry.capacity(of: place, kind: nil, at: noon("2021-01-01")) == 500)
        #expect(registry.capacity(of: place, kind: nil, at: noon("2020-02-28")) == nil)
        #expect(registry.places(of: shop, at: noon("2021-01-01")).map(\.value.id) == [place])
    }

    @Test("What another process records is seen after a refresh, once")
    func refresh() async throws {
        let database = try TestLedger.database()
        let (here, there) = (try await TestRegistry.make(database), try await TestRegistry.make(database))
        try await there.record(TestRegistry.subject(), TestRegistry.licence())
        #expect(here.types(of: shop, at: noon("2026-01-01")) == nil)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await here.refresh() } }
            try await group.waitForAll()
        }
        #expect(here.types(of: shop, at: noon("2026-01-01")) == ["retailer"])
        #expect(here.licences(of: shop, at: noon("2026-01-01")).count == 1)
        #expect(here.position == there.position)
    }

    @Test("What another process records is taken in as it is recorded")
    func following() async throws {
        let (mine, other) = try TestLedger.sharedDatabases()
        let (here, there) = (try await TestRegistry.make(mine), try await TestRegistry.make(other))
        let following = Task { await here.follow { Issue.record($0) } }
        try await there.record(TestRegistry.subject())
        while here.types(of: shop, at: noon("2026-01-01")) == nil { await Task.yield() }
        following.cancel()
        await following.value
    }

    @Test("Changes name who and what they are about, and from when on")
    func changes() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(TestRegistry.licence())
        let start = try await registry.changes(after: 0)
        #expect(
            start.keys == [licence: noon("2024-01-01") - 43_200_000, shop: noon("2024-01-01") - 43_200_000]
        )
        #expect(
            try await registry.changes(after: start.position)
                == PartyChanges(position: start.position, keys: [:])
        )
        try await registry.record(
            TestRegistry.licence(holder: TestRegistry.coop, from: "2025-06-01"),
            #"{"kind":"place","id":"urn:qiongsu:place:X","name":"外","region":"440100","from":"2025-07-01"}"#
        )
        let next = try await registry.changes(after: start.position)
        let (june, july) = (noon("2025-06-01") - 43_200_000, noon("2025-07-01") - 43_200_000)
        #expect(
            next.keys == [
                licence: june, shop: june, TestRegistry.coop: june, "urn:qiongsu:place:X": july,
            ]
        )
    }

    @Test("Terms of licences are told for holders whose filing is in force")
    func terms() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(
            TestRegistry.subject(until: "2026-01-01"),
            TestRegistry.licence(),
            TestRegistry.licence(from: "2028-12-01", until: "2033-01-01"),
            TestRegistry.licence("JY15308250014117", from: "2020-01-01", until: "2020-01-01"),
            TestRegistry.licence("X1", type: "organic", holder: TestRegistry.coop)
        )
        let terms = registry.licenceTerms(at: noon("2025-01-01"))
        #expect(terms.count == 2 && Set(terms.map(\.holder)) == [shop])
        #expect(registry.licenceTerms(at: noon("2026-01-01")).isEmpty)
    }

    @Test("Answers come quickly enough for every record")
    func speed() async throws {
        let registry = try await TestRegistry.make()
        try await registry.record(TestRegistry.subject(), TestRegistry.licence())
        let time = noon("2025-01-01")
        let took = ContinuousClock().measure {
            for _ in 0..<10_000 { #expect(registry.holds("food-business", shop, at: time)) }
        }
        // A debug build on a busy machine; a release build takes a tenth.
        #expect(took < .seconds(5))
    }
}
