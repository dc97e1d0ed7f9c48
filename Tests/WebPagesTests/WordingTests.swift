// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import WebAPI

@testable import WebPages

@Suite("Wording")
struct WordingTests {
    private func phrases(_ language: PageLanguage) -> Phrases { TextCatalogue.standard.phrases(language) }

    @Test(
        "Times are shown as clocks in China show them",
        arguments: [
            (Int64(1_772_294_400_000), "2026-03-01T00:00+08:00"),
            (1_772_294_399_999, "2026-02-28T23:59+08:00"),
            (0, "1970-01-01T08:00+08:00"), (-28_800_001, "1969-12-31T23:59+08:00"),
        ]
    )
    func times(milliseconds: Int64, expected: String) {
        #expect(ShanghaiTime(milliseconds: milliseconds).machine == expected)
    }

    @Test("A span of days names the year once")
    func span() {
        let wording = Wording(phrases: phrases(.chinese), names: NameBook())
        let first = ShanghaiTime(milliseconds: 1_772_294_400_000)
        #expect(wording.days(first, first) == "2026年3月1日")
        #expect(
            wording.days(first, ShanghaiTime(milliseconds: 1_772_294_400_000 + 86_400_000))
                == "2026年3月1日 – 3月2日"
        )
    }

    @Test(
        "Only real dates are taken for dates",
        arguments: [
            ("2026-02-28", "28 Feb 2026"), ("2026-02-28T10:00:00+08:00", "28 Feb 2026"), ("2026-02-29", nil),
            ("2026-13-01", nil), ("20260228", nil), ("-1-1-1-1-1", nil), ("2026-02-28x", nil), ("", nil),
        ]
    )
    func dates(written: String, expected: String?) {
        #expect(ShanghaiTime.day(written: written, phrases(.english)) == expected)
    }

    @Test(
        "Amounts lose zeros that say nothing and keep unknown units",
        arguments: [
            ("12.50", "KGM", "12.5 kg"), ("40", nil, "40 pcs"), ("40.0", "H87", "40 pcs"),
            ("1e3", "LTR", "1e3 L"),
            ("100", "ZZZ", "100 ZZZ"),
        ]
    )
    func amounts(number: String, unit: String?, expected: String) {
        #expect(Amount(number: number, unit: unit).text(phrases(.english)) == expected)
    }

    @Test(
        "Codes that nobody has named are readable",
        arguments: [
            ("https://id.gs1.org/01/06999123410010/10/A%2F1", "Lot of a product 06999123410010 · Lot A/1"),
            ("https://id.gs1.org/00/069991234100000017", "Logistic unit 069991234100000017"),
            ("geo:18.25,-109.5", "18.25° N 109.5° W"), ("geo:x,y", "x,y"),
            ("https://example.org/farms/7", "7"),
            ("urn:epc:id:gid:95100000.12345.400", "gid:95100000.12345.400"),
        ]
    )
    func codes(uri: String, expected: String) {
        #expect(ReadableCode.label(of: CanonicalCode.identify(uri), phrases(.english)) == expected)
    }

    @Test("A name in the other language is better than a code")
    func otherLanguage() {
        let names = NameBook(["https://id.gs1.org/414/6999123410011": .init(name: .init(chinese: "福返芒果园"))])
        let wording = Wording(phrases: phrases(.english), names: names)
        #expect(wording.name(of: "https://id.gs1.org/414/6999123410011") == "福返芒果园")
        #expect(wording.name(of: "https://id.gs1.org/414/6999123410011/254/gate-2") == "福返芒果园")
    }

    @Test("A business step of somebody's own is shown by the end of its URI")
    func ownStep() {
        #expect(phrases(.english).bizStep("https://example.org/steps/de-stoning") == "de-stoning")
        #expect(phrases(.chinese).bizStep("urn:epcglobal:cbv:bizstep:shipping") == "发货")
        #expect(phrases(.chinese).happening(type: "https://example.org/Own", action: "ADD") == "Own")
    }
}
