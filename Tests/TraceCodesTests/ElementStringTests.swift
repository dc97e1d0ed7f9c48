// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceTesting

@Suite("Element strings")
struct ElementStringTests {
    @Test("Brackets in a value are kept by a backslash, both ways")
    func brackets() throws {
        let elements = try ElementString(bracketed: "(10)A\\(1)B(21)C")
        #expect(elements["10"] == "A(1)B")
        #expect(elements.bracketed == "(10)A\\(1)B(21)C")
        #expect(elements.raw == "10A(1)B\u{1d}21C")
        #expect(try ElementString(data: elements.raw) == elements)
    }

    @Test("The offset of a fault counts the backslashes before it")
    func offset() {
        #expect(
            throws: CodeError(
                .character(position: 4, found: "~", allowed: .gs1Set82),
                identifier: "10",
                offset: 8
            )
        ) { try ElementString(bracketed: "(10)A\\(1~") }
    }

    @Test("More elements than a label can hold are refused")
    func limit() {
        let text = String(repeating: "(91)A", count: ElementString.limit + 1)
        #expect(throws: CodeError(.tooLong(limit: ElementString.limit))) {
            try ElementString(bracketed: text)
        }
    }

    @Test("Elements that do not go together are named")
    func associations() throws {
        let elements = try ElementString(bracketed: "(02)12345678901231(37)123")
        #expect(throws: CodeError(.missingElement(needs: "00+02, 00+8026"), identifier: "37")) {
            try elements.checkAssociations()
        }
    }

    @Test(
        "The table is the syntax dictionary's",
        .enabled(if: SharedData.isPresent, "\(SharedData.absence)")
    )
    func table() throws {
        let data = try SharedData.data("gs1-syntax-dictionary/gs1-syntax-dictionary.txt")
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        var count = 0
        for line in lines {
            let halves = line.split(separator: "#", maxSplits: 1)
            let words = halves[0].split(separator: " ")
            let range = words[0].split(separator: "-").compactMap { Int($0) }
            count += (range.last ?? 0) - (range.first ?? 0) + 1
            let first = try #require(
                ApplicationIdentifierTable.standard[String(words[0].prefix { $0 != "-" })]
            )
            #expect(first.isFixedLength == words[1].contains("*"))
            #expect(first.isAttribute == words[1].contains("?"))
            #expect(first.isKey == words.contains { $0.hasPrefix("dlpkey") })
            #expect(first.exclusions.isEmpty == !words.contains { $0.hasPrefix("ex=") })
            #expect(halves.count == 1 || first.title == halves[1].drop { $0 == " " })
        }
        #expect(ApplicationIdentifierTable.standard.identifiers.count == count)
    }
}
