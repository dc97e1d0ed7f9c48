// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes

@Suite("Patterns")
struct CodePatternTests {
    @Test(
        "A pattern matches the codes below it and no others",
        arguments: [
            (
                "urn:epc:idpat:sgtin:4012345.011111.*",
                ["urn:epc:id:sgtin:4012345.011111.1", "urn:epc:idpat:sgtin:4012345.011111.*"],
                ["urn:epc:id:sgtin:4012345.011112.1", "urn:epc:class:lgtin:4012345.011111.1", "urn:uuid:1"]
            ),
            (
                "urn:epc:idpat:sgtin:4012345.*.*",
                ["urn:epc:id:sgtin:4012345.011111.1", "urn:epc:id:sgtin:4012345.911111.x"],
                ["urn:epc:id:sgtin:4012346.011111.1", "urn:epc:id:sscc:4012345.3111111111"]
            ),
            (
                "urn:epc:idpat:sgtin:*.*.*", ["urn:epc:id:sgtin:4012345.011111.1"],
                ["urn:epc:class:lgtin:4012345.011111.1", "urn:epc:id:upui:4012345.011111.1"]
            ),
            (
                "urn:epc:idpat:lgtin:4012345.011111.*", ["urn:epc:class:lgtin:4012345.011111.1"],
                ["urn:epc:id:sgtin:4012345.011111.1", "urn:epc:idpat:sgtin:4012345.011111.*"]
            ),
            (
                "urn:epc:idpat:sscc:4012345.*", ["urn:epc:id:sscc:4012345.3111111111"],
                ["urn:epc:id:sscc:4012346.3111111111"]
            ),
            (
                "urn:epc:idpat:sgln:4012345.00005.*",
                ["urn:epc:id:sgln:4012345.00005.0", "urn:epc:id:sgln:4012345.00005.7"],
                ["urn:epc:id:sgln:4012345.00006.7", "urn:epc:id:pgln:4012345.00005"]
            ),
            (
                "urn:epc:idpat:grai:4012345.00022.*",
                ["urn:epc:id:grai:4012345.00022.1", "urn:epc:idpat:grai:4012345.00022.*"],
                ["urn:epc:id:grai:4012345.00023.1"]
            ),
            ("urn:epc:idpat:giai:4012345.*", ["urn:epc:id:giai:4012345.A"], ["urn:epc:id:giai:4012346.A"]),
            (
                "urn:epc:idpat:cpi:4012345.A.*",
                ["urn:epc:id:cpi:4012345.A.1", "urn:epc:idpat:cpi:4012345.A.*"],
                ["urn:epc:id:cpi:4012345.AB.1"]
            ),
            (
                "urn:epc:idpat:itip:4012345.011111.01.*.*", ["urn:epc:id:itip:4012345.011111.01.02.9"],
                ["urn:epc:id:itip:4012345.011111.02.02.9"]
            ),
            (
                "urn:epc:idpat:gid:95100000.12345.*", ["urn:epc:id:gid:95100000.12345.400"],
                ["urn:epc:id:gid:95100000.123456.400"]
            ),
            (
                "urn:epc:idpat:sgtin:4012345.011111.1", ["https://x.example/01/4012345111118/21/1"],
                ["urn:epc:id:sgtin:4012345.011111.2"]
            ),
            (
                "https://x.example/01/4012345111118", ["urn:epc:idpat:sgtin:4012345.011111.*"],
                ["urn:epc:id:sgtin:4012345.011111.1"]
            ),
            ("urn:uuid:1", ["urn:uuid:1"], ["urn:uuid:11"]),
        ]
    )
    func matches(text: String, inside: [String], outside: [String]) throws {
        let pattern = try CodePattern(text)
        for code in inside { #expect(pattern.matches(canonical: CanonicalCode.canonical(code)), "\(code)") }
        for code in outside { #expect(!pattern.matches(canonical: CanonicalCode.canonical(code)), "\(code)") }
    }

    @Test("A pattern says what it fixes")
    func fixed() throws {
        let gtin = "https://id.gs1.org/01/04012345111118"
        let serial = try CodePattern("urn:epc:id:sgtin:4012345.011111.1")
        #expect(serial.exactCanonical == gtin + "/21/1")
        #expect(serial.classCanonical == gtin)
        let items = try CodePattern("urn:epc:idpat:sgtin:4012345.011111.*")
        #expect(items.exactCanonical == nil)
        #expect(items.classCanonical == gtin)
        let company = try CodePattern("urn:epc:idpat:sgtin:4012345.*.*")
        #expect(company.exactCanonical == nil && company.classCanonical == nil)
    }

    @Test(
        "A text that begins as a pattern but is none is refused",
        arguments: [
            ("", CodeError.Code.empty), ("urn:epc:idpat:nothing:*", .unknownScheme),
            ("urn:epc:idpat:sgtin:*.011111.*", .malformed), ("urn:epc:idpat:sgtin:4012345.*", .malformed),
            ("urn:epc:idpat:sgtin:40x2345.*.*", .character),
            ("urn:epc:idpat:sgtin:40123.*.*", .companyPrefixLength),
            ("urn:epc:idpat:sgtin:4012345.0111.*", .malformed),
        ]
    )
    func refused(text: String, code: CodeError.Code) {
        let error = #expect(throws: CodeError.self) { try CodePattern(text) }
        #expect(error?.code == code)
    }
}
