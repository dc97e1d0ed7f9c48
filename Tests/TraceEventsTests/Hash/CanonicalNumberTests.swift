// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting

@testable import TraceEvents

@Suite("Numbers in an event hash")
struct CanonicalNumberTests {
    @Test(
        "A number has one spelling",
        arguments: [
            ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("26.0", "26"), ("0.100", "0.1"), (".5", "0.5"),
            ("5.", "5"),
            ("+3", "3"), ("-3.10", "-3.1"), ("007", "7"), ("1e3", "1000"), ("1E-1", "0.1"),
            ("1_000.5_0", "1000.5"),
            ("0.0001", "0.0001"), ("0.00001", "1e-05"), ("1.5e-7", "1.5e-07"), ("5e-324", "5e-324"),
            ("9007199254740993", "9007199254740992"), ("0.1234567890123456789", "0.12345678901234568"),
            ("2251799813685249.5", "2251799813685249.5"), ("123456789.125", "123456789.125"),
            ("18446744073709551616", "18446744073709551616"), ("-1e22", "-10000000000000000000000"),
            ("1e23", "99999999999999991611392"), ("111100001111000011110000", "111100001111000003641344"),
            ("1e-400", "0"),
        ]
    )
    func spelling(text: String, canonical: String) {
        #expect(spelling(text) == canonical)
    }

    @Test("The greatest double has 309 digits")
    func greatest() {
        let digits = spelling("1.7976931348623157e308")
        #expect(digits?.count == 309)
        #expect(digits?.hasPrefix("17976931348623157081452742373170435679807056752584") == true)
        #expect(digits?.hasSuffix("858368") == true)
    }

    @Test(
        "Other text is none",
        arguments: [
            "", "+", "-", ".", "e5", "1e", "1e+", "1 2", "1,5", "0x10", "1__0", "_1", "1_", "1_.5", "1._5",
            "--1",
            "1.2.3", "+01:00", "2026-03-01", "1e400", "５",
        ]
    )
    func none(text: String) {
        #expect(spelling(text) == nil)
    }

    @Test("A spelling is the same number and its own spelling", arguments: 0..<20 as Range<UInt64>)
    func stable(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            let canonical = try #require(spelling(value.description), "seed \(seed)")
            #expect(Double(canonical) == value, "seed \(seed)")
            #expect(spelling(canonical) == canonical, "seed \(seed)")
        }
    }

    private func spelling(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBufferPointer { CanonicalNumber.text($0) }
    }
}
