// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes

@Suite("What a person pastes")
struct CodeReaderTests {
    private static let sgtin = "https://id.gs1.org/01/06901234123456/21/A1"
    private static let gtin = "https://id.gs1.org/01/06901234123456"

    @Test(
        "Every way of writing a code is read",
        arguments: [
            ("6901234123456", gtin), ("06901234123456", gtin), ("690-1234-12345-6", gtin),
            ("6 901234 123456", gtin), ("６９０１２３４１２３４５６", gtin),
            ("\u{feff} 6901234123456\u{3000}", gtin),
            ("97803119", "https://id.gs1.org/01/00000097803119"),
            ("416000336108", "https://id.gs1.org/01/00416000336108"),
            ("340123453111111115", "https://id.gs1.org/00/340123453111111115"),
            ("00340123453111111115", "https://id.gs1.org/00/340123453111111115"),
            ("(01)06901234123456(21)A1", sgtin), ("（01）06901234123456（21）A1", sgtin),
            ("(01) 06901234123456 (10) L1 (21) A1", sgtin), ("(21)A1(01)06901234123456(17)261231", sgtin),
            ("010690123412345621A1", sgtin), ("^010690123412345621A1", sgtin),
            ("]C1010690123412345610L1\u{1d}21A1", sgtin), ("010690123412345610L1\u{1d}21A1", sgtin),
            ("]d2010690123412345621A1", sgtin), ("]Q3010690123412345621A1", sgtin),
            ("]e0010690123412345621A1", sgtin), ("]E06901234123456", gtin),
            ("]E06901234123456|]e021A1", sgtin), ("]E497803119", "https://id.gs1.org/01/00000097803119"),
            ("]Q1https://brand.example/01/06901234123456/21/A1", sgtin),
            ("]Q1https://brand.example/hello", "https://brand.example/hello"),
            ("https://brand.example/01/06901234123456/21/A1?x=y", sgtin), ("/01/06901234123456/21/A1", sgtin),
            ("urn:epc:id:sgtin:6901234.012345.A1", sgtin), ("URN:epc:id:sgtin:6901234.012345.A1", sgtin),
            ("/c/gtin/6901234123456", gtin), ("https://trace.example/c/gtin/6901234123456?lang=zh", gtin),
            ("https://trace.example/c/gid/95100000.12345.400", "urn:epc:id:gid:95100000.12345.400"),
            ("/c/uri/urn%3Auuid%3A7b2d8c8e", "urn:uuid:7b2d8c8e"), ("urn:uuid:7b2d8c8e", "urn:uuid:7b2d8c8e"),
        ]
    )
    func reads(text: String, canonical: String) throws {
        #expect(try CodeReader.read(text).canonical == canonical)
    }

    @Test(
        "What is wrong is said of the form that the text has",
        arguments: [
            ("", CodeError.Code.empty), ("  \u{3000}", .empty), ("hello", .unrecognised),
            ("12345", .unrecognised),
            ("6901234123458", .checkDigit), ("340123453111111116", .checkDigit),
            ("(01)06901234123458", .checkDigit), ("(10)L1", .noKey), ("(01)6901234123456", .length),
            ("(01)06901234123456(21)A1(21)A2", .differentRepeat), ("(9999)1", .unknownIdentifier),
            ("]X106901234123456", .malformed), ("/c/nothing/1", .unknownScheme),
            ("/c/gtin/12", .unrecognised),
            ("urn:epc:id:sgtin:6901234.12345.A1", .length), ("0106901234123458xx", .checkDigit),
        ]
    )
    func refuses(text: String, code: CodeError.Code) {
        let error = #expect(throws: CodeError.self) { try CodeReader.read(text) }
        #expect(error?.code == code)
    }

    @Test("A bare number's wrong check digit is counted in the digits that were given")
    func bareCheckDigit() {
        #expect(
            throws: CodeError(
                .checkDigit(position: 13, found: "8", expected: "6"),
                identifier: "01",
                offset: 12
            )
        ) { try CodeReader.read("6901234123458") }
    }

    @Test("An EPC URN with another company prefix than the known one is refused")
    func companyPrefixMismatch() throws {
        let table = CompanyPrefixTable([("6901234", 7)])
        #expect(
            try CodeReader.read("urn:epc:id:sgtin:6901234.012345.A1", companyPrefixes: table).level
                == .instance
        )
        #expect(throws: CodeError(.companyPrefixMismatch(found: 8, expected: 7), identifier: "sgtin")) {
            try CodeReader.read("urn:epc:id:sgtin:69012341.02345.A1", companyPrefixes: table)
        }
    }

    @Test("A scheme of a registry reads its own codes and leaves others to the next")
    func registry() throws {
        let drug = CodeSchemeRegistry.Entry(
            scheme: CodeScheme(id: "drug"),
            level: .instance,
            canonicalPrefix: "urn:example:drug:"
        ) { text throws(CodeError) in
            guard text.utf8.count == 20, text.hasPrefix("8") else { return nil }
            return TraceCode(
                scheme: CodeScheme(id: "drug"),
                canonical: "urn:example:drug:\(text)",
                level: .instance
            )
        }
        let registry = CodeSchemeRegistry([.gtin, drug])
        #expect(try registry.read(bare: "81234567890123456789").scheme.id == "drug")
        #expect(try registry.read(bare: "6901234123456").scheme == .gtin)
        #expect(registry.entry(ofCanonical: "urn:example:drug:8")?.scheme.id == "drug")
        #expect(throws: CodeError(.unrecognised)) { try registry.read(bare: "x") }
    }
}
