// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

@Suite("Pages of documentation")
struct PageTests {
    @Test("Relative links lead to files and headings that are there", arguments: House.pages)
    func links(page: SourceFile) throws {
        for link in MarkdownPage(page).links
        where !link.target.contains("://") && !link.target.hasPrefix("mailto:") {
            let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let path = parts[0].isEmpty ? page.path : Self.resolve(String(parts[0]), from: page.path)
            #expect(House.exists(path), "\(page.place(link.line)): \(link.target)")
            guard parts.count == 2, let target = SourceFile(path) else { continue }
            #expect(
                MarkdownPage(target).anchors.contains(String(parts[1])),
                "\(page.place(link.line)): no heading for \(link.target)"
            )
        }
    }

    @Test("Both READMEs have the same parts")
    func twins() throws {
        let english = try #require(SourceFile("README.md"))
        let chinese = try #require(SourceFile("README.zh.md"))
        #expect(MarkdownPage(english).levels == MarkdownPage(chinese).levels)
    }

    @Test("Every decision is on the list of decisions, and one page at most")
    func decisions() throws {
        let architecture = try #require(SourceFile("Documentation/Architecture.md"))
        let listed = MarkdownPage(architecture).links.map(\.target)
        let decisions = House.names(in: "Documentation/Decisions")
        #expect(decisions.count >= 11)
        for name in decisions {
            #expect(listed.contains("Decisions/" + name), "\(name) is not in Architecture.md")
            let page = try #require(SourceFile("Documentation/Decisions/" + name))
            #expect(page.lines.count <= 40, "\(name)")
        }
    }

    @Test(
        "A heading's anchor is what GitHub makes of it",
        arguments: [
            ("Exit codes", "exit-codes"),
            ("`capture` proceeds, HTTP rolls back", "capture-proceeds-http-rolls-back"),
            ("两条命令", "两条命令"), ("Input/output", "inputoutput"),
        ]
    )
    func anchors(heading: String, anchor: String) {
        #expect(MarkdownPage(SourceFile(path: "x.md", text: "# \(heading)")).anchors == [anchor])
    }

    private static func resolve(_ path: String, from page: String) -> String {
        var parts = page.split(separator: "/").dropLast().map(String.init)
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part.removingPercentEncoding ?? String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}

/// The links and headings of a page; what stands in code is neither.
struct MarkdownPage {
    private(set) var links: [(line: Int, target: String)] = []
    private(set) var anchors: Set<String> = []
    /// The level of each heading, in order.
    private(set) var levels: [Int] = []

    init(_ page: SourceFile) {
        var isCode = false
        for (index, line) in page.lines.enumerated() {
            if line.drop(while: \.isWhitespace).hasPrefix("```") {
                isCode.toggle()
                continue
            }
            if isCode { continue }
            if let match = line.wholeMatch(of: /(#{1,6}) +(.+)/) {
                levels.append(match.1.count)
                anchors.insert(Self.anchor(of: String(match.2)))
            }
            let prose = line.replacing(/`[^`]*`/, with: "")
            for match in prose.matches(of: /\]\(([^)\s]+)\)/) { links.append((index, String(match.1))) }
        }
    }

    private static func anchor(of heading: String) -> String {
        heading.lowercased().reduce(into: "") { anchor, character in
            if character == " " { anchor += "-" }
            if character.isLetter || character.isNumber || "-_".contains(character) {
                anchor.append(character)
            }
        }
    }
}
