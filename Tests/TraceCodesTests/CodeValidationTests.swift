// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes

@Suite("Strict reading")
struct CodeValidationTests {
    @Test(
        "A wrong check digit is named with its place and what would be right",
        arguments: ["/21/1", "", "/", "/21/1/", "/?17=270101"]
    )
    func checkDigit(rest: String) {
        let text = "https://example.com/01/04012345111119" + rest
        #expect(
            throws: CodeError(
                .checkDigit(position: 14, found: "9", expected: "8"),
                identifier: "01",
                offset: 36
            )
        ) { try CanonicalCode.validate(text) }
        let error = CodeError(
            .checkDigit(position: 14, found: "9", expected: "8"),
            identifier: "01",
            offset: 36
        )
        #expect(error.expected == "8")
        #expect(error.reason == "(01) The check digit at position 14 is 9; it should be 8.")
    }

    @Test(
        "A fault is named by its kind and place",
        arguments: [
            ("", CodeError.Code.empty, nil as Int?),
            ("no uri", .malformed, 0),
            ("urn:a b", .malformed, 5),
            ("urn:epc:id:nothing:1", .unknownScheme, 11),
            ("urn:epc:id:sgtin:4012345.011111", .malformed, 31),
            ("urn:epc:id:sgtin:40123.45011111.1", .companyPrefixLength, 17),
            ("urn:epc:id:sgtin:4012345.01111.1", .length, 25),
            ("urn:epc:id:sgtin:4012345.01x111.1", .character, 27),
            ("urn:epc:id:sgtin:4012345.011111.a b", .character, 33),
            ("urn:epc:id:sgtin:4012345.011111.a/b", .unescaped, 33),
            ("urn:epc:id:sgtin:4012345.011111.123456789012345678901", .length, 32),
            ("urn:epc:id:lgtin:4012345.011111.1", .malformed, 0),
            ("urn:epc:idpat:sgtin:4012345.*.*", .character, 28),
            ("urn:epc:id:bic:CSQU3054384", .checkDigit, 25),
            ("urn:epc:id:bic:CSQ13054383", .character, 18),
            ("urn:epc:id:imovn:9176188", .checkDigit, 23),
            ("urn:epc:id:gid:95100000.012345.400", .content, 24),
            ("urn:epc:id:gid:268435456.1.1", .content, 15),
            ("urn:epc:id:usdod:CAGI5.1", .character, 20),
            ("https://id.gs1.org/01/4012345111118", .length, 35),
            ("https://id.gs1.org/01/04012345111118/21/a%23b", .character, 41),
            ("https://id.gs1.org/01/04012345111118/21/1/10/2", .qualifierOrder, 22),
            ("https://id.gs1.org/01/04012345111118?21=1", .notAttribute, 37),
            ("https://id.gs1.org/01/04012345111118?10=1", .belongsInPath, 37),
            ("https://id.gs1.org/01/04012345111118?17=261301", .content, 42),
            ("https://id.gs1.org/something", .noKey, 18),
            ("https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310cXK", .checkPair, 47),
        ]
    )
    func fault(text: String, code: CodeError.Code, offset: Int?) {
        let error = #expect(throws: CodeError.self) { try CanonicalCode.validate(text) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
        #expect(error?.reason.isEmpty == false)
    }

    @Test(
        "Right codes of every scheme pass",
        arguments: [
            "urn:epc:id:sgtin:4012345.011111.98%22", "urn:epc:class:lgtin:4012345.012345.Lot987",
            "urn:epc:id:sscc:4012345.3111111111", "urn:epc:id:sgln:4012345.00005.0",
            "urn:epc:id:pgln:4012345.00005", "urn:epc:id:grai:4012345.00022.1", "urn:epc:id:giai:4012345.A1",
            "urn:epc:id:gsrn:4012345.0000000001", "urn:epc:id:gsrnp:4012345.0000000001",
            "urn:epc:id:gdti:4012345.00001.A1", "urn:epc:id:cpi:4012345.A%23B.1",
            "urn:epc:id:sgcn:4012345.00001.1", "urn:epc:id:ginc:4012345.A1",
            "urn:epc:id:gsin:4012345.222333444",
            "urn:epc:id:itip:4012345.011111.01.02.987", "urn:epc:id:upui:4012345.011111.x",
            "urn:epc:id:gid:95100000.12345.400", "urn:epc:id:usdod:2S194.12345678901",
            "urn:epc:id:adi:W81X9C.3KL984PX1.2WMA52", "urn:epc:id:adi:2S194..12345678901",
            "urn:epc:id:bic:CSQU3054383", "urn:epc:id:imovn:9176187", "urn:epc:idpat:sgtin:4012345.011111.*",
            "https://example.com/gtin/04012345111118/lot/L1/ser/987?17=261231&linkType=all",
            "urn:uuid:7b2d8c8e-0000-4000-8000-000000000001", "https://example.com/2026/01/a",
            "urn:gdst:例.example:product:1",
        ]
    )
    func passes(text: String) throws {
        #expect(try CanonicalCode.validate(text) == CanonicalCode.identify(text))
    }

    @Test("Every kind of fault has a sentence that ends with a full stop")
    func sentences() {
        for form in CodeError.Form.allCases { #expect(form.rule.hasSuffix(".")) }
        for linter in Linter.allCases { #expect(!linter.rule.isEmpty) }
    }
}
