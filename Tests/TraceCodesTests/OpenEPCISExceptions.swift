// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The rows of OpenEPCIS' vectors with which we do not agree, by the reason.
enum OpenEPCISExceptions {
    private static let escapes = "the constrained form escapes ! ( ) as the event hash does"
    private static let raw = "holds a character raw that a URN or URI escapes, as the Java test does"
    private static let vocabulary = "words of the Core Business Vocabulary are another module's"
    private static let prefix = "the company prefix would hold a hyphen"
    private static let tooLong = "the asset's identifier has 31 characters, GS1 allows 30"
    private static let list = "the Java class looks the company prefix up in GS1's list"

    static let conversions: [String: String] = reasons([
        escapes: [
            "toURI urn:epc:id:gdti:124757.578484.!",
            "toURI urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()",
        ],
        prefix: [
            "toURNForClassLevelIdentifier https://id.gs1.org/8010/123457-57578"
        ],
        raw: [
            "toURN https://id.gs1.org/8010/30056867890#1294-5A/8011/4893",
            "toURN https://id.gs1.org/8010/4748374/23748#94//8011/94304",
            #"toURI urn:epc:id:gdti:893489348949..":?>"#,
            #"toURN https://id.gs1.org/253/8934893489494":?>"#,
            #"toURN https://id.gs1.org/253/93589983944438!"%&"+"#,
            "toURN https://id.gs1.org/8004/7324878;><=?",
            #"toURI urn:epc:id:ginc:48493047.38473!""%/%&'()*+,-.:="#,
            #"toURI urn:epc:id:ginc:48493047.38473!"%/%&'()*+,-.:="#,
            #"toURN https://id.gs1.org/401/4849304738473!""%/%&'()*+,-.:="#,
            #"toURI urn:epc:id:grai:123456789012..!"%&'()*+,-."#,
            #"toURN https://id.gs1.org/8003/01234567890128!"%&'()*+,-."#,
            "toURN https://id.gs1.org/8003/043847837483703:;<>=?AZ_az",
            #"toURIForClassLevelIdentifier urn:epc:class:lgtin:2345678901.123.!"%&'()*+,-./19:;<=>"#,
            "toURIForClassLevelIdentifier urn:epc:class:lgtin:4384738478.734.8484892%",
            #"toURNForClassLevelIdentifier https://id.gs1.org/01/12345678901231/10/!"%&'()*+,-./19:;<=>"#,
            "toURNForClassLevelIdentifier https://id.gs1.org/01/74778478489849/10//777474",
            #"toURI urn:epc:id:sgln:437473647364.."%&'()*+,-./19:;<=>?"#,
            #"toURI urn:epc:id:upui:857458457485.7.!"%&'()*+,-./"#,
            "toURN https://id.gs1.org/01/57875874837438/235/19:;<=>?AZ_az",
            #"toURN https://id.gs1.org/01/78574584574857/235/!"%&'()*+,-./"#,
        ],
        tooLong: [
            "toURN https://id.gs1.org/8004/42512183.SENSOR.TR-07-AVE-583:1"
        ],
        vocabulary: [
            "toBareStringVocabulary cbv:desadv",
            "toBareStringVocabulary cbv:in_progress",
            "toBareStringVocabulary cbv:owning_party",
            "toBareStringVocabulary cbv:receiving",
            "shortNameReplacer ",
            "toUrnVocabulary ",
            "toUrnVocabulary  ",
            "toWebURIVocabulary  ",
        ],
    ])

    static let validity: [String: String] = reasons([
        list: [
            "https://id.gs1.org/01/02045678901234"
        ],
        prefix: [
            "https://id.gs1.org/8010/123457-57578"
        ],
        raw: [
            "https://id.gs1.org/8010/30056867890#1294-5A/8011/4893",
            "urn:epc:id:cpi:6282274.234748947/.94304",
            "urn:epc:idpat:cpi:858588503943.4/38.*",
            #"https://id.gs1.org/253/8934893489494":?>"#,
            #"urn:epc:id:gdti:893489348949..":?>"#,
            #"https://id.gs1.org/8004/3575958495850!"/%_"#,
            "https://id.gs1.org/8004/7324878;><=?",
            #"urn:epc:id:giai:839495849585.0!"/%_"#,
            #"urn:epc:id:ginc:48493047.38473!"%/%&'()*+,-.:="#,
            "https://id.gs1.org/8003/043847837483703:;<>=?AZ_az",
            #"urn:epc:id:grai:123456789012..!"%&'()*+,-."#,
            "urn:epc:id:grai:438478.374837.3:;<>=?AZ_az",
            #"https://id.gs1.org/8006/646734858938493844/21/!"%&'()*+,-./1:;<=>="#,
            #"https://id.gs1.org/01/12345678901231/10/!"%&'()*+,-./19:;<=>"#,
            "https://id.gs1.org/01/49557283728732/10//8484892%",
            "https://id.gs1.org/01/74778478489849/10//777474",
            "urn:epc:class:lgtin:4384738478.734.8484892%",
            "https://id.gs1.org/01/57875874837438/235/19:;<=>?AZ_az",
            #"https://id.gs1.org/01/78574584574857/235/!"%&'()*+,-./"#,
            "urn:epc:id:upui:787587.5483743.19:;<=>?AZ_az",
            #"urn:epc:id:upui:857458457485.7.!"%&'()*+,-./"#,
        ],
    ])

    private static func reasons(_ rows: [String: [String]]) -> [String: String] {
        Dictionary(
            rows.flatMap { reason, rows in rows.map { ($0, reason) } },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
