// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import Testing
import TraceCodes

@Suite("Loading of chain profiles")
struct ProfileLoadingTests {
    @Test("Every profile of the program loads, with names in both languages")
    func embedded() throws {
        let book = try ProfileBook.embedded()
        #expect(book.ids.count >= 25)
        for profile in book.current {
            #expect(!profile.name.zh.isEmpty && !profile.name.en.isEmpty)
            #expect(!profile.stages.isEmpty && !profile.lead.isEmpty)
        }
    }

    @Test("Every code scheme that a profile names exists")
    func schemes() throws {
        let known = Set(CodeSchemeRegistry.standard.entries.map(\.scheme.id))
        for profile in try ProfileBook.embedded().current {
            for scheme in profile.unit.codes + profile.stages.flatMap({ $0.elements.flatMap(\.schemes) }) {
                #expect(known.contains(scheme), "\(profile.id): \(scheme)")
            }
        }
    }

    @Test("Every reason of a finding and of a faulty field has its words in both languages")
    func words() throws {
        let messages = Set(try ProfileBook.embedded().reference.messages.map(\.id))
        for reason in Finding.Reason.allCases { #expect(messages.contains(reason.rawValue)) }
        for reason in RecordFault.Reason.allCases { #expect(messages.contains(reason.rawValue)) }
    }

    @Test("Every state of an asset has its name in both languages")
    func states() throws {
        let book = try ProfileBook.embedded()
        let named = Set(book.reference.messages.map(\.id))
        for stage in book.current.flatMap(\.stages) {
            for state in [stage.state].compactMap(\.self) + stage.allowedIn {
                #expect(named.contains("state-" + state), "\(stage.reference): \(state)")
            }
        }
    }

    @Test("A new category is one file")
    func newCategory() throws {
        let book = try ProfileBook.embedded(adding: [
            .init(name: "new.yaml", text: Self.text, isReference: false)
        ])
        #expect(book.profile("new-thing")?.stages.count == 2)
        #expect(book.stage("new-thing/felling", at: 1_800_000_000_000)?.name.en == "Felling")
        #expect(book.stage("new-thing/felling", at: 0) == nil)
    }

    @Test(
        "A mistake is told with its line",
        arguments: [
            ("from: 2026-01-01", "from: 2026-13-01", 2, "is not a day"),
            ("{zh: 新物, en: New thing}", "{zh: 新物}", 4, "translation is missing"),
            ("industry: edible-agricultural-products", "industry: nothing", 3, "not in the reference data"),
            ("after: [felling]", "after: [sawing]", 15, "can never happen"),
            ("after: [felling]", "after: [planting]", 15, "there is no stage"),
            ("step: receiving", "step: dancing", 19, "no business step"),
            ("kind: expiry", "kind: dance", 22, "is no rule kind"),
            ("id: FD-01", "id: XX-01", 22, "not in the reference data"),
            ("actor: {types: [grower]}", "actr: {}", 9, "is missing"),
            (
                "lead: [agriculture]\n", "lead: [agriculture]\npublic: {name: expires-on, order: [sawing]}\n",
                6,
                "“expires-on” is none"
            ),
            ("name: {zh: 新物, en: New thing}", "name: {zh: {新物}, en: [New}", 4, "expected"),
        ]
    )
    func mistakes(right: String, wrong: String, line: Int, reason: String) throws {
        let range = try #require(Self.text.range(of: right))
        let text = Self.text.replacingCharacters(in: range, with: wrong)
        do {
            _ = try ProfileBook.embedded(adding: [.init(name: "new.yaml", text: text, isReference: false)])
            Issue.record("it was loaded")
        } catch let invalid as InvalidProfiles {
            let told = invalid.faults.filter { $0.file == "new.yaml" && $0.reason.contains(reason) }
            #expect(told.contains { $0.line == line }, "\(invalid)")
        }
    }

    private static let text = """
        profile: new-thing
        from: 2026-01-01
        industry: edible-agricultural-products
        name: {zh: 新物, en: New thing}
        lead: [agriculture]
        unit: {kind: lot, codes: [hn]}

        stages:
          - id: felling
            name: {zh: 采伐, en: Felling}
            actor: {types: [grower]}
            event: {type: ObjectEvent, action: ADD, step: commissioning}
            units: {level: lot, measure: KGM}

          - id: sawing
            name: {zh: 锯切, en: Sawing}
            after: [felling]
            actor: {types: [packing-house]}
            event: {type: ObjectEvent, action: OBSERVE, step: receiving}
            units: {level: lot, measure: KGM}
            rules:
              - {id: FD-01, kind: expiry, element: expires-on}
        """
}
