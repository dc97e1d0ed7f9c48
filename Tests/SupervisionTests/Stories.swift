// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Every rule kind: once as it should be, once broken.
enum Stories {
    static let trader = ["subject": "urn:test:trader"]

    static let all: [Story] = basic + parties

    private static let basic: [Story] = [
        Story(
            "a chain without fault",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "ship", "urn:test:u1", ["to": "urn:test:trader", "certificate": "C1"]),
                at(5, "receive", "urn:test:u1", trader), at(9, "sell", "urn:test:u1", trader),
            ],
            []
        ),
        Story(
            "a value is missing where a condition asks for it",
            [at(0, "make", "urn:test:u1", ["kind": "hot"])],
            ["T-01 make"]
        ),
        Story(
            "a value is over its limit, and a list has the same value twice in place of two",
            [
                at(0, "make", "urn:test:u1", ["weight": "101"]),
                at(1, "make", "urn:test:u2", ["parts": "urn:test:p1; urn:test:p1"]),
                at(2, "make", "urn:test:u3", ["parts": "urn:test:p1; urn:test:p2"]),
            ],
            ["T-02 make", "T-35 make"]
        ),
        Story("a value is not allowed", [at(0, "make", "urn:test:u1", ["kind": "cold"])], ["T-03 make"]),
        Story(
            "it took too long",
            [at(3, "make", "urn:test:u1", ["began": "2026-03-01T00:30:00+08:00"])],
            ["T-04 make"]
        ),
        Story(
            "one number for two units",
            [
                at(0, "make", "urn:test:u1", ["number": "urn:test:n1"]),
                at(1, "make", "urn:test:u2", ["number": "urn:test:n1"]),
            ],
            ["T-05 make"]
        ),
        Story(
            "shipped before the wait was over",
            [
                at(0, "make", "urn:test:u1"), at(1, "treat", "urn:test:u1", ["wait-days": "2"]),
                at(2, "treat", "urn:test:u1", ["wait-days": "0"]),
                at(48, "ship", "urn:test:u1", ["certificate": "C1"]),
                at(49, "receive", "urn:test:u1", trader),
            ],
            ["T-06 ship"]
        ),
        Story(
            "shipped before a wait was over that no calendar holds",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "treat", "urn:test:u1", ["wait-days": "100000000000000000"]),
                at(48, "ship", "urn:test:u1", ["certificate": "C1"]),
                at(49, "receive", "urn:test:u1", trader),
            ],
            ["T-06 ship"]
        ),
        Story(
            "shipped after the wait",
            [
                at(0, "make", "urn:test:u1"), at(1, "treat", "urn:test:u1", ["wait-days": "2"]),
                at(49, "ship", "urn:test:u1", ["certificate": "C1"]),
                at(50, "receive", "urn:test:u1", trader),
            ],
            []
        ),
        Story(
            "a certificate is used beyond its amount",
            [
                at(0, "make", "urn:test:l1 90"),
                at(1, "ship", "urn:test:l1 60", ["certificate": "C1", "certificate.quantity": "80"]),
                at(2, "receive", "urn:test:l1 60", trader),
                at(3, "ship", "urn:test:l1 30", ["certificate": "C1"]),
                at(4, "receive", "urn:test:l1 30", trader),
            ],
            ["T-07 ship"]
        ),
        Story(
            "what was shipped never came",
            [at(0, "make", "urn:test:u1"), at(1, "ship", "urn:test:u1", ["certificate": "C1"])],
            ["T-08 ship"]
        ),
        Story(
            "less came than was shipped",
            [
                at(0, "make", "urn:test:l1 90"), at(1, "ship", "urn:test:l1 60", ["certificate": "C1"]),
                at(2, "receive", "urn:test:l1 50", trader),
            ],
            ["T-08 ship"]
        ),
        Story(
            "it came late",
            [
                at(0, "make", "urn:test:u1"), at(1, "ship", "urn:test:u1", ["certificate": "C1"]),
                at(60, "receive", "urn:test:u1", trader),
            ],
            ["T-08 ship"]
        ),
        Story(
            "too warm for too long",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "ship", "urn:test:u1", ["certificate": "C1", "sensors": readings([5, 9, 9.5, 9, 5])]),
                at(2, "receive", "urn:test:u1", trader),
            ],
            ["T-09 ship"]
        ),
        Story(
            "too warm for a moment",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "ship", "urn:test:u1", ["certificate": "C1", "sensors": readings([5, 9, 5, 9, 5])]),
                at(2, "receive", "urn:test:u1", trader),
            ],
            []
        ),
        Story(
            "the sensor was silent",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "ship", "urn:test:u1", ["certificate": "C1", "sensors": readings([5, nil, nil, 5])]),
                at(2, "receive", "urn:test:u1", trader),
            ],
            ["T-10 ship"]
        ),
        Story(
            "shipped from elsewhere",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "ship", "urn:test:u1", ["certificate": "C1", "place": "urn:test:away"]),
                at(2, "receive", "urn:test:u1", trader),
            ],
            ["T-11 ship"]
        ),
        Story(
            "the store is too full",
            [
                at(0, "make", "urn:test:l1 90"), at(1, "ship", "urn:test:l1 60", ["certificate": "C1"]),
                at(
                    2,
                    "receive",
                    "urn:test:l1 60",
                    ["subject": "urn:test:trader", "place": "urn:test:store"]
                ),
            ],
            ["T-12 receive"]
        ),
        Story(
            "things that must lie apart",
            [
                at(0, "make", "urn:test:l1 9"), at(0.5, "make", "urn:test:l2 9"),
                at(1, "ship", "urn:test:l1 9; urn:test:l2 9", ["certificate": "C1"]),
                at(
                    2,
                    "receive",
                    "urn:test:l1 9",
                    ["subject": "urn:test:trader", "place": "urn:test:store", "what": "hot"]
                ),
                at(
                    3,
                    "receive",
                    "urn:test:l2 9",
                    ["subject": "urn:test:trader", "place": "urn:test:store", "what": "cold"]
                ),
            ],
            ["T-12 receive"]
        ),
        Story(
            "in two containers at a time",
            [
                at(0, "make", "urn:test:u1"), at(1, "pack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(2, "pack", "urn:test:u1", ["container": "urn:test:c2"]),
            ],
            ["T-13 pack"]
        ),
        Story(
            "repacked",
            [
                at(0, "make", "urn:test:u1"), at(1, "pack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(2, "unpack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(3, "pack", "urn:test:u1", ["container": "urn:test:c2"]),
            ],
            []
        ),
        Story(
            "the way of the container is the way of what is inside",
            [
                at(0, "make", "urn:test:u1"), at(1, "pack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(2, "ship-case", "urn:test:c1"),
                at(3, "unpack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(4, "open", "urn:test:u1", trader),
            ],
            []
        ),
        Story(
            "what was taken out before does not go along",
            [
                at(0, "make", "urn:test:u1"), at(1, "pack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(2, "unpack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(3, "ship-case", "urn:test:c1"), at(4, "open", "urn:test:u1", trader),
            ],
            ["PL-05 open"]
        ),
        Story(
            "more comes out than goes in",
            [at(0, "make", "urn:test:l1 90"), at(1, "mix", "urn:test:l1 90 > urn:test:l2 95")],
            ["T-14 mix"]
        ),
        Story(
            "sold after its date",
            [
                at(0, "make", "urn:test:u1", ["best-before": "2026-03-02"]), at(49, "sell", "urn:test:u1"),
            ],
            ["T-15 sell"]
        ),
        Story(
            "sold on its last day",
            [
                at(0, "make", "urn:test:u1", ["best-before": "2026-03-02"]), at(47.9, "sell", "urn:test:u1"),
            ],
            []
        ),
        Story(
            "sold more than there was",
            [
                at(0, "make", "urn:test:l1 90"), at(1, "sell", "urn:test:l1 60"),
                at(2, "sell", "urn:test:l1 31"),
            ],
            ["T-16 sell"]
        ),
        Story(
            "used twice",
            [at(0, "make", "urn:test:u1"), at(1, "use", "urn:test:u1"), at(2, "use", "urn:test:u1")],
            ["T-17 use"]
        ),
        Story(
            "service overdue",
            now: 24 * 40,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"),
                at(24 * 15 + 23, "service", "urn:test:u1"), at(24 * 39, "stop", "urn:test:u1"),
                at(24 * 39.5, "make", "urn:test:u2"),
            ],
            ["T-18 service", "T-29 make"]
        ),
        Story(
            "service in time",
            now: 24 * 9,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"),
                at(24 * 8, "service", "urn:test:u1"),
            ],
            []
        ),
        Story(
            "serviced again too soon",
            now: 24 * 9,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"), at(24, "service", "urn:test:u1"),
                at(30, "service", "urn:test:u1"),
            ],
            ["T-19 service"]
        ),
        Story(
            "another medium than before",
            now: 24 * 9,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1", ["medium": "a"]),
                at(24, "service", "urn:test:u1", ["medium": "b"]),
            ],
            ["T-20 service"]
        ),
        Story(
            "started when it was running",
            now: 24 * 9,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"), at(2, "start", "urn:test:u1"),
            ],
            ["PL-08 start"]
        ),
        Story(
            "one number is missing at the end of the shift",
            [
                at(0, "issue", "urn:test:u1; urn:test:u2; urn:test:u3", ["slip": "S1"]),
                at(1, "fire", "urn:test:u1", ["slip": "S1"]),
                at(2, "return", "urn:test:u2", ["slip": "S1"]),
            ],
            ["T-21 issue"]
        ),
        Story(
            "all numbers are there",
            [
                at(0, "issue", "urn:test:u1; urn:test:u2", ["slip": "S1"]),
                at(1, "fire", "urn:test:u1", ["slip": "S1"]),
                at(2, "return", "urn:test:u2", ["slip": "S1"]),
            ],
            []
        ),
        Story(
            "a number that was not issued",
            [
                at(0, "issue", "urn:test:u1", ["slip": "S1"]),
                at(1, "fire", "urn:test:u1; urn:test:u9", ["slip": "S1"]),
            ],
            ["T-21 issue"]
        ),
        Story(
            "bought beyond the permit",
            [
                at(0, "buy", "urn:test:l1 60", ["buying": "B1"]),
                at(1, "buy", "urn:test:l2 41", ["buying": "B1"]),
            ],
            ["T-22 buy"]
        ),
        Story(
            "a permit that does not exist",
            [at(0, "buy", "urn:test:l1 60", ["buying": "B2"])],
            ["T-22 buy"]
        ),
        Story(
            "a party without licence",
            [at(0, "make", "urn:test:u1", ["subject": "urn:test:unlicensed"])],
            ["PL-02 make"]
        ),
        Story(
            "a party of another kind",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "ship", "urn:test:u1", ["certificate": "C1", "to": "urn:test:maker"]),
                at(2, "receive", "urn:test:u1", ["subject": "urn:test:maker"]),
            ],
            ["PL-06 receive", "PL-06 ship"]
        ),
        Story("nothing before", [at(0, "treat", "urn:test:u1")], ["PL-05 treat"]),
        Story(
            "no certificate",
            [
                at(0, "make", "urn:test:u1"), at(1, "ship", "urn:test:u1"),
                at(2, "receive", "urn:test:u1", trader),
            ],
            ["PL-07 ship"]
        ),
        Story(
            "an expired certificate",
            [
                at(0, "make", "urn:test:u1"),
                at(1, "ship", "urn:test:u1", ["certificate": "C1", "certificate.valid-until": "2026-02-28"]),
                at(2, "receive", "urn:test:u1", trader),
            ],
            ["PL-07 ship"]
        ),
        Story(
            "silent for eleven days",
            now: 24 * 12,
            [at(0, "make", "urn:test:u1"), at(24 * 11, "make", "urn:test:u2")],
            ["T-29 make"]
        ),
        Story("still silent", now: 24 * 11, [at(0, "make", "urn:test:u1")], ["T-29 make"]),
    ]

    /// One reading every five minutes of the first hour; nil: none.
    private static func readings(_ values: [Double?]) -> String {
        values.enumerated().compactMap { index, value in
            value.map { "2026-03-01T00:\(index < 2 ? "0" : "")\(index * 5):00+08:00 Temperature \($0) CEL" }
        }.joined(separator: "; ")
    }
}
