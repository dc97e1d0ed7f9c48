// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes

@Suite("Canonical form")
struct CanonicalCodeTests {
    @Test(
        "The URN and every Digital Link of a key have one canonical form",
        arguments: [
            [
                "https://id.gs1.org/01/04012345111118/21/987",
                "urn:epc:id:sgtin:4012345.011111.987",
                "urn:epc:id:sgtin:401234511.0111.987",
                "  https://id.gs1.org/01/04012345111118/21/987\n",
                "HTTPS://ID.GS1.ORG/01/04012345111118/21/987",
                "http://brand.example/de/tea/01/4012345111118/22/2A/10/L1/21/987?17=260101#top",
                "https://id.gs1.org/gtin/4012345111118/lot/L1/ser/987/",
            ],
            [
                "https://id.gs1.org/01/04012345111118/21/a%2Fb%25c%28d%29",
                "urn:epc:id:sgtin:4012345.011111.a%2fb%25c(d)",
                "https://id.gs1.org/01/04012345111118/21/a%2Fb%25c(d)",
            ],
            [
                "https://id.gs1.org/414/4012345000054",
                "urn:epc:id:sgln:4012345.00005.0",
                "https://example.com/gln/4012345000054",
                "https://example.com/414/4012345000054/254/0",
            ],
            [
                "https://id.gs1.org/8003/04012345000221334455",
                "urn:epc:id:grai:4012345.00022.334455",
                "https://example.com/grai/04012345000221334455",
            ],
            [
                "https://id.gs1.org/01/04012345111118",
                "urn:epc:idpat:sgtin:4012345.011111.*",
                "urn:epc:idpat:upui:4012345.011111.*",
                "https://example.com/01/4012345111118?10=L1",
            ],
            [
                "https://id.gs1.org/8017/401234500000000074/8019/7",
                "https://a.example/gsrnp/401234500000000074/srin/7",
            ],
            [
                "https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2K",
                "http://a.example/gmn/1987654Ad4X4bL5ttr2310c2K",
            ],
            [
                "https://id.gs1.org/01/06901234123456/10/%E6%89%B9%E6%AC%A1",
                "urn:epc:class:lgtin:6901234.012345.批次",
            ],
        ]
    )
    func oneForm(texts: [String]) {
        for text in texts {
            #expect(CanonicalCode.canonical(text) == texts[0])
            #expect(CanonicalCode.identify(text).canonical == texts[0])
        }
    }

    @Test(
        "What has not the shape of a GS1 key stays as it is",
        arguments: [
            "", "42", "urn:uuid:7b2d8c8e-0000-4000-8000-000000000001", "urn:oid:1.2.156.3088",
            "urn:gdst:example.org:product:lot:class:processor.2u.v1-0122-2022",
            "urn:epc:id:sgtin:4012345.011111", "urn:epc:id:sgtin:4012345.011111.",
            "urn:epc:id:sgtin:40123.45011111.1", "urn:epc:id:sgtin:4012345.01111.1",
            "urn:epc:id:sgtin:4012345.011111.123456789012345678901", "urn:epc:id:sgtin:4012345.0111x1.1",
            "urn:epc:idpat:sgtin:4012345.*.*", "urn:epc:id:lgtin:4012345.011111.L1",
            "urn:epc:id:pgln:4012345",
            "urn:epc:class:sgtin:4012345.011111.1", "urn:epc:id:nothing:1.2", "urn:epc:id:sgtin", "urn:epc:",
            "urn:epc:id:gid:95100000.12345.400", "urn:epc:id:adi:W81X9C.3KL984PX1.2WMA52",
            "https://id.gs1.org/01/4012345", "https://id.gs1.org/01/", "https://id.gs1.org/00/1",
            "https://id.gs1.org/00/340123453111111115/10/L1",
            "https://id.gs1.org/01/04012345111118/extra/words",
            "https://id.gs1.org/01/04012345111118/21/", "https://id.gs1.org", "https:///01/04012345111118",
            "https://example.com/8004/about", "http://example.org/123/4012345ABC987/456/4711",
            "ftp://id.gs1.org/01/04012345111118", "https://id.gs1.org/8010/4012345A/8011/1/8011/2",
        ]
    )
    func unchanged(text: String) {
        #expect(CanonicalCode.canonical(text) == text)
        #expect(CanonicalCode.identify(text).digitalLink == nil)
    }

    @Test(
        "A code's scheme and level follow from its form",
        arguments: [
            ("urn:epc:id:sgtin:4012345.011111.987", CodeScheme.sgtin, Level.instance),
            ("urn:epc:class:lgtin:4012345.011111.L1", .lgtin, .lot),
            ("urn:epc:idpat:sgtin:4012345.011111.*", .gtin, .product),
            ("urn:epc:id:upui:4012345.011111.x", .upui, .instance),
            ("urn:epc:id:sscc:4012345.3111111111", .sscc, .instance),
            ("urn:epc:id:sgln:4012345.00005.400", .sgln, .place),
            ("urn:epc:id:pgln:4012345.00005", .pgln, .party),
            ("urn:epc:id:grai:4012345.00022.1", .grai, .instance),
            ("urn:epc:idpat:grai:4012345.00022.*", .grai, .product),
            ("urn:epc:id:giai:4012345.A1", .giai, .instance),
            ("urn:epc:id:gsrn:4012345.0000000001", .gsrn, .party),
            ("urn:epc:id:gdti:4012345.00001.A1", .gdti, .document),
            ("https://id.gs1.org/253/4012345000016", .gdti, .product),
            ("urn:epc:id:itip:4012345.011111.01.02.987", .itip, .instance),
            ("https://id.gs1.org/8006/040123451111180102/10/L1", .itip, .lot),
            ("urn:epc:id:cpi:4012345.AB.1", .cpi, .instance),
            ("urn:epc:idpat:cpi:4012345.AB.*", .cpi, .product),
            ("urn:epc:id:gid:95100000.12345.400", .gid, .instance),
            ("urn:epc:id:imovn:9176187", .imovn, .instance),
            ("urn:gdst:example.org:party:1", .uri, .other),
            ("https://example.com/a", .uri, .other),
        ]
    )
    func schemeAndLevel(text: String, scheme: CodeScheme, level: Level) {
        let code = CanonicalCode.identify(text)
        #expect(code.scheme == scheme)
        #expect(code.level == level)
    }

    @Test(
        "A canonical code divides so that codes of one company or class share their first part",
        arguments: [
            ("https://id.gs1.org/01/04012345111118", "/21/987"), ("https://id.gs1.org/01/04012345111118", ""),
            ("https://id.gs1.org/8003/04012345000221", "334455"),
            ("https://id.gs1.org/00/3401234531", "11111115"), ("https://id.gs1.org/414/401234500", "0054"),
            ("https://id.gs1.org/414/4012345000054", "/254/1"), ("https://id.gs1.org/8004/4012345AB", "C345"),
            ("https://id.gs1.org/8004/4012345", ""), ("https://id.gs1.org/8010/4012345AB", "/8011/1"),
            ("urn:uuid:", "7b2d8c8e"), ("urn:gdst:example.org:product:lot:class:processor.2u.", "v1"),
            ("https://example.com/", "a"), ("word", ""),
        ]
    )
    func split(head: String, tail: String) {
        let text = head + tail
        let offset = CanonicalCode.split(text)
        #expect(offset == (head == "word" ? 0 : head.utf8.count))
    }
}
