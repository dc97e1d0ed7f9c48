// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import Testing
import TraceText

@Suite("The standard in words")
struct StandardTextTests {
    private static let book: ProfileBook = {
        do { return try ProfileBook.embedded() } catch { fatalError("\(error)") }
    }()
    private static let profiles = book.current.map(\.id)

    @Test("Every standard is told in both languages, with no word missing", arguments: profiles)
    func words(id: String) throws {
        let profile = try #require(Self.book.profile(id))
        for language in LocalName.Language.allCases {
            let document = StandardTeller(profile, StandardWords(Self.book, language)).document
            let text = document.text(.markdown)
            for section in ["S1", "S2", "S3", "S4", "S5", "rules", "public", "lists"] {
                #expect(document.sections.contains { $0.id == section }, "\(section)")
            }
            for stage in profile.stages { #expect(text.contains(stage.id)) }
            Self.expectWhole(text, "\(id), \(language.rawValue)")
        }
    }

    @Test("The lists that all standards share have no word missing", arguments: LocalName.Language.allCases)
    func sharedWords(language: LocalName.Language) {
        let words = StandardWords(Self.book, language)
        let documents = [
            IndexTeller(words).index, IndexTeller(words).reference, SchemeTeller(words).document,
        ]
        for document in documents { Self.expectWhole(document.text(.terminal), document.title) }
    }

    @Test("Every rule says in both languages what it checks, naming what it is about", arguments: profiles)
    func sentences(id: String) throws {
        let (chinese, english) = (StandardWords(Self.book, .chinese), StandardWords(Self.book, .english))
        for stage in try #require(Self.book.profile(id)).stages {
            for rule in stage.rules {
                let (zh, en) = (chinese.sentence(rule, of: stage), english.sentence(rule, of: stage))
                #expect(zh.hasSuffix("。") && en.hasSuffix("."), "\(zh) \(en)")
                let isChinese = { (text: String) in
                    text.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
                }
                #expect(isChinese(zh) && !isChinese(en), "\(zh) \(en)")
                #expect(!zh.contains("“”") && !en.contains("“”"), "\(zh) \(en)")
            }
        }
    }

    @Test(
        "Lengths of time in findings are told in the reader's language",
        arguments: [
            ("40 minutes", "40 分钟"), ("≤ 1 day", "≤ 1 天"), ("≥ 12 months", "≥ 12 个月"),
            ("1.5 hours", "1.5 小时"),
            ("good days", "good days"),
        ]
    )
    func durations(english: String, chinese: String) {
        let words = Self.book.words("too-long", value: english, expected: english)
        #expect(words.zh.contains(chinese) && words.en.contains(english), "\(words)")
    }

    @Test("A rule's sentence holds its thresholds")
    func thresholds() throws {
        let stage = try #require(Self.book.profile("lift")?.stage("maintenance"))
        let said = stage.rules.map { StandardWords(Self.book, .english).sentence($0, of: stage) }
        for part in [
            "Within 15 days", "no less than 20 minutes", "at least 7 mm", "Where “Annex of the maintenance",
        ] {
            #expect(said.contains { $0.contains(part) }, "\(part)")
        }
    }

    @Test("The table of rule kinds in the documentation is the set of kinds that there are")
    func documentedKinds() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "Documentation/Profiles.md"), encoding: .utf8)
        let kinds = page.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("| `"), line.split(separator: "|").count >= 3 else { return nil }
            return line.dropFirst(3).split(separator: "`").first.map(String.init)
        }
        #expect(Set(kinds) == RuleKind.names)
        #expect(kinds.count == RuleKind.names.count, "no kind stands twice")
    }

    @Test("The JSON of a profile holds every stage, element and rule, and every rule kind its parameters")
    func json() throws {
        for profile in Self.book.current {
            var writer = JSONWriter()
            StandardJSON(Self.book).write(profile, to: &writer)
            let root = try JSONDocument(parsing: writer.bytes).root
            let stages = root["stages"]?.elements.map(\.self) ?? []
            #expect(stages.count == profile.stages.count)
            for (json, stage) in zip(stages, profile.stages) {
                #expect(json["elements"]?.count == stage.elements.count)
                #expect(json["rules"]?.count == stage.rules.count)
                for rule in json["rules"]?.elements.map(\.self) ?? []
                where rule["kind"]?.string != "unique-link" {
                    #expect((rule["parameters"]?.count ?? 0) > 0, "\(stage.reference)")
                }
            }
        }
    }

    @Test("The published YAML of a profile, read again, is the profile", arguments: profiles)
    func yaml(id: String) throws {
        let profile = try #require(Self.book.profile(id))
        let others = ProfileBook.embeddedSources.filter { !$0.name.hasSuffix("/\(id).yaml") }
        let again = try ProfileBook(
            reading: others + [.init(name: "again.yaml", text: profile.source, isReference: false)]
        )
        #expect(again.profile(id)?.stages.map(\.reference) == profile.stages.map(\.reference))
        #expect(again.profile(id)?.from == profile.from)
    }

    /// No key of the reference data in place of its text, no value left open, no Chinese name in braces.
    private static func expectWhole(_ text: String, _ place: String) {
        let families = [
            "std", "type", "class", "unit-kind", "code-part", "code-check", "alphabet", "level", "effect",
            "region",
            "scheme", "word", "span", "quota",
        ]
        let known = RuleKind.names
        let missing = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }).map(
            String.init
        )
        .filter { word in families.contains { word.hasPrefix($0 + "-") } && !known.contains(word) }
        #expect(missing.isEmpty, "\(place): \(missing)")
        #expect(!text.contains("“”"), "\(place)")
    }
}
