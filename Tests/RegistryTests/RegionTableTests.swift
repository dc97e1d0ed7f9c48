// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Registry
import Testing

@Suite("Regions and their history")
struct RegionTableTests {
    private let regions = RegionTable(TestRegistry.profiles.reference)

    @Test(
        "A code that was abolished leads to the one that took its place",
        arguments: [
            ("460001", "469001"), ("460002", "469002"), ("460003", "460400"), ("460004", "460107"),
            ("460005", "469005"), ("460006", "469006"), ("460007", "469007"), ("460025", "469021"),
            ("460026", "469022"), ("460027", "469023"), ("460028", "469024"), ("460030", "469025"),
            ("460031", "469026"), ("460033", "469027"), ("460034", "469028"), ("460035", "469029"),
            ("460036", "469030"), ("469003", "460400"),
        ]
    )
    func successors(old: String, new: String) {
        #expect(regions.region(old, at: noon("2026-07-01"))?.code == new)
    }

    @Test(
        "A code stands for what it meant on the day",
        arguments: [
            ("460003", "2002-12-31", "460003"), ("460003", "2003-01-01", "469003"),
            ("469003", "2015-03-31", "469003"), ("469003", "2015-04-01", "460400"),
            ("460400", "2015-03-31", nil), ("460400", "2015-04-01", "460400"),
            ("460302", "2020-04-17", nil), ("460302", "2020-04-18", "460302"),
            ("460102", "2002-12-31", "460102"), ("460102", "2026-01-01", nil), ("999999", "2026-01-01", nil),
        ] as [(String, String, String?)]
    )
    func days(code: String, day: String, expected: String?) {
        #expect(regions.region(code, at: noon(day))?.code == expected)
    }

    @Test("Every code of the fact book's table is there, with both names and its level")
    func table() {
        let codes = [
            "460000", "460100", "460105", "460106", "460107", "460108", "460200", "460202", "460203",
            "460204", "460205", "460300", "460321", "460322", "460323", "460302", "460303", "460400",
            "469001", "469002", "469005", "469006", "469007", "469021", "469022", "469023", "469024",
            "469025", "469026", "469027", "469028", "469029", "469030", "460400499", "460108400",
        ]
        for code in codes {
            let region = regions.region(code, at: noon("2026-07-01"))
            #expect(region?.code == code)
            #expect(!(region?.name.zh.isEmpty ?? true) && !(region?.name.en.isEmpty ?? true))
        }
    }

    @Test("The plan counts 19 cities and counties")
    func citiesAndCounties() {
        let codes = regions.citiesAndCounties.map(\.code)
        #expect(codes.count == 19 && Set(codes).count == 19)
        #expect(codes.filter { $0.hasSuffix("00") }.count == 4)
    }

    @Test(
        "Codes of other provinces are taken as they are, unknown ones of our own are not",
        arguments: [
            ("440100", true), ("440000", true), ("469003", true), ("460999", false), ("990000", false),
            ("4601", false), ("46010a", false),
        ]
    )
    func known(code: String, isKnown: Bool) {
        #expect(regions.knows(code) == isKnown)
    }
}
