// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

@testable import TraceLedger

struct UnitOfMeasureTests {
    @Test(
        "A value keeps its amount in another unit",
        arguments: [
            (26.0, "CEL", "KEL", 299.15), (32, "FAH", "CEL", 0), (1, "KGM", "GRM", 1000),
            (1, "LBR", "GRM", 453.59237),
            (1, "MTQ", "LTR", 1000), (1, "BAR", "PAL", 100_000), (36, "KMH", "MTS", 10),
            (1, "HUR", "MIN", 60),
            (1, "KWH", "JOU", 3.6e6), (5, "A93", "KMQ", 0.005), (50, "P1", "C62", 0.5),
            (180, "DD", "C81", Double.pi),
            (7, "ZZ", "ZZ", 7),
        ]
    )
    func converts(value: Double, from: String, to: String, expected: Double) throws {
        let found = try #require(UnitOfMeasure.convert(value, from: from, to: to, isDifference: false))
        #expect(abs(found - expected) <= 1e-9 * max(1, abs(expected)))
        let back = try #require(UnitOfMeasure.convert(found, from: to, to: from, isDifference: false))
        #expect(abs(back - value) <= 1e-9 * max(1, abs(value)))
    }

    @Test("Units of different quantities and unknown units have no conversion")
    func refuses() {
        #expect(UnitOfMeasure.convert(1, from: "CEL", to: "KGM", isDifference: false) == nil)
        #expect(UnitOfMeasure.convert(1, from: "ZZ", to: "KGM", isDifference: false) == nil)
    }

    @Test("A width in degrees has no offset")
    func differences() { #expect(UnitOfMeasure.convert(9, from: "FAH", to: "KEL", isDifference: true) == 5) }

    @Test("No code stands twice in the table")
    func codesAreUnique() {
        let codes = UnitOfMeasure.table.joined().map(\.code)
        #expect(Set(codes).count == codes.count)
    }
}
