// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

/// Industries and categories are data: adding one is adding a file, and no Swift knows its name.
@Suite("Categories are data")
struct CategoryTests {
    /// The ids and names that the profiles and the list of industries give.
    private static let profiles: [Named] =
        House.names(in: "Sources/ChainProfiles/Data/profiles").compactMap { file in
            SourceFile("Sources/ChainProfiles/Data/profiles/" + file).flatMap(Named.init(profile:))
        }

    private static let industries: [Named] =
        SourceFile("Sources/ChainProfiles/Data/reference/common.yaml").map { file in
            let list = file.lines.drop { $0 != "industries:" }.dropFirst().prefix { $0.hasPrefix("  - ") }
            return list.compactMap(Named.init(entry:))
        } ?? []

    /// Words of the language of programs too: as an identifier one may be a verb.
    private static let ordinary: Set = ["feed"]

    @Test("The names are found")
    func found() {
        #expect(Self.profiles.count >= 25)
        #expect(Self.industries.count == 6)
        #expect(Self.profiles.contains { $0.id == "lift" && $0.zh == "电梯" && $0.en == "Lifts" })
    }

    @Test("No Swift of the program names one", arguments: House.program)
    func swift(file: SourceFile) {
        for (index, (line, code)) in zip(file.lines, file.code).enumerated() {
            for named in Self.profiles + Self.industries {
                let isNamed =
                    line.contains(named.zh) || Self.isIdentifier(named, in: code)
                    || Self.literals(in: line).contains { Self.isWord(named, of: $0) }
                #expect(!isNamed, "\(file.place(index)) names \(named.id)")
            }
        }
    }

    @Test(
        "A name is told from other words",
        arguments: [
            (#"if profile == "lift" {"#, true), (#"case "lift/maintenance": break"#, true),
            (#"let title = "电梯""#, true), (#"let title = "Lifts of the city""#, true),
            ("case lift", true), ("let liftStages = 3", true), ("let gasCylinders = 3", true),
            (#"text("shoplifting")"#, false), ("let shoplifting = 3", false), ("facelift()", false),
            (#"print("feeds")"#, false), ("parser.feed(bytes)", false), (#"kind == "feed""#, true),
        ]
    )
    func told(line: String, isNamed: Bool) {
        let lift = Named(id: "lift", zh: "电梯", en: "Lifts")
        let feed = Named(id: "feed", zh: "饲料", en: "Feed")
        let cylinders = Named(id: "gas-cylinders", zh: "气瓶", en: "Gas cylinders")
        let found = [lift, feed, cylinders].contains { named in
            line.contains(named.zh) || Self.isIdentifier(named, in: SwiftCode(line).lines[0])
                || Self.literals(in: line).contains { Self.isWord(named, of: $0) }
        }
        #expect(found == isNamed)
    }

    private struct Named {
        let id: String
        let zh: String
        let en: String

        init(id: String, zh: String, en: String) {
            (self.id, self.zh, self.en) = (id, zh, en)
        }

        /// Reads the head of a profile.
        init?(profile file: SourceFile) {
            guard let id = file.lines.first(where: { $0.hasPrefix("profile: ") })?.dropFirst(9),
                let name = file.lines.first(where: { $0.hasPrefix("name: ") })
            else { return nil }
            self.init(String(id), name)
        }

        /// Reads `- {id: …, name: {zh: …, en: …}}`.
        init?(entry line: String) {
            guard let id = line.firstMatch(of: /\{id: ([a-z-]+)/)?.1 else { return nil }
            self.init(String(id), line)
        }

        private init?(_ id: String, _ name: String) {
            guard let names = name.firstMatch(of: /zh: "?([^,"}]+)"?, en: "?([^"}]+)"?\}/) else { return nil }
            self.init(id: id, zh: String(names.1), en: String(names.2))
        }
    }

    /// The words of string literals in a line; a comment has none.
    private static func literals(in line: String) -> [String] {
        guard !line.drop(while: \.isWhitespace).hasPrefix("//") else { return [] }
        return line.matches(of: /"([^"]*)"/).map { String($0.1) }
    }

    /// Whether the id or the English name stands in a text as a word.
    private static func isWord(_ named: Named, of text: String) -> Bool {
        let text = text.lowercased()
        return [named.id, named.en.lowercased()].contains { name in
            text.ranges(of: name).contains { range in
                let before =
                    range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
                let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
                return !isLetter(before) && !isLetter(after)
            }
        }
    }

    /// Whether an identifier is the id, or begins with it as a word of its own.
    private static func isIdentifier(_ named: Named, in code: String) -> Bool {
        let parts = named.id.split(separator: "-").map(String.init)
        let camel = parts[0] + parts.dropFirst().map(\.capitalized).joined()
        if ordinary.contains(camel) { return false }
        return [camel, camel.prefix(1).uppercased() + camel.dropFirst()].contains { name in
            code.ranges(of: name).contains { range in
                let before =
                    range.lowerBound > code.startIndex ? code[code.index(before: range.lowerBound)] : " "
                let after = range.upperBound < code.endIndex ? code[range.upperBound] : " "
                let begins = !isLetter(before) || name.first?.isUppercase == true && before.isLowercase
                return begins && (!isLetter(after) || after.isUppercase)
            }
        }
    }

    private static func isLetter(_ character: Character) -> Bool { character.isLetter || character == "_" }
}
