// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import WebAPI

@testable import WebPages

@Suite("Pages of the standard")
struct StandardPageTests {
    private static let book: ProfileBook = {
        do { return try ProfileBook.embedded() } catch { fatalError("\(error)") }
    }()

    private static func html(_ subject: StandardSubject, _ language: PageLanguage) throws -> String {
        let writer = try PageWriter(assetFolder: nil)
        let page = writer.standard(subject, book, PageRequest(path: "/standards", language: language))
        #expect(page.status == 200)
        return String(decoding: page.html, as: UTF8.self)
    }

    @Test("The index leads to every category in the page's language", arguments: PageLanguage.allCases)
    func index(language: PageLanguage) throws {
        let html = try Self.html(.index, language)
        for profile in Self.book.current {
            let address = "/standards/\(profile.id)" + (language == .english ? "?lang=en" : "")
            #expect(html.contains("href=\"\(address)\""), "\(address)")
        }
    }

    @Test("The page of a category holds every stage, element, document and rule", arguments: book.ids)
    func profile(id: String) throws {
        let profile = try #require(Self.book.profile(id))
        let html = try Self.html(.profile(profile), .english)
        for section in ["S1", "S2", "S3", "S4", "S5"] { #expect(html.contains("id=\"\(section)\"")) }
        for stage in profile.stages {
            for anchor in ["stage", "format"] { #expect(html.contains("id=\"\(anchor)-\(stage.id)\"")) }
            for name in stage.elements.map(\.id) + stage.documents.map(\.type) + stage.rules.map(\.alarm) {
                #expect(html.contains("<code>\(name)</code>"), "\(stage.reference): \(name)")
            }
            for file in StandardAddress.File.allCases {
                #expect(html.contains(StandardAddress.file(file, stage, profile)))
            }
        }
        #expect(!html.contains("{{") && !html.contains("[["))
    }

    @Test("Links to files stay without language, those to pages keep it")
    func links() throws {
        let html = try Self.html(.codes, .english)
        #expect(html.contains("href=\"/standards/codes.json\""))
        #expect(html.contains("href=\"/standards?lang=en\""))
    }
}
