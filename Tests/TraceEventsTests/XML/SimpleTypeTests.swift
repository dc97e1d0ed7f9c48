// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

@testable import TraceEvents

@Suite("Simple types of XML Schema")
struct SimpleTypeTests {
    @Test(
        "accept their values and nothing else",
        arguments: [
            (
                SimpleType.decimal, ["5", " 5 ", "+5", ".5", "5.", "-0", "007"],
                ["", ".", "1e3", "INF", "5 5", "--5"]
            ),
            (
                .double, ["5", "1e5", ".5", "5.", "-.5e+3", "INF", "-INF", "NaN", " 1 "],
                ["", ".", "+INF", "1e", "e5", "inf"]
            ),
            (.boolean, ["true", "false", "1", "0", " 1 "], ["", "True", "yes", "2"]),
            (.hexBinary, ["", "AB", "ab09", " AB "], ["a", "ag", "0x12"]),
            (.integer, ["5", "-5", "+007", " 5\n"], ["", "5.0", "1e3"]),
            (.boundedInteger(-128...127), ["-128", "127"], ["128", " 5", "", "99999999999999999999"]),
            (.action, ["ADD", "OBSERVE", "DELETE"], ["", "add", " ADD", "ADDED"]),
            (
                .dateTime,
                [
                    "2026-02-03T04:05:06", "2026-02-03T04:05:06Z", "-0001-01-01T00:00:00Z",
                    "12020-01-01T00:00:00+14:00", "2024-02-29T24:00:00Z",
                    "2026-02-03T04:05:06.123456789012-13:59",
                ],
                [
                    "", "2026-02-03", "0000-01-01T00:00:00Z", "2023-02-29T00:00:00Z", "2026-02-03T24:00:01Z",
                    "2026-02-03T04:05:60Z", "2026-02-03t04:05:06z", "2026-02-03T04:05:06.",
                    "02026-02-03T04:05:06Z",
                    "2026-02-03T04:05:06+14:01", "2026-13-03T04:05:06Z", " 2026-02-03T04:05:06Z",
                ]
            ),
            (
                .dateTimeStamp,
                ["2026-02-03T04:05:06Z", " 2026-02-03T04:05:06.5+08:00\n", "2026-02-03T23:59:59-14:00"],
                [
                    "2026-02-03T04:05:06", "2026-02-03T24:00:00Z", "12020-01-01T00:00:00Z",
                    "-0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "",
                ]
            ),
            (
                .anyURI,
                [
                    "", " a ", "a b", "%41", "http://[::1]:80/", "a/b:c", "a#b[c]", "海南", "a{b}|\\^`", "//",
                    "///",
                    "urn:epc:idpat:sgtin:1.2.*", "http://u@h:1/?q#f", "http://a:/", "#", "?",
                ],
                [
                    "%zz", "%4", "http://a:b/", "1:a", ":a", "a#b#c", "a?b[c]", "http://u@h@i/",
                    "h://a%zz", "a[",
                ]
            ),
        ]
    )
    func accept(type: SimpleType, values: [String], others: [String]) {
        for text in values { #expect(accepts(type, text), "\(type) \(text)") }
        for text in others { #expect(!accepts(type, text), "\(type) \(text)") }
    }

    private func accepts(_ type: SimpleType, _ text: String) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer(type.accepts)
    }

    @Test(
        "numbers with exponents are written as decimals",
        arguments: [
            ("1e3", "1000"), ("-2.50E1", "-25.0"), ("2.5E-2", "0.025"), ("12", "12"), ("0e5", "000000"),
            ("1.25e1", "12.5"),
        ]
    )
    func withoutExponent(literal: String, expected: String) {
        let number = DecimalNumber(literal: literal)
        #expect(number.withoutExponent == expected)
        #expect(number.withoutExponent.utf8.elementsEqual(expected.utf8))
    }
}
