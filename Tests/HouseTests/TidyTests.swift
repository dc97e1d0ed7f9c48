// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

@Suite("Tidy")
struct TidyTests {
    @Test("The files of the project are found")
    func found() {
        #expect(House.program.count > 200)
        #expect(House.swift.count > House.program.count + 50)
        #expect(House.scripts.contains { $0.path == "scripts/bootstrap" })
        #expect(House.pages.contains { $0.path == "Documentation/Architecture.md" })
    }

    @Test("No file is longer than 400 lines", arguments: House.swift)
    func fileLength(file: SourceFile) {
        #expect(file.isGenerated || file.lines.count <= 401, "\(file.lines.count - 1) lines")
    }

    /// The formatter holds code to 110 columns; it breaks neither comments nor strings, and strings may be long.
    @Test("No line is longer than 120 columns, but for strings", arguments: House.swift)
    func lineLength(file: SourceFile) {
        for (index, (line, code)) in zip(file.lines, file.code).enumerated() where line.count > 120 {
            let isComment = line.drop(while: \.isWhitespace).hasPrefix("//")
            let indentation = line.prefix(while: \.isWhitespace).count
            let codeLength = indentation + code.count { !$0.isWhitespace }
            #expect(!isComment && codeLength <= 120, "\(file.place(index)): \(line.count) columns")
        }
    }

    @Test("Every Swift file says whose it is and under which licence", arguments: House.swift)
    func swiftHeader(file: SourceFile) {
        #expect(Array(file.lines.prefix(3)) == ["// " + Self.licence, "// " + Self.copyright, ""])
    }

    @Test("Every script, style and table says whose it is", arguments: House.scripts)
    func scriptHeader(file: SourceFile) {
        let head = file.lines.prefix(4)
        for text in [Self.licence, Self.copyright] { #expect(head.contains { $0.contains(text) }) }
    }

    @Test("Nothing is left to do later", arguments: House.swift + House.scripts + House.pages)
    func leftovers(file: SourceFile) {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        for (index, line) in file.lines.enumerated() {
            #expect(!marks.contains(where: line.contains), "\(file.place(index))")
        }
    }

    @Test("The program forces nothing", arguments: House.program)
    func forcing(file: SourceFile) {
        for (index, line) in file.code.enumerated() {
            #expect(!Self.forces(line), "\(file.place(index)): \(line)")
        }
    }

    @Test(
        "Forcing is told from negation",
        arguments: [
            ("a!", true), ("a!.b", true), ("f()!", true), ("a[0]!", true), ("try! f()", true),
            ("a as! B", true),
            ("var a: Int!", true), ("fatalError()", true), ("!a", false), ("a != b", false), ("(!a)", false),
            ("a && !b", false), ("[!a]", false), ("#if !DEBUG", false),
        ]
    )
    func forcingIsSeen(line: String, forces: Bool) {
        #expect(Self.forces(line) == forces)
    }

    @Test("What the compiler does not check says why it is safe", arguments: House.program)
    func unchecked(file: SourceFile) {
        for (index, line) in file.code.enumerated()
        where line.contains("@unchecked") || line.contains("nonisolated(unsafe)") {
            let before = file.lines[..<index].reversed().prefix {
                $0.drop(while: \.isWhitespace).hasPrefix("//")
            }
            #expect(
                before.contains { $0.localizedCaseInsensitiveContains("unchecked") },
                "\(file.place(index))"
            )
        }
    }

    @Test("Swift names no industry or category", arguments: House.program)
    func categories(file: SourceFile) {
        for (index, line) in file.lines.enumerated() {
            let found = Self.categoryNames.first { line.lowercased().contains($0) }
            #expect(found == nil, "\(file.place(index)) says \(found ?? "")")
        }
    }

    static let licence = "SPDX-License-Identifier: Apache-2.0"
    static let copyright = "SPDX-FileCopyrightText: the Qiongsu authors"

    /// Words that mean nothing else in a program about tracing.
    private static let categoryNames = [
        "mango", "pork", "beef", "mutton", "dairy", "baijiu", "drug", "medicin", "vaccin", "pesticid",
        "veterinar",
        "fertili", "firework", "explosive", "detonator", "gas cylinder", "芒果", "热带水果", "猪肉", "牛肉", "羊肉", "水产",
        "蔬菜", "乳品", "白酒", "药", "化肥", "饲料", "种子", "电梯", "气瓶", "雷管", "烟花", "爆竹",
    ]

    /// Whether a line of code unwraps, casts or tries with `!`, or ends the program.
    private static func forces(_ line: String) -> Bool {
        if line.contains("fatalError(") { return true }
        let characters = Array(line)
        return characters.indices.contains { index in
            guard characters[index] == "!", index > 0 else { return false }
            let before = characters[index - 1]
            let isPostfix = before.isLetter || before.isNumber || "_)]}\"?>".contains(before)
            return isPostfix && (index + 1 == characters.count || characters[index + 1] != "=")
        }
    }
}
