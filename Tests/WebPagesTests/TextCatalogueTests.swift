// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceEvents
import WebAPI

@testable import TraceGraph
@testable import WebPages

@Suite("Text catalogue")
struct TextCatalogueTests {
    private let catalogue = TextCatalogue.standard

    @Test("Every key has a text in both languages")
    func bothLanguages() {
        let chinese = catalogue.phrases(.chinese)
        let english = catalogue.phrases(.english)
        #expect(catalogue.keys.count > 300)
        for key in catalogue.keys {
            #expect(chinese.text(key)?.isEmpty == false, "\(key)")
            #expect(english.text(key)?.isEmpty == false, "\(key)")
        }
    }

    @Test("Both texts of a key have the same values to fill in")
    func samePlaceholders() {
        for key in catalogue.keys {
            let chinese = Self.placeholders(catalogue.phrases(.chinese)[key])
            for form in catalogue.phrases(.english)[key].split(separator: "|") where !key.hasPrefix("time.") {
                let english = Self.placeholders(String(form))
                #expect(english == chinese || english == chinese.subtracting(["n"]), "\(key)")
            }
        }
    }

    @Test("Chinese texts hold Chinese, English texts none, apart from names and numbers")
    func languages() {
        let free: Set<String> = ["site.other-language", "site.other-language.tag", "site.full-name"]
        for key in catalogue.keys where !free.contains(key) {
            let english = catalogue.phrases(.english)[key]
            #expect(!english.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }, "\(key)")
        }
    }

    @Test("Every business step and disposition of the vocabulary has a name in both languages")
    func vocabulary() {
        #expect(CBV.bizStep.words.count == 41)
        #expect(CBV.disposition.words.count == 33)
        for language in PageLanguage.allCases {
            let phrases = catalogue.phrases(language)
            for word in CBV.bizStep.words { #expect(phrases.text("bizstep.\(word)") != nil, "\(word)") }
            for word in CBV.disposition.words {
                #expect(phrases.text("disposition.\(word)") != nil, "\(word)")
            }
            for word in CBV.errorReason.words {
                #expect(phrases.text("error-reason.\(word)") != nil, "\(word)")
            }
        }
    }

    @Test("Every kind of fault, form, alphabet, gap, verdict and level has its text")
    func closedSets() {
        let keys =
            CodeError.Code.allCases.filter { $0 != .malformed }.map { "fault.\($0.rawValue)" }
            + CodeError.Form.allCases.map { "form.\($0.rawValue)" }
            + CodeError.Alphabet.allCases.map { "alphabet.\($0.rawValue)" }
            + TraceGap.Kind.allCases.flatMap { ["missing.\($0.rawValue)", "missing.\($0.rawValue).more"] }
            + Verdict.allCases.flatMap { ["verdict.\($0.rawValue)", "verdict.\($0.rawValue).text"] }
            + Level.allCases.map { "level.\($0.rawValue)" }
        for key in keys { #expect(catalogue.phrases(.chinese).text(key) != nil, "\(key)") }
        for entry in CodeSchemeRegistry.standard.entries {
            #expect(catalogue.phrases(.chinese).name(ofScheme: entry.scheme.id) != nil, "\(entry.scheme.id)")
        }
    }

    @Test("Templates name only texts and files that are there")
    func templates() throws {
        _ = try PageRenderer(assets: AssetShelf(folder: nil))
    }

    @Test("A template that names an unknown text is refused")
    func unknownText() {
        #expect(throws: TemplateError(template: "x", unknownKey: "no.such")) {
            try PageRenderer(templates: ["x": "<p>[[no.such]]</p>"], assets: AssetShelf(folder: nil))
        }
    }

    @Test("A line without three columns, or with a key that was there, is refused with its number")
    func faults() {
        #expect(throws: CatalogueError(reason: .columns, line: 2)) {
            try TextCatalogue(lines: "a\tb\tc\nd\te")
        }
        #expect(throws: CatalogueError(reason: .columns, line: 1)) { try TextCatalogue(lines: "a\t\tc") }
        #expect(throws: CatalogueError(reason: .repeatedKey, line: 3)) {
            try TextCatalogue(lines: "# x\na\tb\tc\na\tb\tc")
        }
    }

    @Test("An English text with two forms follows its number")
    func plural() {
        #expect(catalogue.phrases(.english).count("verdict.steps", 1) == "1 step")
        #expect(catalogue.phrases(.english).count("verdict.steps", 12) == "12 steps")
        #expect(catalogue.phrases(.chinese).count("verdict.steps", 12) == "12 个环节")
    }

    private static func placeholders(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "{").dropFirst().compactMap {
                $0.split(separator: "}").first.map(String.init)
            }
        )
    }
}
