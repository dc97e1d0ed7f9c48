// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceCodes
import TraceTesting

@Suite("GS1 syntax engine vectors", .enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
struct SyntaxEngineVectorTests {
    private static let folder = "gs1-syntax-engine-vectors/"

    /// Files that no test reads, and why.
    private static let notOffered = [
        "scandata_generate.tsv": "what a scanner sends for a symbol is the label printer's concern"
    ]

    private static let tested: Set = [
        "ai_error_markup.tsv", "ai_parse_bracketed.tsv", "ai_process_unbracketed.tsv",
        "ai_validate_associations.tsv", "dl_generate_uri.tsv", "dl_parse_uri.tsv", "dl_uri_escape.tsv",
        "dl_uri_unescape.tsv", "scandata_process.tsv",
    ]

    @Test("Every file of vectors is tested or named as not offered")
    func filesAreAccountedFor() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: SharedData.epcis.appending(path: Self.folder).path
        ).filter { $0.hasSuffix(".tsv") }
        #expect(Set(names) == Self.tested.union(Self.notOffered.keys))
    }

    /// The engine writes FNC1 as `^`.
    private static func caret(_ elements: ElementString) -> String {
        var text = ""
        var needsSeparator = true
        for element in elements.elements {
            text += (needsSeparator ? "^" : "") + element.identifier.digits + element.value
            needsSeparator = !element.identifier.isFixedLength
        }
        return text
    }

    private static func difference(
        _ found: Result<String, any Error>,
        _ row: [String],
        _ right: String
    ) -> String? {
        switch found {
        case .success(let text):
            row[0] == "pass" ? (text == right ? nil : "gave \(text)") : "passed as \(text)"
        case .failure(let error): row[0] == "fail" ? nil : "failed: \(error)"
        }
    }

    @Test("A fault in an element is marked where the engine marks it")
    func errorMarkup() throws {
        try Vectors(Self.folder + "ai_error_markup.tsv", columns: 2).expectAgreement { row in
            let parts = row[1].split(separator: "|", omittingEmptySubsequences: false)
            do throws(CodeError) {
                _ = try ElementString(bracketed: row[0])
                return "no fault"
            } catch {
                guard error.offset == parts[0].utf8.count,
                    case .character(_, String(parts[1]), .digits) = error.fault
                else { return "\(error)" }
                return nil
            }
        }
    }

    @Test("Bracketed element strings")
    func bracketed() throws {
        try Vectors(Self.folder + "ai_parse_bracketed.tsv", columns: 3).expectAgreement { row in
            let found = outcome { Self.caret(try ElementString(bracketed: Vectors.text(row[1]))) }
            return Self.difference(found, row, row[2])
        }
    }

    @Test("Barcode data")
    func unbracketed() throws {
        try Vectors(Self.folder + "ai_process_unbracketed.tsv", columns: 3).expectAgreement { row in
            let found = outcome { Self.caret(try ElementString(raw: row[1])) }
            // A separator after a value of fixed length is allowed and not written back.
            let right = (try? ElementString(raw: row[1])).map(Self.caret) ?? ""
            return Self.difference(found, row, right)
        }
    }

    @Test("Element associations")
    func associations() throws {
        try Vectors(Self.folder + "ai_validate_associations.tsv", columns: 3).expectAgreement { row in
            let elements = try ElementString(bracketed: row[2], options: .unknownIdentifiers)
            let found = outcome {
                switch row[1] {
                case "validateAIrepeats": try elements.checkRepeats()
                case "validateAImutex": try elements.checkExclusions()
                case "validateAIrequisites": try elements.checkRequirements()
                case "validateDigSigRequiresSerialisedKey": try elements.checkSignedKeys()
                default: Issue.record("no check \(row[1])")
                }
                return ""
            }
            return Self.difference(found, row, "")
        }
    }

    @Test("Digital Links from elements")
    func generate() throws {
        try Vectors(Self.folder + "dl_generate_uri.tsv", columns: 5).expectAgreement { row in
            let found = outcome {
                try DigitalLink(stem: row[1], elements: ElementString(bracketed: row[2])).uri
            }
            return Self.difference(found, row, row[3])
        }
    }

    @Test("Digital Links to elements")
    func parse() throws {
        try Vectors(Self.folder + "dl_parse_uri.tsv", columns: 4).expectAgreement { row in
            var options: DigitalLink.Options = []
            if row[3].contains("permitConvenienceAlphas") { options.insert(.words) }
            if row[3].contains("PermitZeroSuppressedGTIN") { options.insert(.shortGTINs) }
            if row[3].contains("PermitUnknownAIs") { options.insert(.unknownIdentifiers) }
            let found = outcome {
                Self.caret(try DigitalLink(Vectors.text(row[1]), options: options).elementString)
            }
            return Self.difference(found, row, row[2])
        }
    }

    @Test("Percent encoding")
    func escape() throws {
        try Vectors(Self.folder + "dl_uri_escape.tsv", columns: 3).expectAgreement { row in
            let path = PercentEncoding.escape(row[0].utf8, .path)
            let query = PercentEncoding.escape(row[0].utf8, .query)
            return path == row[1] && query == row[2] ? nil : "\(path), \(query)"
        }
    }

    @Test("Percent decoding")
    func unescape() throws {
        try Vectors(Self.folder + "dl_uri_unescape.tsv", columns: 3).expectAgreement { row in
            let path = PercentEncoding.unescape(row[0].utf8)
            let query = PercentEncoding.unescape(row[0].utf8, plusIsSpace: true)
            return path == Vectors.bytes(row[1]) && query == Vectors.bytes(row[2]) ? nil : "\(path), \(query)"
        }
    }

    /// The first symbology that an identifier stands for, by the engine's names.
    private static let symbologies: [BarcodeScan.Symbology: String] = [
        .gs1128: "GS1_128_CCA", .ean13: "EAN13", .ean8: "EAN8", .dataBar: "DataBarExpanded",
        .dataMatrix: "DM", .gs1DataMatrix: "DM", .qr: "QR", .gs1QR: "QR", .dotCode: "DotCode",
        .gs1DotCode: "DotCode",
    ]

    /// The engine's one text for all messages: plain data that begins with `^` has a backslash before it.
    private static func text(_ message: BarcodeScan.Message) -> String {
        switch message {
        case .elements(let elements): caret(elements)
        case .retail(let number, nil): number
        case .retail(let number, let composite?): number + "|" + caret(composite)
        case .link(_, let text): text
        case .text(let text): text.drop { $0 == "\\" }.hasPrefix("^") ? "\\" + text : text
        }
    }

    @Test("Scans")
    func scans() throws {
        try Vectors(Self.folder + "scandata_process.tsv", columns: 4).expectAgreement { row in
            let found = outcome {
                let scan = try BarcodeScan(Vectors.text(row[1]))
                #expect(Self.symbologies[scan.symbology] == row[2])
                return Self.text(scan.message)
            }
            return Self.difference(found, row, Vectors.text(row[3]))
        }
    }
}
