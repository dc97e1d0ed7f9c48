// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension Stories {
    /// Parties that report regularly, where things come from, and inspections over years.
    static let parties: [Story] = [
        Story(
            "a tag of the place's own county",
            [at(0, "make", "urn:test:u1", ["number": "urn:qiongsu:ear-tag:146010512345678"])],
            []
        ),
        Story(
            "a tag of another county",
            [at(0, "make", "urn:test:u1", ["number": "urn:qiongsu:ear-tag:144010512345678"])],
            ["T-32 make"]
        ),
        Story(
            "a document holds as long as its kind does",
            now: 24 * 20,
            [
                at(0, "make", "urn:test:u1"), at(1, "issue", "urn:test:u1", ["slip": "S1"]),
                at(2, "fire", "urn:test:u1", ["slip": "S1", "note": "N1", "note.issued": "2026-02-24"]),
                at(3, "issue", "urn:test:u2", ["slip": "S2"]),
                at(4, "fire", "urn:test:u2", ["slip": "S2", "note": "N2", "note.issued": "2026-02-23"]),
            ],
            ["PL-07 fire", "T-29 make"]
        ),
        Story(
            "the party that the goods come from used something on others of its goods",
            [
                at(0, "make", "urn:test:u1"), at(1, "make", "urn:test:u2"),
                at(1, "ship", "urn:test:u1", ["certificate": "C1"]),
                at(2, "treat", "urn:test:u2", ["wait-days": "1"]),
                at(5, "receive", "urn:test:u1", trader.merging(["from": "urn:test:maker"]) { $1 }),
            ],
            ["T-33 receive"]
        ),
        Story(
            "a unit is opened by whom its case's case was shipped to",
            [
                at(0, "make", "urn:test:u1"), at(1, "pack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(2, "pack", "urn:test:c1", ["container": "urn:test:c2"]),
                at(3, "ship-case", "urn:test:c2", ["to": "urn:test:other-trader"]),
                at(4, "ship-case", "urn:test:c2", ["to": "urn:test:trader"]),
                at(5, "unpack", "urn:test:c1", ["container": "urn:test:c2"]),
                at(6, "open", "urn:test:u1", trader),
            ],
            []
        ),
        Story(
            "a unit is opened by another than its case's case was last shipped to",
            [
                at(0, "make", "urn:test:u1"), at(1, "pack", "urn:test:u1", ["container": "urn:test:c1"]),
                at(2, "pack", "urn:test:c1", ["container": "urn:test:c2"]),
                at(3, "ship-case", "urn:test:c2", ["to": "urn:test:trader"]),
                at(4, "ship-case", "urn:test:c2", ["to": "urn:test:other-trader"]),
                at(6, "open", "urn:test:u1", trader),
            ],
            ["T-34 open"]
        ),
        Story(
            "a regular reporter falls silent",
            now: 24 * 40,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"),
                at(24 * 8, "service", "urn:test:u1"), at(24 * 16, "service", "urn:test:u1"),
                at(24 * 24, "service", "urn:test:u1"), at(24 * 34, "stop", "urn:test:u1"),
            ],
            ["T-29 make", "T-31 service"]
        ),
        Story(
            "who reported twice is no regular reporter",
            now: 24 * 40,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"),
                at(24 * 8, "service", "urn:test:u1"), at(24 * 16, "service", "urn:test:u1"),
                at(24 * 24, "stop", "urn:test:u1"),
            ],
            ["T-29 make"]
        ),
        Story(
            "inspections of eight years",
            now: 24 * 365 * 8,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"),
                at(24 * 340, "inspect", "urn:test:u1"),
                at(24 * 365 * 4, "inspect", "urn:test:u1"),
                at(24 * 365 * 6, "inspect", "urn:test:u1"),
                at(24 * 365 * 7, "stop", "urn:test:u1"),
            ],
            ["T-18 start", "T-29 make"]
        ),
        Story(
            "an inspection left out",
            now: 24 * 365 * 5,
            [
                at(0, "make", "urn:test:u1"), at(1, "start", "urn:test:u1"),
                at(24 * 340, "inspect", "urn:test:u1"),
            ],
            ["T-18 start", "T-29 make", "T-30 inspect"]
        ),
    ]
}
