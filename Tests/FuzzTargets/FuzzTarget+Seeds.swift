// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import Spreadsheets
import TraceTesting

extension FuzzTarget {
    /// What to begin with: texts of this project, and of the shared folder where it is there.
    package func seeds() throws -> [[UInt8]] {
        let own = try ownSeeds()
        let others = SharedData.isPresent ? try sharedSeeds() : []
        var seen: Set<[UInt8]> = []
        return (own + others).filter { !$0.isEmpty && $0.count <= longest && seen.insert($0).inserted }
    }

    /// Words that mean something to the decoder, for the fuzzer to put in.
    package var words: [String] {
        switch self {
        case .json: Self.jsonWords
        case .xml: Self.xmlWords
        case .link: ["https://id.gs1.org/", "/01/", "/10/", "/21/", "/414/", "?17=", "%", "gtin", "lot"]
        case .element: ["(01)", "(10)", "(21)", "(3103)", "(8200)", "(99)", "^", "\u{1d}", "\\("]
        case .code: ["urn:epc:id:", "urn:epc:class:", "urn:epc:idpat:", "]C1", "]d2", "]Q1", ".*", "/c/"]
        case .csv: ["\u{FEFF}", "\"\"", ";", "\t", "\r\n"]
        case .xlsx: ["PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "xl/workbook.xml"]
        case .sheet: Self.sheetWords
        case .yaml: Self.yamlWords
        }
    }

    private static let jsonWords = [
        "@context", "eventList", "ilmd", "sensorElementList", "1e400", "-0", "\\u0000", "\\ud800", "null",
        "2026-02-29T24:00:00Z", "+14:00", "urn:epc:id:sgtin:0614141.107346.2018", "rdfs:", "ext:", "[]", "{}",
    ]
    private static let xmlWords = [
        "<![CDATA[", "]]>", "<!--", "&#0;", "&#x1F4A9;", "xmlns:", "xsi:type", "xml:space=\"preserve\"",
        "<ilmd>", "<extension>", "urn:epcglobal:epcis:xsd:1", "urn:qiongsu:xml", "<?", "&amp;", "<!DOCTYPE",
    ]
    private static let sheetWords = [
        "<row r=\"", "<c r=\"", "t=\"s\"", "<v>", "_x0000_", "_xD800_", "1048576", "XFD1", "1E308", "-1",
        "18446744073709551615", "numFmtId=\"", "date1904=\"1\"", "formatCode=\"",
    ]
    private static let yamlWords = [
        "stages:", "elements:", "rules:", "kind:", "&a", "*a", "<<:", "!!int", "? ", "- ", "|", ">", "---",
        "99999999999999999999", ".inf", "event:", "after:", "days", "zh:", "en:",
    ]

    private func ownSeeds() throws -> [[UInt8]] {
        let book = try ProfileBook.embedded()
        let stages = book.current.flatMap { profile in profile.stages.map { (profile, $0) } }
        switch self {
        case .json:
            return try stages.map { try Example(of: $1, profile: $0, book: book).document() }
        case .csv:
            let tables = try stages.prefix(20).map { try RecordTemplate(of: $1, book: book).file(.csv) }
            let small = ["a,b\r\n1,\"2\"\"\"\n", "a;b\n\n;x\n", "a\tb\r\"x\ny\"\tc", "\u{FEFF}品名,数量\n芒果,3\n"]
            let utf16: [UInt8] = [0xFF, 0xFE, 0xC1, 0x54, 0x2C, 0x00, 0xA7, 0x4E, 0x0A, 0x00]
            let chinese: [UInt8] = [0xC6, 0xB7, 0xC3, 0xFB, 0x2C, 0x95, 0x34, 0xB2, 0x35, 0x0A]
            return tables + small.map { Array($0.utf8) } + [utf16, chinese]
        case .xlsx:
            var archive = StoredArchive()
            for part in SheetParts.all { archive.add(part.name, Array(part.text.utf8)) }
            let books = try stages.prefix(10).map { try RecordTemplate(of: $1, book: book).file(.xlsx) }
            return [archive.bytes()] + books
        case .sheet:
            return [
                Array(SheetParts.sheet.utf8), Array(SheetParts.all.map(\.text).joined(separator: "\0").utf8),
            ]
        case .yaml:
            return [Array(Specimen.profile.utf8)] + ProfileBook.embeddedSources.map { Array($0.text.utf8) }
        case .xml, .link, .element: return []
        case .code: return stages.flatMap { Self.codes(of: $0, $1, book) }
        }
    }

    private static func codes(of profile: Profile, _ stage: Stage, _ book: ProfileBook) -> [[UInt8]] {
        Example(of: stage, profile: profile, book: book).fields.flatMap { field in
            "\(field.value)".split { "\"[](), ".contains($0) }.map { Array($0.utf8) }
        }
    }

    private func sharedSeeds() throws -> [[UInt8]] {
        switch self {
        case .json: try Self.files(["json", "jsonld"])
        case .xml: try Self.files(["xml"])
        case .link: try Self.words { $0.hasPrefix("http") && $0.contains("/") }
        case .element: try Self.words { "(^".contains($0.prefix(1)) && $0.contains { $0.isNumber } }
        case .code: try Self.words { $0.hasPrefix("urn:epc:") || $0.hasPrefix("]") }
        case .csv, .xlsx, .sheet, .yaml: []
        }
    }

    private static func files(_ kinds: Set<String>) throws -> [[UInt8]] {
        let all = FileManager.default.enumerator(at: SharedData.epcis, includingPropertiesForKeys: nil)
        let files = (all?.compactMap { $0 as? URL } ?? []).filter { kinds.contains($0.pathExtension) }
        return try files.sorted { $0.path < $1.path }.map { [UInt8](try Data(contentsOf: $0)) }
    }

    /// Words of all files that look right, evenly chosen.
    private static func words(_ isWanted: (Substring) -> Bool) throws -> [[UInt8]] {
        var found: Set<Substring> = []
        for file in try files(["tsv", "json", "jsonld", "xml", "feature", "bru"]) {
            let text = String(decoding: file, as: UTF8.self)
            found.formUnion(text.split { "\"'<>,; \t\n\r".contains($0) }.filter(isWanted))
        }
        let sorted = found.sorted()
        return stride(from: 0, to: sorted.count, by: max(1, sorted.count / 2000)).map {
            Array(sorted[$0].utf8)
        }
    }
}
